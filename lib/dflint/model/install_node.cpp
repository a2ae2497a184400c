// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/install_parts.h"

#include <algorithm>

namespace dflint::model {

namespace {

/// https://docs.npmjs.com/cli/v11/using-npm/package-spec: `user/repository` is GitHub, a git URL
/// may come without a scheme.
bool is_remote(std::string_view text) {
    return is_url(text) || text.starts_with("git@") || text.starts_with("github:") ||
           text.starts_with("gitlab:") || text.starts_with("bitbucket:") ||
           text.starts_with("gist:") || text.starts_with("git+") ||
           (!text.starts_with('@') && text.find('/') < text.find('@'));
}

void add_operand(Install& install, std::uint32_t index) {
    const Word& word = word_at(install, index);
    const std::string_view text = word.text;
    const std::size_t unknown = first_unknown(word);
    if (text.empty()) return;
    if (unknown == 0) {
        install.has_unknown_operands = true;
        return;
    }
    if (is_path(text) || text.starts_with("file:") || text.starts_with("link:") ||
        text.starts_with("portal:") ||
        (!is_url(text) && ends_in(text, {".tgz", ".tar.gz", ".tar"}))) {
        install.projects.push_back(operand_at(install, index));
        return;
    }
    if (is_remote(text)) {
        add_package(install, index, text).is_url = true;
        return;
    }
    const std::size_t at = std::min(text.find('@', 1), text.size()); // @scope/name@version
    if (unknown <= at && unknown != text.npos) {
        install.has_unknown_operands = true;
        return;
    }
    const std::string_view version = text.substr(at);
    // An alias: name@npm:other@1.2.3.
    const std::size_t last = version.rfind('@');
    const bool is_pinned = last != version.npos && is_exact_semver(version.substr(last + 1));
    add_package(install, index, text.substr(0, at), version, is_pinned);
}

/// Without operands the manifest of the project decides, or the project itself is installed
/// globally.
bool read_operands(Install& install, bool is_global) {
    for (const std::uint32_t index : install.command->operands) add_operand(install, index);
    if (decide_kind(install)) return true;
    install.kind = is_global ? InstallKind::project : InstallKind::dependencies;
    return true;
}

bool read_dependencies(Install& install) {
    install.kind = InstallKind::dependencies;
    return true;
}

bool is_global(const Command& command) {
    if (command.has_option({"-g", "--global"})) return true;
    const Option* const location = command.option({"--location"});
    return location != nullptr && location->value == "global";
}

} // namespace

bool read_npm(Install& install) {
    const Command& command = *install.command;
    install.is_offline = command.has_option({"--offline", "--dry-run"});
    if (command.verb_in({"ci", "install-ci-test"})) return read_dependencies(install);
    if (command.verb_in({"install", "install-test"})) {
        return read_operands(install, is_global(command));
    }
    if (command.verb != "update") return false;
    for (const std::uint32_t index : command.operands) add_operand(install, index);
    if (is_global(command)) {
        if (command.operands.empty()) install.has_unknown_operands = true;
        return decide_kind(install);
    }
    return read_dependencies(install);
}

bool read_yarn(Install& install) {
    const Command& command = *install.command;
    install.is_offline = command.has_option({"--offline"});
    if (command.verb_in({"install", "workspaces focus", "upgrade"})) {
        return read_dependencies(install);
    }
    if (!command.verb_in({"add", "global add"})) return false;
    for (const std::uint32_t index : command.operands) add_operand(install, index);
    return decide_kind(install);
}

bool read_pnpm(Install& install) {
    const Command& command = *install.command;
    install.is_offline = command.has_option({"--offline", "--dry-run"});
    if (command.verb_in({"ci", "fetch"})) return read_dependencies(install);
    if (command.verb_in({"install", "add"})) return read_operands(install, is_global(command));
    if (command.verb != "update") return false;
    for (const std::uint32_t index : command.operands) add_operand(install, index);
    if (!is_global(command)) return read_dependencies(install);
    if (command.operands.empty()) install.has_unknown_operands = true;
    return decide_kind(install);
}

bool read_bun(Install& install) {
    const Command& command = *install.command;
    install.is_offline = command.has_option({"--dry-run"});
    if (command.verb_in({"ci", "update"})) return read_dependencies(install);
    if (!command.verb_in({"install", "add"})) return false;
    return read_operands(install, is_global(command));
}

} // namespace dflint::model
