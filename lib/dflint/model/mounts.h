// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"

#include <string_view>

namespace dflint::model {

/// Reads the value of `--mount=`: comma-separated key[=value] (BuildKit,
/// instructions/commands_runmount.go). Unknown keys are left to the syntax; what cannot be read
/// stays at its default.
[[nodiscard]] Mount read_mount(const dockerfile::Flag& flag, const Scope& scope);

/// The word of a Dockerfile for it, or "unknown".
[[nodiscard]] std::string_view name_of(Mount::Type type);

} // namespace dflint::model
