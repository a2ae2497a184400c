// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/dockerfile/ast.h"

namespace dflint::dockerfile {

/// Splits the text of an instruction into keyword, flags and arguments and reads the arguments by
/// its grammar. Errors are those of BuildKit's parser phase.
void read_instruction(Instruction& instruction, Tree& tree);

} // namespace dflint::dockerfile
