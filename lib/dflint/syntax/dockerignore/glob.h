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

/// What path/filepath.Match calls a bad pattern: brackets and backslashes that are not closed.
[[nodiscard]] std::optional<GlobError> glob_error(std::string_view pattern);

} // namespace dflint::dockerignore
