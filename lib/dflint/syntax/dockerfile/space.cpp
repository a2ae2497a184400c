// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/space.h"

#include "dflint/source/utf8.h"

#include <algorithm>

namespace dflint::dockerfile {

namespace {
/// Size of the white space character the text ends with; 0 when it ends with something else.
std::size_t last_space(std::string_view text) {
    if (is_ascii(text.back())) return is_ascii_space(text.back()) ? 1 : 0;
    // White space outside ASCII takes two or three bytes.
    for (std::size_t size = 2; size <= std::min<std::size_t>(3, text.size()); ++size) {
        const utf8::Decoded last = utf8::decode(text, text.size() - size);
        if (last.valid && last.size == size) return utf8::is_space(last.code_point) ? size : 0;
    }
    return 0;
}
} // namespace

std::size_t detail::end_of_leading_space(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        const utf8::Decoded next = utf8::decode(text, at);
        if (!next.valid || !utf8::is_space(next.code_point)) break;
        at += next.size;
    }
    return at;
}

std::size_t detail::begin_of_trailing_space(std::string_view text, std::size_t end) {
    while (end > 0) {
        const std::size_t size = last_space(text.substr(0, end));
        if (size == 0) break;
        end -= size;
    }
    return end;
}

} // namespace dflint::dockerfile
