// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/dockerfile/ast.h"

#include <cstdint>
#include <vector>

/// The two places of a Dockerfile with a grammar of characters, both Spirit X3.
namespace dflint::dockerfile {

/// Reads the flags that `text` goes on with at logical offset `begin` (the first byte of a `--`).
/// Returns where the arguments begin, blanks before them not skipped.
[[nodiscard]] std::uint32_t read_flags(const LogicalText& text, std::uint32_t begin, char escape,
                                       std::vector<Flag>& flags, std::deque<std::string>& texts);

/// Reads `range`, which begins with `[`, as an array of strings. False when it is anything else;
/// `strings` is untouched then.
[[nodiscard]] bool read_exec(const LogicalText& text, Span range, std::vector<Word>& strings,
                             std::deque<std::string>& texts);

} // namespace dflint::dockerfile
