// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/dockerfile/ast.h"

#include <cstdint>

namespace dflint::dockerfile {

/// Adds the errors of BuildKit's second phase (frontend/dockerfile/instructions): unknown
/// instructions, flags, numbers of arguments; and those of a file without stages.
void check(Tree& tree, std::uint32_t line_count);

} // namespace dflint::dockerfile
