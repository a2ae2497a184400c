// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/command.h"

#include "dflint/model/build.h"

#include <algorithm>

namespace dflint::model {

std::optional<Setting> variable_of(const Command& command, std::string_view name) {
    for (const Setting& each : command.assignments) {
        if (each.name == name) return each;
    }
    // The last one before the command.
    const std::vector<Setting>& settings = command.run->settings;
    const auto after =
        std::partition_point(settings.begin(), settings.end(), [&](const Setting& each) {
            return each.name < name || (each.name == name && each.at.begin < command.at.begin);
        });
    if (after != settings.begin() && std::prev(after)->name == name) return *std::prev(after);
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
