// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/source_file.h"

#include <string>

namespace dflint::tools {

/// The tree of a Dockerfile as one line of JSON, without the line end, in the shape BuildKit's
/// parser has: file, escape, directives, nodes, first error of each phase. Malformed bytes become
/// U+FFFD.
[[nodiscard]] std::string syntax_json(const SourceFile& file);

/// The tree for people: one line per node, indented, with its place as line:column-line:column.
[[nodiscard]] std::string syntax_text(const SourceFile& file);

} // namespace dflint::tools
