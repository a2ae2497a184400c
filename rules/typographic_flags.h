// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/lint/pass.h"
#include "dflint/model/build.h"

/// The part of typographic-character that looks at keywords and flags.
namespace dflint::rules {

[[nodiscard]] bool is_typographic_dash(char32_t code_point);

/// Where the text begins with dashes, one of them typographic, and the name of a flag of the
/// instruction: the bytes of the dashes. 0 otherwise.
[[nodiscard]] std::size_t dashes_of_flag(std::string_view text, dockerfile::Keyword keyword);

/// A keyword with a character in it that looks like an ASCII one, or like nothing at all.
void judge_keyword(const dockerfile::Instruction& instruction, Pass& pass);

/// Dashes that begin no flag, and flags with bytes that BuildKit reads one by one.
void judge_flags(const dockerfile::Instruction& instruction, Pass& pass);

} // namespace dflint::rules
