// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace dflint::utf8 {

/// One decoded character: `size` bytes were read. A malformed byte gives U+FFFD, size 1, not valid.
struct Decoded {
    char32_t code_point;
    std::uint32_t size;
    bool valid;
};

/// No byte above 127.
[[nodiscard]] inline bool is_ascii(std::string_view text) {
    // Whole files are asked about: many bytes at a time.
    std::array<std::uint64_t, 4> words{};
    std::uint64_t all = 0;
    for (; text.size() >= sizeof(words); text.remove_prefix(sizeof(words))) {
        std::memcpy(words.data(), text.data(), sizeof(words));
        all |= words[0] | words[1] | words[2] | words[3];
    }
    for (const char c : text) all |= static_cast<unsigned char>(c);
    return (all & 0x8080808080808080) == 0;
}

namespace detail {
[[nodiscard]] Decoded decode_longer(std::string_view text, std::size_t at);
} // namespace detail

/// Decodes the character that starts at `at` (which lies inside `text`), by the rules of RFC 3629:
/// overlong forms, surrogates and values past U+10FFFF are malformed.
[[nodiscard]] inline Decoded decode(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) return {lead, 1, true};
    return detail::decode_longer(text, at);
}

[[nodiscard]] bool is_valid(std::string_view text);

/// Appends the UTF-8 form of a code point.
void append(std::string& out, char32_t code_point);

/// The text with every malformed byte replaced by U+FFFD; what JSON and SARIF need.
[[nodiscard]] std::string sanitized(std::string_view text);

/// Unicode White_Space, which BuildKit uses for trimming (Go unicode.IsSpace).
[[nodiscard]] bool is_space(char32_t code_point);

} // namespace dflint::utf8
