// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"
#include "dflint/source/fix.h"

#include <optional>
#include <string>

namespace dflint::model {

/// How far a fix that adds a cache mount may be trusted with the frontend that the file asks for:
/// safe for the builder's own and for docker/dockerfile from 1.2 on, show (no fix) for older ones,
/// unsafe for foreign ones. No fix either beside a stage named scratch: BuildKit takes an empty
/// cache from whatever has that name.
[[nodiscard]] Applicability cache_mount_support(const Build& build);

/// The file says that it is built by kaniko, which ignores mounts.
[[nodiscard]] bool is_built_by_kaniko(const Build& build);

/// Who must own a mounted directory so that the RUN can write to it; no uid means root.
struct MountOwner {
    std::optional<std::string> uid;
};
/// Nothing when the user or his number is not known.
[[nodiscard]] std::optional<MountOwner> mount_owner(const Run& run);

/// A command of the RUN keeps in the manager's cache what must stay in the image: the environments
/// that uvx and npx make.
[[nodiscard]] bool keeps_programs_in_cache(const Run& run, Manager manager);

/// The manager runs as the RUN's user, with his HOME, and nothing seen in the file moves its cache
/// somewhere else.
[[nodiscard]] bool is_cache_certain(const Install& install);

} // namespace dflint::model
