// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/lint/schedule.h"
#include "dflint/model/build.h"
#include "dflint/source/diagnostic.h"
#include "dflint/workspace/project.h"

namespace dflint {

/// Calls every scheduled check once for each subject of its kind. The instruction inside an
/// ONBUILD is a subject like any other, and so is the RUN there, see Run::is_onbuild.
void visit(const model::Build& build, const Schedule& schedule, Diagnostics& out);
/// The same for an ignore file, which is the only subject of its kind.
void visit(const model::IgnoreFile& ignore, const Schedule& schedule, Diagnostics& out);
/// The same for a bake definition and its targets. Only what is about `file` is reported.
void visit(const workspace::Project& project, const SourceFile& file, const Schedule& schedule,
           Diagnostics& out);

} // namespace dflint
