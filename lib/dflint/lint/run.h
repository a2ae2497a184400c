// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/lint/rule.h"
#include "dflint/lint/settings.h"
#include "dflint/model/context.h"
#include "dflint/source/diagnostic.h"
#include "dflint/source/source_file.h"

namespace dflint {

/// The whole pipeline for one file: parse, understand, check, apply ignore comments, sort.
/// Command line, editor and tests call this and nothing below it. Re-entrant: no global state.
/// The result is sorted by (at, rule), a total order, and does not depend on timing.
[[nodiscard]] Diagnostics lint(const SourceFile& file, const model::Context& context,
                               const Settings& settings);

} // namespace dflint
