// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace dflint::dockerignore {

/// The shortest equal path by spelling alone, as Go's path/filepath.Clean gives it: no doubled
/// slashes, no `.`, each `..` taken away with the name before it; "." for nothing.
[[nodiscard]] std::string clean(std::string_view path);

} // namespace dflint::dockerignore
