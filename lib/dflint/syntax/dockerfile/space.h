// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/span.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

/// BuildKit asks "is this a blank?" in three different ways, depending on the place.
namespace dflint::dockerfile {

/// Between words (regexp `[\t\v\f\r ]`).
[[nodiscard]] constexpr bool is_blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r' && c != '\n');
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

namespace detail {
[[nodiscard]] std::size_t end_of_leading_space(std::string_view text, std::size_t at);
[[nodiscard]] std::size_t begin_of_trailing_space(std::string_view text, std::size_t end);
} // namespace detail

/// How many bytes of Unicode White_Space a text begins or ends with.
[[nodiscard]] inline std::size_t leading_space(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size() && is_ascii_space(text[at])) ++at;
    const bool ends_here = at == text.size() || is_ascii(text[at]);
    return ends_here ? at : detail::end_of_leading_space(text, at);
}
[[nodiscard]] inline std::size_t trailing_space(std::string_view text) {
    std::size_t end = text.size();
    while (end > 0 && is_ascii_space(text[end - 1])) --end;
    const bool begins_here = end == 0 || is_ascii(text[end - 1]);
    return text.size() - (begins_here ? end : detail::begin_of_trailing_space(text, end));
}

/// The part of `range` (offsets into `text`) without Unicode White_Space at its ends.
[[nodiscard]] inline Span trimmed(std::string_view text, Span range) {
    range.begin +=
        static_cast<std::uint32_t>(leading_space(text.substr(range.begin, range.size())));
    range.end -= static_cast<std::uint32_t>(trailing_space(text.substr(range.begin, range.size())));
    return range;
}

} // namespace dflint::dockerfile
