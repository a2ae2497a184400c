// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/dockerfile/ast.h"

#include <string_view>

namespace dflint::dockerfile {

[[nodiscard]] constexpr char to_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}
[[nodiscard]] constexpr char to_upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
}

/// ASCII letters only, which is all that keywords and directives consist of.
[[nodiscard]] constexpr bool equals_ignoring_case(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (to_lower(a[i]) != to_lower(b[i])) return false;
    }
    return true;
}

/// The instruction a word names, in any case; `Keyword::unknown` when there is none.
[[nodiscard]] Keyword keyword_of(std::string_view word);

/// The keyword as its author wrote it, known or not, without the continuations inside it.
[[nodiscard]] std::string_view written_keyword(const Instruction& instruction);

/// The name in lower case; "" for unknown.
[[nodiscard]] std::string_view lower_name_of(Keyword keyword);

} // namespace dflint::dockerfile
