// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/emit/sarif.h"
#include "dflint/lint/rule.h"

#include <vector>

namespace dflint::emit {

[[nodiscard]] sarif::Level sarif_level(Severity severity);

/// The cards of the rules as SARIF describes rules, in the given order.
[[nodiscard]] std::vector<sarif::ReportingDescriptor> sarif_rules(Catalog rules);

} // namespace dflint::emit
