// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/lint/pass.h"
#include "dflint/model/build.h"

namespace dflint::rules {

/// Tells once for a file of cache mounts over directories that apt locks, without
/// `sharing=locked`: apt does not wait for a lock, it fails.
void check_apt_locks(const model::Build& build, Pass& pass);

} // namespace dflint::rules
