// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/dockerignore/expression.h"

#include <cstddef>
#include <string_view>
#include <variant>

namespace dflint::dockerignore {

/// Go refuses the expression when it is used.
struct BadExpression {
    std::string_view what; ///< for people, about the pattern
};

/// Go takes it, and it is not followed here: Unicode classes (`\pL`), or too many states.
struct UnknownExpression {};

using Compiled = std::variant<Expression, BadExpression, UnknownExpression>;

/// Reads what patterns become: Go's regexp/syntax with Perl flags, without groups other than the
/// `(.*/)?` that stands for `**`. At most `max_states` states.
[[nodiscard]] Compiled compile(std::u32string_view text, std::size_t max_states);

} // namespace dflint::dockerignore
