// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/fix.h"
#include "dflint/source/source_file.h"

#include <span>
#include <string>
#include <vector>

namespace dflint::fix {

/// The edits with the line ends of their texts turned into those of the lines they go to: rules
/// write `\n`, and a file written on Windows stays one.
[[nodiscard]] std::vector<Edit> with_line_ends_of(const SourceFile& file, std::vector<Edit> edits);

/// The text after all edits, made in one pass. They are in order and do not overlap.
[[nodiscard]] std::string apply(const SourceFile& file, std::span<const Edit> edits);

} // namespace dflint::fix
