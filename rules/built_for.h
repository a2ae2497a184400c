// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/built_platforms.h"
#include "dflint/source/diagnostic.h"

#include <optional>
#include <string>
#include <vector>

/// How the rules on architectures tell what is really built.
namespace dflint::rules {

/// "`linux/arm64` and `linux/arm/v7`"
[[nodiscard]] std::string names_of(const std::vector<const model::BuiltPlatform*>& platforms);

/// Where a target, a service or FROM asks for the platform; nothing when nobody wrote it down.
[[nodiscard]] std::optional<Label> asked_for(const model::Build& build,
                                             const model::BuiltPlatform& platform);

} // namespace dflint::rules
