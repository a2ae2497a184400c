// SPDX-License-Identifier: Apache-2.0
#include "dflint/source/line_index.h"

#include "dflint/source/utf8.h"

#include <algorithm>
#include <cstring>

namespace dflint {

LineIndex::LineIndex(std::string_view text) : size_(static_cast<std::uint32_t>(text.size())) {
    constexpr std::size_t usual_line_size = 32;
    begins_.reserve(text.size() / usual_line_size + 1);
    begins_.push_back(0);
    const char* const base = text.data();
    const char* at = base;
    const char* const end = base + text.size();
    while (at != end) {
        const void* found = std::memchr(at, '\n', static_cast<std::size_t>(end - at));
        if (found == nullptr) break;
        at = static_cast<const char*>(found) + 1;
        begins_.push_back(static_cast<std::uint32_t>(at - base));
    }
}

std::uint32_t LineIndex::line_count() const {
    return static_cast<std::uint32_t>(begins_.size());
}

std::uint32_t LineIndex::line_of(std::uint32_t offset) const {
    const auto after = std::upper_bound(begins_.begin(), begins_.end(), offset);
    return static_cast<std::uint32_t>(after - begins_.begin());
}

Span LineIndex::line(std::uint32_t number, std::string_view text) const {
    Span line{begin_of(number), begin_of(number + 1)};
    if (!line.empty() && text[line.end - 1] == '\n') --line.end;
    while (!line.empty() && text[line.end - 1] == '\r') --line.end;
    return line;
}

Position LineIndex::position(std::uint32_t offset, std::string_view text) const {
    const std::uint32_t number = line_of(offset);
    std::uint32_t column = 1;
    for (std::uint32_t at = begin_of(number); at < offset; ++column) {
        at += utf8::decode(text, at).size;
        if (at > offset) break;
    }
    return {number, column};
}

std::uint32_t LineIndex::utf16_column(std::uint32_t offset, std::string_view text) const {
    std::uint32_t column = 1;
    for (std::uint32_t at = begin_of(line_of(offset)); at < offset;) {
        const utf8::Decoded decoded = utf8::decode(text, at);
        at += decoded.size;
        if (at > offset) break;
        column += decoded.code_point >= 0x10000 ? 2 : 1;
    }
    return column;
}

} // namespace dflint
