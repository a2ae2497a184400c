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

/// The words of a command substitution are scripts of their own: parses the inside of `$(...)`,
/// `<(...)` or backticks at `at`, spans counting from the same text as the outer script where the
/// inside is written as is (backticks with escapes give no script).
[[nodiscard]] std::optional<Script> parse_substitution(const Script& outer, const Expansion& at);

} // namespace dflint::shell
