// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/dockerfile/ast.h"
#include "dflint/syntax/dockerfile/lines.h"

#include <string_view>

namespace dflint::dockerfile {

/// Finds the heredocs an instruction opens and reads their bodies from the lines that follow it.
/// Extends the instruction's span and last line; a missing terminator is an error, and the body
/// goes on to the file's end.
void read_heredocs(LineReader& lines, const SourceFile& file, Instruction& instruction, Tree& tree);

/// True for a word that BuildKit takes for a heredoc opener by itself.
[[nodiscard]] bool is_heredoc_opener(std::string_view word);

} // namespace dflint::dockerfile
