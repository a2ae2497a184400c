// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/certain_scope.h"

#include "dflint/model/build.h"

namespace dflint::model {

dockerfile::Variable CertainScope::find(std::string_view name) const {
    using State = dockerfile::Variable::State;
    const Binding* const found = scope_.binding(name);
    const bool is_certain = found != nullptr && found->is_env && found->value &&
                            found->pair != nullptr && found->pair->value &&
                            found->pair->value->text.find('$') == std::string_view::npos;
    if (!is_certain) return {State::unknown, {}};
    return {State::known, *found->value};
}

std::optional<std::string> CertainScope::expand(std::string_view word) const {
    return dockerfile::expand(word, scope_.stage().build->tree.escape, *this).text;
}

} // namespace dflint::model
