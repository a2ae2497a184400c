// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/lint/settings.h"
#include "dflint/source/diagnostic.h"
#include "dflint/source/source_file.h"
#include "dflint/workspace/project.h"

namespace dflint {

/// What the rules for Dockerfiles say of those that are written in the bake or compose file, at
/// places of this file: narrow where the text stands in the file as it is; where it is made of
/// something else, the place of what it is made of. The project is understood.
[[nodiscard]] Diagnostics lint_inline_dockerfiles(const workspace::Project& project,
                                                  const SourceFile& file, const Settings& settings);

} // namespace dflint
