// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/source_file.h"
#include "dflint/syntax/dockerfile/ast.h"

#include <string_view>

namespace dflint::dockerfile {

/// Reads a Dockerfile. There is always a tree: what cannot be read becomes an `Unreadable` body or
/// an unknown instruction, with an error beside it. The tree points into `file`, which outlives it.
/// Never throws; time and memory are linear in the size of the file.
[[nodiscard]] Tree parse(const SourceFile& file);

/// The instruction's name in upper case; "" for unknown.
[[nodiscard]] std::string_view name_of(Keyword keyword);

/// The word is an instruction's name, in any case.
[[nodiscard]] bool is_instruction(std::string_view word);

} // namespace dflint::dockerfile
