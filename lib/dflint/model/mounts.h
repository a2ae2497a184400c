// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"

namespace dflint::model {

/// Reads the value of `--mount=`: comma-separated key[=value] (BuildKit,
/// instructions/commands_runmount.go). Unknown keys are left to the syntax; what cannot be read
/// stays at its default.
[[nodiscard]] Mount read_mount(const dockerfile::Flag& flag, const Scope& scope);

} // namespace dflint::model
