// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/errors.h"

#include "dflint/source/utf8.h"

namespace dflint::dockerfile {

void add_error(Tree& tree, Phase phase, Span at, std::uint32_t line, std::string message,
               std::optional<Fix> fix) {
    tree.errors.push_back({.phase = phase,
                           .at = at,
                           .line = line,
                           .message = std::move(message),
                           .fix = std::move(fix)});
}

namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

/// Characters that nobody sees: Go prints their numbers (unicode.IsPrint). Unassigned and private
/// ones, which nobody types, are not among these.
bool is_invisible(char32_t c) {
    const bool is_control = c >= 0x80 && c < 0xA0;
    const bool is_blank = c >= 0x80 && utf8::is_space(c);
    const bool is_format = c == 0xAD || (c >= 0x200B && c <= 0x200F) ||
                           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) ||
                           (c >= 0x2066 && c <= 0x206F) || c == 0xFEFF;
    return is_control || is_blank || is_format;
}

/// `\n`, `\x1b` or `\u00a0`.
std::string escaped(char32_t c) {
    constexpr std::string_view letters = "abtnvfr"; // of the characters from 7 on
    if (c >= 7 && c < 7 + letters.size()) return {'\\', letters[c - 7]};
    if (c < 0x80) return {'\\', 'x', hex_digits[c >> 4], hex_digits[c & 15]};
    return {'\\',
            'u',
            hex_digits[c >> 12 & 15],
            hex_digits[c >> 8 & 15],
            hex_digits[c >> 4 & 15],
            hex_digits[c & 15]};
}

} // namespace

std::string go_quoted(std::string_view text) {
    std::string out = "\"";
    for (std::size_t at = 0; at < text.size();) {
        const utf8::Decoded next = utf8::decode(text, at);
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte == '"' || byte == '\\') {
            out += {'\\', text[at]};
        } else if (!next.valid) {
            out += {'\\', 'x', hex_digits[byte >> 4], hex_digits[byte & 15]};
        } else if (byte < 0x20 || byte == 0x7F || is_invisible(next.code_point)) {
            out += escaped(next.code_point);
        } else {
            out += text.substr(at, next.size);
        }
        at += next.size;
    }
    return out += '"';
}

} // namespace dflint::dockerfile
