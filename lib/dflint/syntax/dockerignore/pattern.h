// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/dockerignore/ast.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace dflint::dockerignore {

/// Decides how `pattern.text` is compared, and compiles it if need be, to at most `max_states`
/// states; past them, the pattern is marked as too large. Returns what is wrong when Go refuses
/// the expression, about the pattern.
[[nodiscard]] std::optional<std::string_view> compile(Pattern& pattern, std::size_t max_states);

} // namespace dflint::dockerignore
