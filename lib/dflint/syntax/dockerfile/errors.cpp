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

std::string go_quoted(std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    std::string out = "\"";
    for (std::size_t at = 0; at < text.size();) {
        const utf8::Decoded next = utf8::decode(text, at);
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte == '"' || byte == '\\') {
            out += {'\\', text[at]};
        } else if (byte == '\t') {
            out += "\\t";
        } else if (!next.valid || byte < 0x20 || byte == 0x7F) {
            out += {'\\', 'x', hex[byte >> 4], hex[byte & 15]};
        } else {
            out += text.substr(at, next.size);
        }
        at += next.size;
    }
    return out += '"';
}

} // namespace dflint::dockerfile
