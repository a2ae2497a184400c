// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/fix.h"
#include "dflint/source/source_file.h"

#include <vector>

namespace dflint {

/// Turns the line ends of the edits' texts into those of the lines they go to: rules write `\n`,
/// and a file written on Windows stays one.
void keep_line_ends(const SourceFile& file, std::vector<Edit>& edits);

} // namespace dflint
