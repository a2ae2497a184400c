// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/dockerfile/ast.h"

namespace dflint::dockerfile {

/// Reads the arguments of every instruction but ONBUILD; keyword, flags and argument span are set.
void read_body(Instruction& instruction, Tree& tree);

} // namespace dflint::dockerfile
