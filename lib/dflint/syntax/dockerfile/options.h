// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/source_file.h"
#include "dflint/syntax/dockerfile/ast.h"

#include <optional>
#include <string_view>

/// What BuildKit looks for at the top of a file on its own, before it parses it.
namespace dflint::dockerfile {

/// Finds frontend and check options of the file, and what is wrong with them. Unlike the parser,
/// BuildKit takes no indented directive here and goes on behind a first line that begins with
/// `#!` (parser.DetectSyntax, parser.ParseDirective).
void read_options(std::string_view file, Tree& tree);

/// The options in the first `check=` comment that is attached to the instruction. Those of an
/// indented comment do not count, and neither do options with a mistake.
[[nodiscard]] std::optional<CheckOptions> check_options(const SourceFile& file, const Tree& tree,
                                                        const Instruction& instruction);

/// Those of a text, which outlives them: of the build argument BUILDKIT_DOCKERFILE_CHECK. Places
/// count in the text.
[[nodiscard]] CheckOptions check_options(std::string_view text);

} // namespace dflint::dockerfile
