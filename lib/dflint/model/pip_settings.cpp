// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/pip_settings.h"

#include "dflint/model/first_places.h"

#include <algorithm>
#include <array>

namespace dflint::model {

namespace {

/// Names under which one setting can be given.
struct SettingNames {
    Manager manager;
    std::array<std::string_view, 2> options;
    std::array<std::string_view, 3> variables;
};

// pip makes a variable of each long option: --default-timeout is PIP_DEFAULT_TIMEOUT. The names of
// uv stand in its reference of environment variables.
constexpr std::array timeout_names = {
    SettingNames{
        Manager::pip, {"--timeout", "--default-timeout"}, {"PIP_DEFAULT_TIMEOUT", "PIP_TIMEOUT"}},
    SettingNames{Manager::uv, {}, {"UV_HTTP_TIMEOUT", "UV_REQUEST_TIMEOUT", "HTTP_TIMEOUT"}},
};
constexpr std::array retries_names = {
    SettingNames{Manager::pip, {"--retries"}, {"PIP_RETRIES"}},
};

/// Everything behind the `=` of NAME=value; quotes are part of it.
Span value_span(Span at, std::string_view name) {
    const std::uint32_t begin = at.begin + static_cast<std::uint32_t>(name.size()) + 1;
    return {std::min(begin, at.end), at.end};
}

std::optional<ToolSetting> from_options(const Command& command, const SettingNames& names) {
    const Option* const option = command.option({names.options[0], names.options[1]});
    if (option == nullptr || option->name.empty()) return std::nullopt;
    return ToolSetting{option->name, option->value, option->at,
                       option->value ? option->value_at : Span{}};
}

std::optional<ToolSetting> from_environment(const Command& command, std::string_view name) {
    const Binding* const binding = command.run->scope.binding(name);
    if (const auto setting = variable_of(command, name)) {
        ToolSetting found{name, std::nullopt, setting->at, value_span(setting->at, name)};
        if (setting->is_static) found.value = setting->value;
        if (binding != nullptr && binding->pair->at == setting->at) {
            found.value_at = binding->pair->value ? binding->pair->value->at : Span{};
        }
        return found;
    }
    // `ARG NAME` without a value: whoever builds is meant to give one.
    if (binding == nullptr) return std::nullopt;
    return ToolSetting{name, std::nullopt, binding->pair->at, {}};
}

/// What an instruction that writes pip's configuration says; empty for all others.
std::string_view configuration_sign(const dockerfile::Instruction& instruction) {
    const std::string_view text = instruction.text.text();
    if (text.find("pip") == text.npos) return {};
    for (const std::string_view sign : {"pip.conf", "pip.ini", "pip config", "pip3 config"}) {
        if (text.find(sign) != text.npos) return sign;
    }
    return {};
}

std::uint32_t first_configuration(const Stage& stage, bool of_triggers) {
    const auto& instructions = stage.build->instructions();
    for (std::uint32_t i = stage.first; i < stage.last; ++i) {
        const bool is_trigger = instructions[i].keyword == dockerfile::Keyword::onbuild;
        if (is_trigger == of_triggers && !configuration_sign(instructions[i]).empty()) {
            return instructions[i].at.begin;
        }
    }
    return FirstPlaces::nowhere;
}

struct FirstConfigurations : FirstSteps {
    using FirstSteps::FirstSteps;
};

/// An instruction before the install that writes pip's configuration, which can hold any setting.
std::optional<ToolSetting> from_configuration(const Command& command) {
    const Scope& scope = command.run->scope;
    if (const Binding* const file = scope.binding("PIP_CONFIG_FILE"); file != nullptr) {
        return ToolSetting{"PIP_CONFIG_FILE", std::nullopt, file->pair->at, {}};
    }
    const Build& build = *scope.stage().build;
    const std::uint32_t first = build.fact<FirstConfigurations>().of(
        *command.run, [](const Stage& stage) { return first_configuration(stage, false); },
        [](const Stage& stage) { return first_configuration(stage, true); });
    const auto& instructions = build.instructions();
    if (first > instructions[scope.instruction()].at.begin) return std::nullopt;
    const auto instruction =
        std::partition_point(instructions.begin(), instructions.end(),
                             [&](const auto& each) { return each.at.begin < first; });
    return ToolSetting{configuration_sign(*instruction), std::nullopt, instruction->keyword_at, {}};
}

template <std::size_t n>
std::optional<ToolSetting> setting_of(const Install& install,
                                      const std::array<SettingNames, n>& table) {
    const auto names = std::find_if(table.begin(), table.end(), [&](const SettingNames& each) {
        return each.manager == install.manager;
    });
    if (names == table.end()) return std::nullopt;
    const Command& command = *install.command;
    if (auto found = from_options(command, *names)) return found;
    for (const std::string_view variable : names->variables) {
        if (variable.empty()) continue;
        if (auto found = from_environment(command, variable)) return found;
    }
    return std::nullopt;
}

} // namespace

std::optional<ToolSetting> timeout_of(const Install& install) {
    auto found = setting_of(install, timeout_names);
    const bool may_be_configured = !found && install.manager == Manager::pip;
    return may_be_configured ? from_configuration(*install.command) : found;
}

std::optional<ToolSetting> retries_of(const Install& install) {
    return setting_of(install, retries_names);
}

} // namespace dflint::model
