// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/dockerfile/ast.h"

namespace dflint::dockerfile {

/// Adds an error for each flag the instruction does not know, repeats, or gives a wrong value.
void check_flags(const Instruction& instruction, Tree& tree, Phase phase);

} // namespace dflint::dockerfile
