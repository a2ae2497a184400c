// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/directory.h"

#include "dflint/model/build.h"
#include "dflint/model/paths.h"

namespace dflint::model {

namespace {

std::string joined(std::string_view directory, std::string_view path) {
    if (path.starts_with('/')) return clean_path(path);
    return clean_path(std::string(directory) + "/" + std::string(path));
}

/// `cd` in a subshell holds for the rest of that subshell, which lies within one part.
bool reaches(const Command& cd, const Command& command) {
    if (cd.script != command.script) return false;
    const bool is_local = cd.position.in_subshell || cd.position.in_pipeline;
    return !is_local || cd.part == command.part;
}

} // namespace

std::string absolute_in(const Scope& scope, std::string_view path) {
    return joined(scope.workdir().value_or(std::string(unknown_directory)), path);
}

std::optional<std::string> directory_of(const Command& command) {
    std::string directory = absolute_in(command.run->scope, ".");
    for (const Command& each : command.run->commands) {
        if (each.at.begin >= command.at.begin) break;
        if (!each.is_one_of({"cd", "pushd", "popd"}) || !reaches(each, command)) continue;
        if (each.words.size() != 1 || !each.words[0].is_static()) return std::nullopt;
        const std::string_view path = each.words[0].text;
        if (path.starts_with('~') || path.starts_with('-')) return std::nullopt;
        directory = joined(directory, path);
    }
    return directory;
}

} // namespace dflint::model
