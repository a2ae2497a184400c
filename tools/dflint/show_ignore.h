// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/source_file.h"

#include <span>
#include <string>

namespace dflint::cli {

/// The patterns of an ignore file, a line each, then for each path of the build context whether a
/// build sees it and which pattern decided.
[[nodiscard]] std::string ignore_text(const SourceFile& file, std::span<const std::string> paths);

/// The same as one line of JSON without the line end: `file`, `patterns` (each with `line`,
/// `pattern` as compared, `negated` and the `error` that stops the build or null) and `paths` (each
/// with `path`, `ignored`, null when that is unknown, and the `line` that decided or null).
[[nodiscard]] std::string ignore_json(const SourceFile& file, std::span<const std::string> paths);

} // namespace dflint::cli
