// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace dflint::dockerfile {

namespace detail {
[[nodiscard]] bool is_letter_past_ascii(char32_t code_point);
[[nodiscard]] bool is_digit_past_ascii(char32_t code_point);
} // namespace detail

/// Unicode letters and decimal digits, which may stand in the name of a variable.
[[nodiscard]] inline bool is_letter(char32_t c) {
    if (c >= 0x80) return detail::is_letter_past_ascii(c);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
[[nodiscard]] inline bool is_digit(char32_t c) {
    return c < 0x80 ? c >= '0' && c <= '9' : detail::is_digit_past_ascii(c);
}

} // namespace dflint::dockerfile
