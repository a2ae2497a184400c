// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/fix/reading.h"
#include "dflint/source/source_file.h"

namespace dflint::fix {

/// Reads a compose file: keys, scalars, comments and what stands between them; the Dockerfiles that
/// are written in services as what they are.
[[nodiscard]] Reading read_compose(const SourceFile& file, Inner inner);

} // namespace dflint::fix
