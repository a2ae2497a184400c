// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/project.h"

#include <string>
#include <vector>

namespace dflint::bake {

/// What `docker buildx bake --print` prints: the requested groups and the resolved targets as JSON,
/// with a line end behind it. A value that is not known is null there, and named in `unknown`:
/// "target `app`, args.BUILT: `timestamp()` depends on the clock".
[[nodiscard]] std::string print(const Project& project, std::vector<std::string>& unknown);

} // namespace dflint::bake
