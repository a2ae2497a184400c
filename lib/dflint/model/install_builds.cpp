// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/install_parts.h"

#include <algorithm>

namespace dflint::model {

namespace {

/// `prefix:goal` or `group:plugin:version:goal`.
bool is_goal_of_dependencies(std::string_view goal) {
    const bool is_plugin =
        goal.find("dependency") != goal.npos || goal.find("go-offline") != goal.npos;
    const std::string_view last = goal.substr(goal.rfind(':') + 1);
    return is_plugin && goal.find(':') != goal.npos &&
           (last.starts_with("go-offline") || last.starts_with("resolve") || last == "get" ||
            last.starts_with("tree") || last.starts_with("list"));
}

bool asks_for_version(const Command& command) {
    return command.has_option({"-v", "--version", "-h", "--help", "-?"});
}

} // namespace

bool read_maven(Install& install) {
    const Command& command = *install.command;
    if (command.operands.empty() || asks_for_version(command)) return false;
    install.is_offline = command.has_option({"-o", "--offline"});
    add_values(install, {"-f", "--file"}, install.manifests);
    const bool is_dependencies =
        std::all_of(command.operands.begin(), command.operands.end(), [&](std::uint32_t index) {
            return is_goal_of_dependencies(word_at(install, index).text);
        });
    install.kind = is_dependencies ? InstallKind::dependencies : InstallKind::project;
    return true;
}

bool read_gradle(Install& install) {
    const Command& command = *install.command;
    // -v is --version here; no task means the build's default tasks.
    if (asks_for_version(command) || command.has_option({"--stop", "--status"})) return false;
    const auto is_task = [&](std::initializer_list<std::string_view> names) {
        return std::all_of(command.operands.begin(), command.operands.end(), [&](std::uint32_t i) {
            const std::string_view text = word_at(install, i).text;
            const std::string_view task = text.substr(text.rfind(':') + 1);
            return std::find(names.begin(), names.end(), task) != names.end();
        });
    };
    install.is_offline = command.has_option({"--offline", "-m", "--dry-run"});
    install.kind = InstallKind::project;
    if (command.operands.empty()) return true;
    if (is_task({"wrapper", "init", "tasks", "help"})) return false;
    if (is_task({"dependencies", "androidDependencies", "buildEnvironment"})) {
        install.kind = InstallKind::dependencies;
    }
    return true;
}

namespace {

/// MSBuild's switches may begin with a slash: /p:Name=Value, /m, /maxcpucount:1. A path has a
/// second slash or an ending.
bool is_switch(std::string_view text) {
    return text.starts_with('/') && text.find('/', 1) > text.find(':') &&
           text.find_first_of(":") != text.npos;
}

void add_projects(Install& install, std::vector<Operand>& to) {
    for (const std::uint32_t index : install.command->operands) {
        const Word& word = word_at(install, index);
        if (is_switch(word.text) || word.text == "/m") continue;
        if (first_unknown(word) == 0) install.has_unknown_operands = true;
        to.push_back(operand_at(install, index));
    }
}

} // namespace

bool read_dotnet(Install& install) {
    const Command& command = *install.command;
    if (command.verb == "restore") {
        add_projects(install, install.manifests);
        install.kind = InstallKind::dependencies;
        return true;
    }
    if (command.verb == "tool restore") {
        install.kind = InstallKind::dependencies;
        return true;
    }
    if (command.verb_in({"build", "publish", "pack", "test", "run"})) {
        install.is_offline = command.has_option({"--no-restore", "--no-build"});
        if (command.verb != "run") add_projects(install, install.projects);
        install.kind = InstallKind::project;
        return true;
    }
    const bool is_package = command.verb_in({"tool install", "tool update", "package add"});
    if (!is_package) return false;
    const Option* const version = command.option({"--version"});
    for (const std::uint32_t index : command.operands) {
        const Word& word = word_at(install, index);
        if (first_unknown(word) != word.text.npos) {
            install.has_unknown_operands = true;
            continue;
        }
        Package& package = add_package(install, index, word.text);
        if (version == nullptr || !version->value) continue;
        package.version = *version->value;
        // 8.*, [8.0,9.0) and 8.0-* are ranges.
        package.is_pinned = package.version.find_first_of("*[](),") == package.version.npos;
    }
    return decide_kind(install);
}

} // namespace dflint::model
