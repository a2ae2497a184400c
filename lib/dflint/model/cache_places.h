// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"

namespace dflint::model {

/// The cache mount may be over the directory where the install's manager keeps its downloads,
/// though no setting in the file says so. False where it is known to be over another place: that
/// directory is known and no file of the project or the user can have moved it, or the mount is
/// where another tool keeps what is its own.
[[nodiscard]] bool may_be_cache_of(const Mount& mount, const Install& install);

} // namespace dflint::model
