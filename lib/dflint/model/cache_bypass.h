// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"
#include "dflint/source/fix.h"

#include <optional>
#include <string_view>
#include <vector>

namespace dflint::model {

/// The cache mount of the install's RUN that its manager reads and writes. Where the directory is
/// not known (the user is the base image's secret): one whose target ends as the manager's default
/// does, such as /somewhere/.cache/pip.
[[nodiscard]] const Mount* cache_mount_of(const Install& install);

/// The same for downloads alone: a mount over nothing but build output (go-build) does not count.
[[nodiscard]] const Mount* download_mount_of(const Install& install);

/// A cache mount over what would be the manager's directory if root ran it, in a RUN of somebody
/// else whose directory is known to be another one.
[[nodiscard]] const Mount* cache_mount_of_root(const Install& install);

/// Something that makes a manager ignore its cache for an install.
struct CacheBypass {
    std::string_view text;               ///< `--no-cache-dir`, `PIP_NO_CACHE_DIR`
    Span at;                             ///< the option, or NAME=value
    const Install* install = nullptr;    ///< it is said for
    const Option* option = nullptr;      ///< exactly one of these three is set
    std::optional<Setting> assignment{}; ///< in the script
    const Binding* binding = nullptr;    ///< by ENV or ARG
};
[[nodiscard]] std::vector<CacheBypass> cache_bypasses(const Install& install);

/// Takes the bypass back. apk gets `--update-cache` in its place, as without a fresh index
/// nothing can be installed.
[[nodiscard]] std::optional<Edit> without_bypass(const CacheBypass& bypass);

/// pip or uv may compile a package here, with results that depend on more than its version (CUDA
/// architectures, the torch that is there): a wheel kept from another build can be a wrong one.
[[nodiscard]] bool builds_own_wheels(const Install& install);

} // namespace dflint::model
