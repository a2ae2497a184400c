// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/dockerfile/expand.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

/// Rows of words and what they expand to, over set, empty and unset variables.
namespace dflint::dockerfile::test {

class Fixed final : public Variables {
public:
    [[nodiscard]] Variable find(std::string_view name) const override {
        static const std::map<std::string_view, std::string_view> known = {
            {"S", "set"},           {"E", ""},
            {"P", "/a/b/c.tar.gz"}, {"DIR", "C:\\Program Files"},
            {"STARS", "a*b*c"},     {"ASK", "x?y"},
            {"BACK", "a\\b\\c"},    {"BRACE", "a}b{c"},
            {"DOLLARS", "a$b"},     {"REGEX", "a.b+c[d](e)|f^g$h"},
            {"DUP", "xyxyxy"},      {"LINES", "one\ntwo"},
            {"BLANKS", " a  b "},   {"PORTS", "80 443"},
            {"PATTERN", "*/"},      {"GROUP", "<$0>"},
            {"NAMED", "S"},         {"KO", "\xED\x95\x9C\xEA\xB5\xAD\xEC\x96\xB4"},
            {"\xC3\xA9", "accent"}, {"1", "one"},
            {"12", "twelve"},       {"@", "at"},
            {"_x1", "under"},
        };
        const auto found = known.find(name);
        if (found != known.end()) return {Variable::State::known, found->second};
        return {name == "LATER" ? Variable::State::unknown : Variable::State::unset};
    }
};

struct Row {
    const char* word;
    const char* expected; ///< nullptr: an error
};

inline std::string shown(const char* word, char escape) {
    const Expanded expanded = expand(word, escape, Fixed());
    if (!expanded.error.empty()) return "error";
    return expanded.text ? "[" + *expanded.text + "]" : "unknown";
}

template <std::size_t Size> void expect_rows(const Row (&rows)[Size], char escape = '\\') {
    for (const Row& row : rows) {
        const std::string expected =
            row.expected == nullptr ? "error" : "[" + std::string(row.expected) + "]";
        EXPECT_EQ(shown(row.word, escape), expected) << row.word;
    }
}

} // namespace dflint::dockerfile::test
