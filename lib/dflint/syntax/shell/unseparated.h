// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/shell/ast.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace dflint::shell {

/// A word that was to be a keyword and is an argument, as in `echo a fi`: nothing ends the command
/// before it.
struct UnseparatedKeyword {
    Span at;
    std::uint32_t separator = 0; ///< where the `;` is missing: the end of the word before
};

/// Asked of such a word: does it begin a line of its own for the one who wrote it?
using BeginsLine = std::function<bool(const UnseparatedKeyword&)>;

/// The keywords whose missing separators are why `script` could not be read: with a `;` before each
/// of them it can be. Those that begin a line are tried first, then all, then the last. Empty when
/// that is not the mistake, or there is none. Offsets are those of the script's text. Reads the
/// text at most three times.
[[nodiscard]] std::vector<UnseparatedKeyword> unseparated_keywords(const Script& script,
                                                                   const BeginsLine& begins_line);

} // namespace dflint::shell
