// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/certain_scope.h"

#include "dflint/model/build.h"

namespace dflint::model {

CertainScope::CertainScope(const Scope& scope)
    : scope_(scope), escape_(scope.stage().build->tree.escape) {}

dockerfile::Variable CertainScope::find(std::string_view name) const {
    using State = dockerfile::Variable::State;
    if (!scope_) return {State::unknown, {}};
    const Binding* const found = scope_->binding(name);
    // Nobody can set what the file does not declare, where the base sets nothing.
    if (found == nullptr) return scope_->find(name);
    const bool is_certain = found->is_env && found->value && found->pair != nullptr &&
                            found->pair->value &&
                            found->pair->value->text.find('$') == std::string_view::npos;
    if (!is_certain) return {State::unknown, {}};
    return {State::known, *found->value};
}

std::optional<std::string> CertainScope::expand(std::string_view word) const {
    return dockerfile::expand(word, escape_, *this).text;
}

} // namespace dflint::model
