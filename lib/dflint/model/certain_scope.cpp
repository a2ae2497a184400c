// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/certain_scope.h"

#include "dflint/model/build.h"

namespace dflint::model {

CertainScope::CertainScope(const Scope& scope)
    : scope_(scope), escape_(scope.stage().build->tree.escape) {}

dockerfile::Variable CertainScope::find(std::string_view name) const {
    using State = dockerfile::Variable::State;
    const Binding* const found = scope_ ? scope_->binding(name) : nullptr;
    const bool is_certain = found != nullptr && found->is_env && found->value &&
                            found->pair != nullptr && found->pair->value &&
                            found->pair->value->text.find('$') == std::string_view::npos;
    if (!is_certain) return {State::unknown, {}};
    return {State::known, *found->value};
}

std::optional<std::string> CertainScope::expand(std::string_view word) const {
    return dockerfile::expand(word, escape_, *this).text;
}

} // namespace dflint::model
