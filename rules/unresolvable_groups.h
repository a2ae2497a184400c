// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/lint/pass.h"
#include "dflint/workspace/project.h"

namespace dflint::rules {

/// The part of unresolvable-reference that is about groups: members that are nothing, and groups
/// that contain themselves.
void report_unresolvable_groups(const workspace::Project& project, Pass& pass);

} // namespace dflint::rules
