// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/hcl/json_escape.h"

#include "dflint/source/utf8.h"
#include "dflint/syntax/hcl/json.h"

namespace dflint::hcl {

std::optional<char32_t> hex4(std::string_view text, std::size_t at) {
    if (at + 4 > text.size()) return std::nullopt;
    char32_t value = 0;
    for (const char c : text.substr(at, 4)) {
        value <<= 4;
        if (c >= '0' && c <= '9')
            value += static_cast<char32_t>(c - '0');
        else if (c >= 'a' && c <= 'f')
            value += static_cast<char32_t>(c - 'a' + 10);
        else if (c >= 'A' && c <= 'F')
            value += static_cast<char32_t>(c - 'A' + 10);
        else
            return std::nullopt;
    }
    return value;
}

char plain_escape(char c) {
    switch (c) {
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case '"':
    case '\\':
    case '/':
        return c;
    default:
        return '\0';
    }
}

namespace {
/// One \u escape, or two that are a surrogate pair; encoding/json reads a lone one as U+FFFD.
std::uint32_t append_unicode(std::string& out, std::string_view text, std::size_t at) {
    const char32_t first = hex4(text, at + 2).value_or(0xFFFD);
    if (first < 0xD800 || first > 0xDFFF) {
        utf8::append(out, first);
        return 6;
    }
    const bool has_second = first < 0xDC00 && text.substr(at + 6, 2) == "\\u";
    const char32_t second = has_second ? hex4(text, at + 8).value_or(0) : 0;
    const bool is_pair = second >= 0xDC00 && second <= 0xDFFF;
    utf8::append(out, is_pair ? 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00) : 0xFFFD);
    return is_pair ? 12 : 6;
}
} // namespace

Span JsonValue::inside() const {
    const std::uint32_t begin = at.begin + 1;
    if (escaped == nullptr) return {begin, begin + static_cast<std::uint32_t>(text.size())};
    return {begin, escaped->in_file(static_cast<std::uint32_t>(text.size()))};
}

LogicalText decode_json_string(std::string_view text, Span inside,
                               std::deque<std::string>& decoded) {
    const std::string_view written = text.substr(0, inside.end);
    std::string& out = decoded.emplace_back();
    std::vector<LogicalText::Segment> segments{{0, inside.begin}};
    const auto begin_segment = [&](std::uint32_t at) {
        const auto logical = static_cast<std::uint32_t>(out.size());
        if (segments.back().logical == logical)
            segments.back().file = at;
        else
            segments.push_back({logical, at});
    };
    for (std::uint32_t at = inside.begin; at < inside.end;) {
        if (written[at] != '\\' || at + 1 == inside.end) {
            out += written[at++];
            continue;
        }
        begin_segment(at);
        const char c = written[at + 1];
        if (c == 'u' && hex4(written, at + 2)) {
            at += append_unicode(out, written, at);
        } else if (const char meant = plain_escape(c); meant != '\0') {
            out += meant;
            at += 2;
        } else {
            out += written[at++]; // reported
        }
        begin_segment(at);
    }
    return {out, std::move(segments)};
}

} // namespace dflint::hcl
