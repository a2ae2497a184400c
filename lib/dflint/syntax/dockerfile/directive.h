// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/dockerfile/ast.h"

#include <optional>
#include <string_view>

namespace dflint::dockerfile {

/// Reads `# name=value` in the bytes `line` of the file, which begin with a comment sign of so many
/// bytes. Nothing when it is an ordinary comment or an unknown directive.
[[nodiscard]] std::optional<Directive> read_directive(std::string_view file, Span line,
                                                      std::uint32_t sign_size = 1);

/// "syntax", "escape", "check"
[[nodiscard]] std::string_view name_of(DirectiveKind kind);

} // namespace dflint::dockerfile
