// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"

namespace dflint::model {

/// A RUN before this one, in its stage or those that it is built from, let the same manager install
/// what the same project lists, into an environment that is still there: `poetry install
/// --no-root`, then `poetry install` behind the COPY of the sources. The second downloads next to
/// nothing. The same where another stage's node_modules, vendor or .venv was copied before it.
/// False where the two may mean different directories, and for `npm ci`, which begins anew.
[[nodiscard]] bool is_installed_before(const Install& install);

} // namespace dflint::model
