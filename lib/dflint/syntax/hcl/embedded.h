// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/embedded_text.h"
#include "dflint/source/source_file.h"
#include "dflint/syntax/hcl/ast.h"

#include <functional>
#include <optional>
#include <string>

namespace dflint::hcl {

/// What an interpolation comes to; nothing when that is not known.
using Filling = std::function<std::optional<std::string>(const Expr& expression)>;

/// The text of a string or a heredoc of the file, and where its bytes come from. An interpolation
/// stands for its filling as a whole. Nothing for an expression that is no template, for one with
/// directives, and where a filling is not known.
[[nodiscard]] std::optional<EmbeddedText> embedded_text(const SourceFile& file, const Expr& expr,
                                                        const Filling& filling = {});

} // namespace dflint::hcl
