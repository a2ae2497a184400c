// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace dflint::fix {

/// The difference of two texts as a unified diff with three lines of context, as `git apply` and
/// `patch -p1` take it: `a/path` and `b/path`, bytes as they are. Empty when the texts are equal.
/// Time and memory stay linear for any input; where lines differ wildly the diff may be longer than
/// the shortest one.
[[nodiscard]] std::string unified_diff(std::string_view path, std::string_view before,
                                       std::string_view after);

} // namespace dflint::fix
