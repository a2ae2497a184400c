// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/grammar.h"
#include "dflint/syntax/dockerfile/json.h"

#include <boost/spirit/home/x3.hpp>

namespace dflint::dockerfile {

namespace x3 = boost::spirit::x3;

bool read_exec(const LogicalText& text, Span range, std::vector<Word>& strings,
               std::deque<std::string>& texts) {
    const char* const front = text.text().data();
    const char* at = front + range.begin;
    const char* const end = front + range.end;

    std::vector<Word> found;
    const auto take = [&](auto& context) {
        const auto& raw = x3::_attr(context);
        const Span logical = {static_cast<std::uint32_t>(raw.begin() - front),
                              static_cast<std::uint32_t>(raw.end() - front)};
        const std::string_view inside = text.slice({logical.begin + 1, logical.end - 1});
        found.push_back({.text = decode_json_string(inside, texts),
                         .at = text.in_file(logical),
                         .logical = logical});
    };

    const auto blank = x3::omit[*x3::char_(" \t\r\n")];
    const auto hex = x3::char_("0-9a-fA-F");
    const auto escape =
        x3::lit('\\') >> (x3::char_("\"\\/bfnrt") | (x3::lit('u') >> hex >> hex >> hex >> hex));
    const auto plain = x3::char_ - x3::char_('\x00', '\x1F') - '"' - '\\';
    const auto string = x3::raw['"' >> *(plain | escape) >> '"'][take];
    const auto item = blank >> string >> blank;
    const auto array = x3::lit('[') >> ((item % ',') | blank) >> ']' >> blank >> x3::eoi;

    if (!x3::parse(at, end, array)) return false;
    strings = std::move(found);
    return true;
}

} // namespace dflint::dockerfile
