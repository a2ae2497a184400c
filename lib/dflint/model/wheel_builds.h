// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/install.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::model {

/// A kind of wheels that exists for one architecture only.
struct WheelBuild {
    std::string name;              ///< for people: "ROCm", "CUDA 11.8"
    std::string_view architecture; ///< Go's name of the one
};

/// What PyTorch calls the kind: the last part of an index (`rocm6.2`, `cu118`) and the local part
/// of a version (`+cu118`). Nothing when it is made for several architectures, or not known.
[[nodiscard]] std::optional<WheelBuild> wheel_build_named(std::string_view name);

/// The kind that an index of PyTorch serves (download.pytorch.org/whl/rocm6.2).
[[nodiscard]] std::optional<WheelBuild> wheel_build_of_index(std::string_view url);

/// Where an install asks for such a kind: an index in its options or its environment, or the
/// version of a package.
struct WheelBuildRequest {
    WheelBuild build;
    Span at; ///< of the option's value, of NAME=value, or of the package
    bool is_index = false;
};

/// All of them: versions first, then options, then what the environment says.
[[nodiscard]] std::vector<WheelBuildRequest> wheel_builds_of(const Install& install);

} // namespace dflint::model
