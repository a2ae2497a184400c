// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/invisible.h"

#include "dflint/source/utf8.h"

#include <algorithm>

namespace dflint::model {

bool is_invisible(char32_t c) {
    if (c < 0x80) return false;
    return utf8::is_space(c) || (c >= 0x200B && c <= 0x200F) || (c >= 0x2060 && c <= 0x2064) ||
           c == 0xAD || c == 0xFEFF;
}

std::size_t trailing_invisible(std::string_view text) {
    std::size_t end = text.size();
    while (end > 0) {
        const char last = text[end - 1];
        if (last == ' ' || last == '\t' || last == '\r') {
            --end;
            continue;
        }
        std::size_t size = 0;
        // All of them take two or three bytes.
        for (std::size_t tried = 2; tried <= std::min<std::size_t>(3, end) && size == 0; ++tried) {
            const utf8::Decoded read = utf8::decode(text.substr(0, end), end - tried);
            if (read.valid && read.size == tried && is_invisible(read.code_point)) size = tried;
        }
        if (size == 0) break;
        end -= size;
    }
    return text.size() - end;
}

std::string_view name_of_invisible(char32_t c) {
    switch (c) {
    case 0x85:
        return "next line (U+0085)";
    case 0xA0:
        return "no-break space (U+00A0)";
    case 0xAD:
        return "soft hyphen (U+00AD)";
    case 0x200B:
        return "zero-width space (U+200B)";
    case 0x2028:
        return "line separator (U+2028)";
    case 0x202F:
        return "narrow no-break space (U+202F)";
    case 0x2060:
        return "word joiner (U+2060)";
    case 0x3000:
        return "ideographic space (U+3000)";
    case 0xFEFF:
        return "byte order mark (U+FEFF)";
    default:
        return "invisible character";
    }
}

} // namespace dflint::model
