// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/lint/rule.h"
#include "dflint/lint/settings.h"
#include "dflint/model/context.h"
#include "dflint/source/diagnostic.h"
#include "dflint/source/source_file.h"
#include "dflint/workspace/workspace.h"

#include <span>
#include <string_view>

namespace dflint {

/// The id of the one rule that the pipeline reports itself, as it judges all the others' work:
/// ignore comments that silence nothing.
inline constexpr std::string_view unused_ignore = "unused-ignore";

/// The whole pipeline for one file: parse, understand, check, apply ignore comments, sort.
/// Command line, editor and tests call this and nothing below it. Re-entrant: no global state.
/// The result is sorted by (at, rule), a total order, and does not depend on timing.
[[nodiscard]] Diagnostics lint(const SourceFile& file, const model::Context& context,
                               const Settings& settings);

/// The same for a file that is built in several ways: it is judged under each of the contexts (one
/// at least), and told once. A diagnostic that holds for some of them only says for which, and has
/// no fix: it could be wrong for the others.
[[nodiscard]] Diagnostics lint(const SourceFile& file, std::span<const model::Context> contexts,
                               const Settings& settings);

/// The same for a file of a run: a Dockerfile is judged under each way the workspace knows it is
/// built, or else under `plain`; a bake or compose file together with the files it is read with and
/// the Dockerfiles it builds.
[[nodiscard]] Diagnostics lint(const SourceFile& file, const workspace::Workspace& workspace,
                               const model::Context& plain, const Settings& settings);

} // namespace dflint
