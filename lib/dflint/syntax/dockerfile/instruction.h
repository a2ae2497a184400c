// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/dockerfile/ast.h"
#include "dflint/syntax/dockerfile/lines.h"

namespace dflint::dockerfile {

/// Splits a joined line into keyword, flags and arguments, reads the arguments by the grammar of
/// the instruction and appends it to the tree. Errors are those of BuildKit's parser phase.
Instruction& add_instruction(JoinedLine line, Tree& tree);

} // namespace dflint::dockerfile
