// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/ascii.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace dflint::dockerfile {

enum class LetterCase : std::uint8_t { lower, upper, mixed };

/// How a keyword is written.
[[nodiscard]] constexpr LetterCase letter_case_of(std::string_view word) {
    bool has_lower = false;
    bool has_upper = false;
    for (const char c : word) {
        has_lower |= ascii::is_lower(c);
        has_upper |= ascii::is_upper(c);
    }
    if (has_lower && has_upper) return LetterCase::mixed;
    return has_lower ? LetterCase::lower : LetterCase::upper;
}

/// The word in lower or in upper case.
[[nodiscard]] inline std::string in_case(std::string_view word, LetterCase wanted) {
    return wanted == LetterCase::lower ? ascii::lower(word) : ascii::upper(word);
}

} // namespace dflint::dockerfile
