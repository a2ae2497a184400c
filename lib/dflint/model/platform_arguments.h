// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace dflint::model {

/// All of them.
inline constexpr std::string_view platform_arguments[] = {
    "BUILDPLATFORM", "BUILDOS",        "BUILDOSVERSION", "BUILDARCH",
    "BUILDVARIANT",  "TARGETPLATFORM", "TARGETOS",       "TARGETOSVERSION",
    "TARGETARCH",    "TARGETVARIANT",  "TARGETSTAGE"};

/// The arguments that BuildKit sets itself, in global scope and wherever ARG declares them
/// (Dockerfile reference, "Automatic platform ARGs in the global scope").
[[nodiscard]] bool is_platform_argument(std::string_view name);

/// Of them: the ones that differ from platform to platform of one build (TARGET...).
[[nodiscard]] bool is_target_argument(std::string_view name);

} // namespace dflint::model
