// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/regex_parser.h"

#include <algorithm>
#include <map>

namespace dflint::bake::regex {

namespace {

using Ranges = std::vector<ClassRange>;

const std::map<std::string_view, Ranges, std::less<>>& table() {
    static const std::map<std::string_view, Ranges, std::less<>> classes = {
        {"d", {{'0', '9'}}},
        {"s", {{'\t', '\n'}, {'\f', '\r'}, {' ', ' '}}},
        {"w", {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}},
        {"alnum", {{'0', '9'}, {'A', 'Z'}, {'a', 'z'}}},
        {"alpha", {{'A', 'Z'}, {'a', 'z'}}},
        {"ascii", {{0, 0x7F}}},
        {"blank", {{'\t', '\t'}, {' ', ' '}}},
        {"cntrl", {{0, 0x1F}, {0x7F, 0x7F}}},
        {"digit", {{'0', '9'}}},
        {"graph", {{'!', '~'}}},
        {"lower", {{'a', 'z'}}},
        {"print", {{' ', '~'}}},
        {"punct", {{'!', '/'}, {':', '@'}, {'[', '`'}, {'{', '~'}}},
        {"space", {{'\t', '\r'}, {' ', ' '}}},
        {"upper", {{'A', 'Z'}}},
        {"word", {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}},
        {"xdigit", {{'0', '9'}, {'A', 'F'}, {'a', 'f'}}},
    };
    return classes;
}

} // namespace

const Ranges* named_class(std::string_view name) {
    const auto found = table().find(name);
    return found == table().end() ? nullptr : &found->second;
}

void normalize(Ranges& ranges) {
    std::sort(ranges.begin(), ranges.end(),
              [](const ClassRange& a, const ClassRange& b) { return a.first < b.first; });
    Ranges joined;
    for (const ClassRange& range : ranges) {
        if (!joined.empty() && range.first <= joined.back().last + 1) {
            joined.back().last = std::max(joined.back().last, range.last);
        } else {
            joined.push_back(range);
        }
    }
    ranges = std::move(joined);
}

Ranges complement(const Ranges& ranges) {
    constexpr char32_t last = 0x10FFFF;
    Ranges out;
    char32_t next = 0;
    for (const ClassRange& range : ranges) {
        if (range.first > next) out.push_back({next, range.first - 1});
        next = range.last + 1;
    }
    if (next <= last) out.push_back({next, last});
    return out;
}

} // namespace dflint::bake::regex
