// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/result.h"

#include <string_view>

namespace dflint::bake {

/// Whether a version fits a constraint: ">= 1.2, < 2 || ^3.1", as Masterminds/semver decides it.
/// The error is its own: an invalid version, or an improper constraint.
[[nodiscard]] Result<bool> version_fits(std::string_view version, std::string_view constraint);

} // namespace dflint::bake
