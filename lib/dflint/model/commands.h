// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"

namespace dflint::model {

/// Fills parts, commands, settings and further scripts of a run from its first script.
void read_commands(Run& run, Shell shell);

} // namespace dflint::model
