// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/fix/reading.h"
#include "dflint/source/source_file.h"

namespace dflint::fix {

/// Reads the native syntax of HCL. A line with a mistake is unreadable as a whole, so a fix of the
/// mistake may give its other words another meaning.
[[nodiscard]] Reading read_hcl(const SourceFile& file, Inner inner);

/// Reads the JSON profile of HCL.
[[nodiscard]] Reading read_hcl_json(const SourceFile& file, Inner inner);

} // namespace dflint::fix
