// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::cli {

/// Whether a file of this name is taken for a Dockerfile when a directory is searched:
/// Dockerfile, Containerfile, Dockerfile.dev, web.dockerfile and the like in any case; no
/// .dockerignore, template, backup copy, page or source file that only starts like one.
[[nodiscard]] bool is_dockerfile_name(std::string_view name);

/// Whether a file of this name is an ignore file: .dockerignore or NAME.dockerignore.
[[nodiscard]] bool is_ignore_file_name(std::string_view name);

/// What the paths of a command line stand for.
struct Found {
    std::vector<std::string> files;  ///< in the order given, a directory's files sorted, each once
    std::vector<std::string> errors; ///< directories that cannot be searched, and why
    std::vector<std::string> empty_directories; ///< given, but without a file to lint
};

/// Which of the named files are taken.
enum class Named : std::uint8_t {
    all,      ///< whatever they are called, existing or not
    as_found, ///< those that a search would take, going by their names
};

/// "-" is always taken. Directories are searched recursively for regular files and links to them,
/// leaving out what git ignores (nested .gitignore files, info/exclude) and .git itself. Links to
/// directories are not followed, so the search ends.
[[nodiscard]] Found discover(const std::vector<std::string>& paths, Named named = Named::all);

} // namespace dflint::cli
