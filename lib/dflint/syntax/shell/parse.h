// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/shell/ast.h"

#include <string_view>

namespace dflint::shell {

/// Nesting past this depth (parentheses, expansions, compounds) ends in a SyntaxError.
inline constexpr int max_depth = 256;

/// Reads a script. `text` outlives the result. posix accepts the bash extensions that do not
/// change the meaning of a POSIX script, as the shells behind /bin/sh are many.
/// Never throws; time and memory are linear in the size of the text.
[[nodiscard]] Script parse(std::string_view text, Dialect dialect);

} // namespace dflint::shell
