// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/context.h"
#include "dflint/source/diagnostic.h"

#include <span>
#include <vector>

namespace dflint {

/// What several ways to build one file have in common: `found[i]` holds under `contexts[i]`. Each
/// diagnostic comes once; of those that one rule has for a place, those of the worst severity only.
/// One that does not hold under all of them names those it holds for, with a label where they are
/// declared, and loses its fix; so does one whose fixes differ.
[[nodiscard]] Diagnostics unite(std::vector<Diagnostics> found,
                                std::span<const model::Context> contexts);

} // namespace dflint
