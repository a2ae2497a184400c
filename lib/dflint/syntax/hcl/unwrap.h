// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/hcl/ast.h"

#include <optional>
#include <string>

namespace dflint::hcl {

/// The expression itself, without parentheses and "${...}" around it.
[[nodiscard]] const Expr& unwrapped(const Expr& expr);

/// What an object's key says, when no variable is part of it.
[[nodiscard]] std::optional<std::string> key_text(const Expr& key);

} // namespace dflint::hcl
