// SPDX-License-Identifier: Apache-2.0
#include "dflint/emit/visible.h"

#include "dflint/emit/display_width.h"
#include "dflint/source/utf8.h"

#include <fmt/format.h>

#include <iterator>

namespace dflint::emit {

namespace {

/// Characters that move, hide or reorder what stands around them.
bool is_treacherous(char32_t c) {
    const bool c1 = c >= 0x80 && c < 0xA0;
    const bool separator = c == 0x2028 || c == 0x2029;
    const bool direction = c == 0x061C || c == 0x200E || c == 0x200F ||
                           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    const bool invisible = c == 0x200B || c == 0x2060 || c == 0xFEFF;
    return c1 || separator || direction || invisible;
}

bool is_printable_ascii(char c) {
    return c >= ' ' && c <= '~';
}

} // namespace

std::uint32_t append_visible(std::string& out, char32_t code_point) {
    if (code_point >= ' ' && code_point <= '~') {
        out += static_cast<char>(code_point);
        return 1;
    }
    if (code_point < 0x20 || code_point == 0x7F) {
        utf8::append(out, code_point == 0x7F ? 0x2421 : 0x2400 + code_point);
        return 1;
    }
    if (is_treacherous(code_point)) {
        const std::size_t before = out.size();
        fmt::format_to(std::back_inserter(out), "<U+{:04X}>",
                       static_cast<std::uint32_t>(code_point));
        return static_cast<std::uint32_t>(out.size() - before);
    }
    utf8::append(out, code_point);
    return display_width(code_point);
}

void append_visible(std::string& out, std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        while (at < text.size() && is_printable_ascii(text[at])) ++at;
        out.append(text.substr(begin, at - begin));
        if (at == text.size()) break;
        const utf8::Decoded decoded = utf8::decode(text, at);
        append_visible(out, decoded.code_point);
        at += decoded.size;
    }
}

} // namespace dflint::emit
