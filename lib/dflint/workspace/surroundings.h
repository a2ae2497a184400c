// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/file_tree.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace dflint::workspace {

/// What stands around the files of a run and says how they are built.
struct Surroundings {
    /// Bake and compose files with default names that are not among the files of the run.
    std::vector<std::string> definitions;
    /// By clean path of a Dockerfile: what it is called from where such files stand.
    std::map<std::string, std::vector<std::string>> other_names;
};

/// Looks for bake and compose files with default names: beside those of the run, which are read
/// together with them; and for Dockerfiles in their directories and those above, up to the root of
/// the repository. Outside of a repository only a Dockerfile's own directory counts. `here` is what
/// relative paths count from, absolute. Each directory is looked at once.
[[nodiscard]] Surroundings look_around(std::span<const std::string> paths, const FileTree& files,
                                       const std::string& here);

} // namespace dflint::workspace
