// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"
#include "dflint/model/platform.h"

#include <optional>
#include <string>
#include <vector>

namespace dflint::model {

/// One platform that something is really built for, and where that is said.
struct BuiltPlatform {
    Platform platform;
    std::string text; ///< as written: "linux/arm/v7"
    /// Null when nobody wrote it down in a file that is known.
    const SourceFile* file = nullptr;
    Span at{};
};

/// What a stage is built for: its constant --platform, or else the platforms of the invocation.
/// Empty when that is not known: a plain build, a bake target without platforms, a stage that runs
/// on the builder's platform, a stage that the invocation does not build.
[[nodiscard]] std::vector<BuiltPlatform> built_platforms(const Stage& stage);

/// The platforms that `TARGETPLATFORM` names there, one after the other, wherever the stage itself
/// runs. Empty when that is not known.
[[nodiscard]] std::vector<BuiltPlatform> target_platforms(const Stage& stage);

/// The --platform of the stage at the bottom of the chain, when it is the same for each build:
/// `--platform=linux/amd64`, or an ARG that has that default and is given nothing else.
[[nodiscard]] std::optional<BuiltPlatform> constant_platform_of(const Stage& stage);

/// The stage runs on the builder's platform: --platform=$BUILDPLATFORM.
[[nodiscard]] bool is_on_build_platform(const Stage& stage);

} // namespace dflint::model
