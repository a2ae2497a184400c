// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace dflint::model {

/// The arguments that BuildKit sets itself, in global scope and wherever ARG declares them
/// (Dockerfile reference, "Automatic platform ARGs in the global scope").
[[nodiscard]] bool is_platform_argument(std::string_view name);

/// Of them: the ones that differ from platform to platform of one build (TARGET...).
[[nodiscard]] bool is_target_argument(std::string_view name);

} // namespace dflint::model
