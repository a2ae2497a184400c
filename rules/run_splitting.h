// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"
#include "dflint/source/fix.h"

#include <optional>

namespace dflint::rules {

/// Splits a RUN in two so that the part with `command` begins the second one. Flags are repeated,
/// `set -e` too, but a cache mount that only one half can use stays with that; lists of apt and the
/// like are removed in the layer that brought them. Nothing when shell state would be lost (cd,
/// variables, functions) or cleanup would come too late.
[[nodiscard]] std::optional<Fix> split_before(const model::Run& run, const model::Command& command);

} // namespace dflint::rules
