// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/dockerfile/ast.h"

#include <string>
#include <string_view>

namespace dflint::dockerfile {

/// `line` as in SyntaxError. Messages are BuildKit's own: people search for them.
void add_error(Tree& tree, Phase phase, Span at, std::uint32_t line, std::string message,
               std::optional<Fix> fix = std::nullopt);

/// In double quotes with escapes, as Go's %q prints it in BuildKit's messages.
[[nodiscard]] std::string go_quoted(std::string_view text);

} // namespace dflint::dockerfile
