// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::workspace {

/// Files that bake reads as one.
struct FileSet {
    std::string directory;          ///< where they are: "" or ending in a slash
    std::vector<std::string> paths; ///< in the order in which they are merged
};

/// A bake or compose file, going by its name: a default name, a compose file of another name, or a
/// `.hcl` or `.json` file that says bake. HCL is the language of other tools, too.
[[nodiscard]] bool is_definition_name(std::string_view name);

/// Sorts files into sets: those with default names in one directory belong together, each
/// other file stands for itself. In the order of the first file of each.
[[nodiscard]] std::vector<FileSet> file_sets_of(std::span<const std::string> paths);

} // namespace dflint::workspace
