// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/regex.h"

#include <gtest/gtest.h>

namespace dflint::bake::regex {
namespace {

std::string first(std::string_view pattern, std::string_view text) {
    const auto compiled = compile(pattern);
    if (const auto* error = std::get_if<SyntaxError>(&compiled))
        return error->code + ": `" + error->part + "`" + (error->is_unsupported ? " ?" : "");
    std::size_t steps = 1'000'000;
    const auto found = find(std::get<Program>(compiled), text, 0, steps);
    if (!found) return "too long";
    if (found->empty()) return "no match";
    std::string out;
    for (std::size_t i = 0; i < found->size(); i += 2) {
        out += i > 0 ? "|" : "";
        if ((*found)[i] != nowhere) out += text.substr((*found)[i], (*found)[i + 1] - (*found)[i]);
    }
    return out;
}

struct Case {
    const char* pattern;
    const char* text;
    const char* result;
};

void PrintTo(const Case& one, std::ostream* out) {
    *out << one.pattern << " in " << one.text;
}

class Regex : public testing::TestWithParam<Case> {};

TEST_P(Regex, MatchesAsInGo) {
    EXPECT_EQ(first(GetParam().pattern, GetParam().text), GetParam().result);
}

const Case cases[] = {
    {"a|ab", "ab", "a"},
    {"ab|a", "ab", "ab"},
    {"a*?b", "aab", "aab"},
    {"a+", "baaa", "aaa"},
    {"a+?", "aaa", "a"},
    {"(a*)(a?)", "aa", "aa|aa|"},
    {"a{2,3}", "aaaa", "aaa"},
    {"a{2}", "aaaa", "aa"},
    {"a{2,}", "aaaa", "aaaa"},
    {"a{,2}", "a{,2}", "a{,2}"},
    {"^b", "ab", "no match"},
    {"(?m)^b$", "a\nb\nc", "b"},
    {"a.c", "a\nc", "no match"},
    {"(?s)a.c", "a\nc", "a\nc"},
    {"(?i)ABC", "xabc", "abc"},
    {"(?i:A)b", "ab", "ab"},
    {"(?i:A)b", "aB", "no match"},
    {"(?U)a+", "aaa", "a"},
    {"[^a-c]+", "abcxyz", "xyz"},
    {"[]a]+", "x]a", "]a"},
    {"[a\\-z]+", "-az", "-az"},
    {"[[:alpha:]]+", "12ab", "ab"},
    {"[[:^digit:]]+", "12ab", "ab"},
    {"\\d+\\s\\w+", "a 12 b_3", "12 b_3"},
    {"\\D\\S\\W", "1ab-", "ab-"},
    {"\\bfoo\\b", "a foo b", "foo"},
    {"\\Boo", "foo", "oo"},
    {"\\x41\\x{42}\\103", "ABC", "ABC"},
    {"\\Qa.b\\E+", "a.bb", "a.bb"},
    {"é+", "aéé", "éé"},
    {".", "é", "é"},
    {"(a)|(b)", "b", "b||b"},
    {"(?:ab)+", "ababa", "abab"},
    {"(?P<n>a)", "a", "a|a"},
    {"", "abc", ""},
    {"a||b", "b", ""},
    {"\\Aab\\z", "ab", "ab"},
    {"(", "", "missing closing ): `(`"},
    {")", "", "unexpected ): `)`"},
    {"[a", "", "missing closing ]: `[a`"},
    {"*a", "", "missing argument to repetition operator: `*`"},
    {"a**", "", "invalid nested repetition operator: `*`"},
    {"a{1001}", "", "invalid repeat count: `{1001}`"},
    {"a{2,1}", "", "invalid repeat count: `{2,1}`"},
    {"[z-a]", "", "invalid character class range: `z-a`"},
    {"\\q", "", "invalid escape sequence: `\\q`"},
    {"a\\", "", "trailing backslash at end of expression: ``"},
    {"(?P<n>a)(?P<n>b)", "", "duplicate capture group name: `n`"},
    {"(?=a)", "", "invalid or unsupported Perl syntax: `(?=`"},
    {"\\pL", "", "Unicode class: `\\pL` ?"},
};
INSTANTIATE_TEST_SUITE_P(Cases, Regex, testing::ValuesIn(cases));

TEST(RegexLimits, TakeLinearTimeWhereBacktrackingExplodes) {
    EXPECT_EQ(first("(a*)*b", std::string(2000, 'a')), "no match");
}

TEST(RegexLimits, EndWithTheStepsTheyAreGiven) {
    EXPECT_EQ(first("(x+x+)+y", std::string(1'000'000, 'x')), "too long");
}

TEST(RegexLimits, RefuseProgramsThatExplode) {
    EXPECT_EQ(first("((a{100}){100}){100}", "a"), "expression too large: `((a{100}){100}){100}` ?");
    EXPECT_EQ(first(std::string(5000, '('), "a").substr(0, 28), "expression nests too deeply:");
}

} // namespace
} // namespace dflint::bake::regex
