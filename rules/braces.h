// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/span.h"

#include <optional>
#include <string>
#include <string_view>

namespace dflint::rules {

/// The first `{a,b}` or `{1..9}` of a word as written that bash expands: nothing in it is quoted
/// or an expansion of another kind.
[[nodiscard]] std::optional<Span> braces_in(std::string_view word);

/// The words that bash makes of the first `{a,b}` of a word, with blanks between them. Nothing for
/// a sequence, for braces in braces, and where the rest of the word is no plain text either.
[[nodiscard]] std::optional<std::string> words_of_braces(std::string_view word);

} // namespace dflint::rules
