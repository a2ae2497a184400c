// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace dflint::dockerignore {

/// Where a pattern is not well formed.
struct GlobError {
    std::size_t begin = 0; ///< bytes of the pattern
    std::size_t end = 0;
    std::string_view what; ///< for people, about the bytes named
};

/// Why path/filepath.Match refuses to compare the pattern with ".", which a build asks before
/// anything else: brackets and backslashes that are not closed. Go does not read a pattern to its
/// end when it knows the answer before, so there may be such mistakes behind a `*` all the same.
[[nodiscard]] std::optional<GlobError> glob_error(std::string_view pattern);

} // namespace dflint::dockerignore
