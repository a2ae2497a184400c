// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/lint/rule.h"

namespace dflint {

/// Every rule there is, in the order of catalog.def.
[[nodiscard]] Catalog all_rules();

} // namespace dflint
