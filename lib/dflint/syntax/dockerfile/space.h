// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/span.h"

#include <cstddef>
#include <string_view>

/// BuildKit asks "is this a blank?" in three different ways, depending on the place.
namespace dflint::dockerfile {

/// Between words (regexp `[\t\v\f\r ]`).
[[nodiscard]] constexpr bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
}

/// In flags and before the HEALTHCHECK command: each byte is taken for a Latin-1 character.
[[nodiscard]] constexpr bool is_latin1_space(char c) {
    return is_blank(c) || c == '\n' || c == '\x85' || c == '\xA0';
}

[[nodiscard]] constexpr bool is_ascii(char c) {
    return static_cast<unsigned char>(c) < 0x80;
}

/// White space among the ASCII characters.
[[nodiscard]] constexpr bool is_ascii_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/// How many bytes of Unicode White_Space a text begins or ends with.
[[nodiscard]] std::size_t leading_space(std::string_view text);
[[nodiscard]] std::size_t trailing_space(std::string_view text);

/// The part of `range` (offsets into `text`) without Unicode White_Space at its ends.
[[nodiscard]] Span trimmed(std::string_view text, Span range);

} // namespace dflint::dockerfile
