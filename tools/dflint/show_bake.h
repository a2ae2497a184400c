// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/dflint/options.h"

namespace dflint::cli {

/// Prints what `docker buildx bake --print` prints for the same words; the exit status.
[[nodiscard]] int show_bake(const ShowOptions& options);

} // namespace dflint::cli
