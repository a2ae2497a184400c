// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/span.h"
#include "dflint/syntax/dockerfile/ast.h"

#include <cstdint>

namespace dflint {

/// Index of the instruction that holds the place, or else of the next one; one past the last at the
/// end.
[[nodiscard]] std::uint32_t instruction_at(const dockerfile::Tree& tree, Span at);

} // namespace dflint
