// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/hcl/reader.h"

namespace dflint::hcl {

// The grammars, as the rest of the room sees them. Each takes all the tokens.

[[nodiscard]] Body read_body(Reader& reader);
[[nodiscard]] Expr read_expression(Reader& reader);
/// Text that was lexed as LexMode::template_.
[[nodiscard]] Expr read_template(Reader& reader);

} // namespace dflint::hcl
