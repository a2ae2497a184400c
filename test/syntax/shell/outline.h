// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/shell/parse.h"

#include <string>
#include <string_view>

namespace dflint::shell {

/// A tree as one line, for tests: `(and_or 0-6 {cmd 0-1 a@0-1} &&@2-4 {cmd 5-6 b@5-6})`.
/// A word is its text and its bytes, an expansion of it follows in angle brackets.
[[nodiscard]] std::string outline(std::string_view text, Dialect dialect = Dialect::posix);

/// The message of the text's mistake and the bytes it points to: "`fi` ... @3-5"; empty without
/// one.
[[nodiscard]] std::string mistake(std::string_view text, Dialect dialect = Dialect::posix);

} // namespace dflint::shell
