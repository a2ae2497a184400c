// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/install_parts.h"

#include <algorithm>

namespace dflint::model {

namespace {

// Match specifications: name, name=1.2 (fuzzy: any 1.2.x), name==1.2.3, name>=1, name=1.2=build,
// channel::name, name[version='1.2'].
// https://docs.conda.io/projects/conda/en/latest/user-guide/concepts/pkg-specs.html
void add_spec(Install& install, std::uint32_t index) {
    const Word& word = word_at(install, index);
    std::string_view text = word.text;
    std::size_t unknown = first_unknown(word);
    if (text.empty()) return;
    if (const std::size_t channel = text.find("::"); channel < unknown && channel != text.npos) {
        text.remove_prefix(channel + 2);
        if (unknown != text.npos) unknown -= channel + 2;
    }
    const std::size_t end = std::min(text.find_first_of("=<>!~ ["), text.size());
    if (unknown <= end && unknown != text.npos) {
        install.has_unknown_operands = true;
        return;
    }
    const std::string_view version = text.substr(end);
    const bool is_exact = version.starts_with("==") && version.find_first_of(",|*") == text.npos;
    const bool has_build = version.starts_with('=') && !version.starts_with("==") &&
                           version.find('=', 1) != version.npos &&
                           version.find('*') == version.npos;
    add_package(install, index, text.substr(0, end), version, is_exact || has_build);
}

/// A package file by path or URL needs no solving and names one build.
bool add_archive(Install& install, std::uint32_t index) {
    const std::string_view text = word_at(install, index).text;
    if (!ends_in(text, {".conda", ".tar.bz2"}) && !is_url(text)) return false;
    if (is_url(text)) {
        Package& package = add_package(install, index, text);
        package.is_url = true;
        package.is_pinned = true;
    } else {
        install.projects.push_back(operand_at(install, index));
    }
    return true;
}

bool is_environment_file(std::string_view text) {
    return ends_in(text, {".yml", ".yaml"});
}

} // namespace

bool read_conda(Install& install) {
    const Command& command = *install.command;
    install.is_offline = command.has_option({"--offline", "--dry-run", "-d"});
    const bool is_environment = command.verb_in({"env create", "env update"});
    if (!is_environment && !command.verb_in({"install", "create", "update"})) return false;
    add_values(install, {"-f", "--file"}, install.manifests);
    for (const std::uint32_t index : command.operands) {
        // `conda env create environment.yml` names the file as an operand.
        if (is_environment && is_environment_file(word_at(install, index).text)) {
            install.manifests.push_back(operand_at(install, index));
        } else if (!add_archive(install, index)) {
            add_spec(install, index);
        }
    }
    if (command.has_option({"--all"})) install.has_unknown_operands = true;
    const bool is_something = decide_kind(install);
    if (is_environment) install.kind = InstallKind::dependencies;
    return is_something || is_environment;
}

bool read_pixi(Install& install) {
    const Command& command = *install.command;
    if (!command.verb_in({"install", "reinstall", "add", "global install"})) return false;
    const bool is_global = command.verb == "global install";
    if (is_global || command.verb == "add") {
        for (const std::uint32_t index : command.operands) {
            if (!add_archive(install, index)) add_spec(install, index);
        }
    }
    if (is_global) return decide_kind(install);
    add_values(install, {"-m", "--manifest-path"}, install.manifests);
    // `add` ends in an install of everything that the manifest asks for.
    install.kind = InstallKind::dependencies;
    return !command.has_option({"--no-install"});
}

} // namespace dflint::model
