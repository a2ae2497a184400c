// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "parsed.h"

namespace dflint::dockerfile::test {

/// What every tree promises: places lie inside the file and inside their instruction, in order,
/// and the two places of a word name the same bytes. Returns what is broken.
[[nodiscard]] Strings span_problems(const SourceFile& file, const Tree& tree);

} // namespace dflint::dockerfile::test
