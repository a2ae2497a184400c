// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/command.h"

#include "dflint/model/build.h"

namespace dflint::model {

std::optional<Setting> variable_of(const Command& command, std::string_view name) {
    for (const Setting& each : command.assignments) {
        if (each.name == name) return each;
    }
    const std::vector<Setting>& settings = command.run->settings;
    for (auto each = settings.rbegin(); each != settings.rend(); ++each) {
        if (each->name == name && each->at.begin < command.at.begin) return *each;
    }
    const Scope& scope = command.run->scope;
    const Binding* const binding = scope.binding(name);
    if (binding == nullptr || binding->is_unset) return std::nullopt;
    Setting setting;
    setting.name = name;
    setting.is_static = binding->value.has_value();
    if (binding->value) setting.value = *binding->value;
    setting.at = binding->pair->at;
    return setting;
}

std::string as_written(const Command& command) {
    std::string text(command.name);
    if (!command.verb.empty()) text += ' ' + std::string(command.verb);
    return text;
}

} // namespace dflint::model
