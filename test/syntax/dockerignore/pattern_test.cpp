// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerignore/parse.h"

#include <gtest/gtest.h>
#include <string>

using namespace dflint;
using namespace dflint::dockerignore;

namespace {

struct Case {
    std::string pattern;
    std::string path;
    bool matches;
};

bool matches(const std::string& pattern, const std::string& path) {
    const SourceFile file(".dockerignore", pattern);
    const File tree = parse(file);
    EXPECT_EQ(tree.patterns.size(), 1U) << pattern;
    EXPECT_TRUE(tree.mistakes.empty()) << pattern;
    return tree.patterns.front().matches(path);
}

void check(std::initializer_list<Case> cases) {
    for (const Case& each : cases) {
        EXPECT_EQ(matches(each.pattern, each.path), each.matches)
            << each.pattern << " and " << each.path;
    }
}

} // namespace

TEST(IgnorePattern, IsAnchoredAtTheContextRoot) {
    check({{"*.md", "a.md", true},
           {"*.md", "docs/a.md", false},
           {"a", "b/a", false},
           {"a", "a/b", false}, // the directory above it is asked on its own
           {"a/b", "a/b", true}});
}

TEST(IgnorePattern, IsCaseSensitive) {
    check({{"Readme*", "README.md", false}, {"readme.md", "README.md", false}});
}

TEST(IgnorePattern, StarsAndQuestionMarksDoNotCrossSlashes) {
    check({{"*", "a", true},
           {"*", "a/b", false},
           {"a*b", "a/b", false},
           {"a*b", "ab", true},
           {"a*b", "axxb", true},
           {"a?b", "a/b", false},
           {"a?b", "axb", true},
           {"a?b", "ab", false},
           {"a?b",
            "a\xC3\xA9"
            "b",
            true},
           {"*/b", "a/b", true},
           {"*/*", "a/b", true},
           {"*/*", "a", false}});
}

TEST(IgnorePattern, DoubleStarsCrossSlashes) {
    check({{"**", "a", true},
           {"**", "a/b", true},
           {"**/a", "a", true},
           {"**/a", "x/y/a", true},
           {"**/a", "xa", false},
           {"**.txt", "a.txt", true},
           {"**.txt", "x/a.txt", true},
           {"**.txt", "atxt", false},
           {"**/*.txt", "a.txt", true},
           {"**/*.txt", "x/y/a.txt", true},
           {"a/**/b", "a/b", true},
           {"a/**/b", "a/x/y/b", true},
           {"a/**/b", "a/xb", false},
           {"**/a/**", "a/b", true},
           {"**/a/**", "x/a/b", true},
           {"**/a/**", "x/a", false},
           {"**/**", "a", true},
           {"*/**", "a/b", true},
           {"*/**", "a", false}});
}

TEST(IgnorePattern, TrailingDoubleStarNeedsSomethingBelow) {
    check({{"foo/**", "foo", false},
           {"foo/**", "foo/x", true},
           {"foo/**", "foo/x/y", true},
           {"foo/**", "fooo/x", false},
           {"foo**", "foo", true},
           {"foo**", "food/x", true}});
}

TEST(IgnorePattern, DoubleStarInTheMiddleOfANameStandsForWholeDirectories) {
    check({{"a**b", "ab", true},
           {"a**b", "a/b", true},
           {"a**b", "axx/b", true},
           {"a**b", "axb", false}});
}

TEST(IgnorePattern, BracketsAreClassesOfCharacters) {
    check({{"[a-c]", "b", true},
           {"[a-c]", "d", false},
           {"[^a]", "b", true},
           {"[^a]", "a", false},
           {"[!a]", "a", true}, // not a negation
           {"[!a]", "!", true},
           {"[!a]", "b", false},
           {"x[\\]]", "x]", true},
           {"a]*", "a]b", true},
           {"[\xC3\xA0-\xC3\xBF]", "\xC3\xA9", true},
           {"[[:digit:]]x", "7x", true},
           {"[[:^digit:]]x", "7x", false},
           {"[\\d]", "5", true},
           {"[^\\W]", "a", true},
           {"[^\\W]", "-", false},
           // Stars and question marks are replaced inside of brackets, too.
           {"[*]", "a]", false},
           {"[*]", "/]", true},
           {"[?]", "/]", true},
           {"[^a]", "/", true}});
}

TEST(IgnorePattern, BackslashesEscape) {
    check({{"\\*", "*", true},
           {"\\*", "a", false},
           {"a\\?", "a?", true},
           {"\\[a]", "[a]", true},
           {"\\!a", "!a", true},
           {"\\#a", "#a", true},
           {"a\\ b", "a b", true},
           {"a\\\\b", "a\\b", true},
           // Before letters the backslash means what it means in a regular expression.
           {"\\d", "7", true},
           {"\\d", "d", false},
           {"\\D\\S\\W", "ab-", true},
           {"\\x41", "A", true},
           {"\\x{41}", "A", true},
           {"\\101", "A", true},
           {"\\t*", "\tx", true},
           {"\\Qa.b*", "a\\.b[^/]*$", true},
           {"\\Qa{2}\\E*", "a{2}x", true},
           {"\\ba*", "ab", true},
           {"a\\Bb*", "abc", true},
           {"a\\bb*", "abc", false},
           {"\\Aa\\z", "a", true}});
}

TEST(IgnorePattern, PlainTextIsComparedByteByByte) {
    check({{"a.b", "axb", false},
           {"a+b", "a+b", true},
           {"a$", "a$", true},
           {"(a)", "(a)", true},
           {"a|b", "a|b", true},
           {"a|b", "a", false},
           {"{a,b}", "{a,b}", true},
           {"^a", "^a", true},
           {"a.b*", "axbc", false},
           {"a+(b)$*", "a+(b)$c", true},
           {"\xFF", "\xFF", true},
           {"\xFF*", "\xFFx", true}});
}

TEST(IgnorePattern, BracesBarsAndCaretsKeepTheirMeaningInExpressions) {
    check({{"a|b*", "a", true},
           {"a|b*", "anything", true},
           {"a|b*", "a/b", true},
           {"a|b*", "bc", true},
           {"a|b*", "x/bc", true},
           {"a|b*", "x/c", false},
           {"*.{js,ts}", "a.js", false},
           {"*.{js,ts}", "a.{js,ts}", true},
           {"*a{2}", "xaa", true},
           {"*a{2}", "xa{2}", false},
           {"*a{2,}", "xaaaa", true},
           {"*a{2,3}b", "aaaab", true},
           {"?{2}", "ab", true},
           {"?{2}", "abc", false},
           {"?{0,2}x", "x", true},
           {"a^*", "a^b", false},
           {"x*|", "anything", true}});
}

TEST(IgnorePattern, NeverMatchesWhatStandsOutside) {
    for (const char* pattern : {"/", ".", "./", "..", "../x", "../*", "a/../..", "!."}) {
        const SourceFile file(".dockerignore", pattern);
        EXPECT_TRUE(parse(file).patterns.front().never_matches()) << pattern;
    }
    for (const char* pattern : {"a", "*", "/../x", "..a", "../a|b*"}) {
        const SourceFile file(".dockerignore", pattern);
        EXPECT_FALSE(parse(file).patterns.front().never_matches()) << pattern;
    }
}
