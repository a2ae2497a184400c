// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerignore/parse.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <string>
#include <vector>

using namespace dflint;
using namespace dflint::dockerignore;

namespace {

/// The patterns as they are compared, with `!` for those that negate.
std::vector<std::string> texts(const std::string& text) {
    const SourceFile file(".dockerignore", text);
    std::vector<std::string> out;
    for (const Pattern& pattern : parse(file).patterns) {
        out.push_back((pattern.negated ? "!" : "") + pattern.text);
    }
    return out;
}

std::vector<std::string> mistakes(const std::string& text) {
    const SourceFile file(".dockerignore", text);
    std::vector<std::string> out;
    for (const Mistake& each : parse(file).mistakes) {
        out.push_back(std::string(file.slice(each.at)) + ": " + each.message);
    }
    return out;
}

using Texts = std::vector<std::string>;

} // namespace

TEST(IgnoreFile, DropsAByteOrderMarkInFrontOnly) {
    EXPECT_EQ(texts("\xEF\xBB\xBF"
                    "a\n"),
              Texts{"a"});
    EXPECT_EQ(texts("\xEF\xBB\xBF# note\na\n"), Texts{"a"});
    EXPECT_EQ(texts("a\n\xEF\xBB\xBF#b\n"), (Texts{"a", "\xEF\xBB\xBF#b"}));
}

TEST(IgnoreFile, TakesCommentsInTheFirstColumnOnly) {
    const SourceFile file(".dockerignore", "# one\n #two\na # three\n#\r\n");
    const File tree = parse(file);
    ASSERT_EQ(tree.comments.size(), 2U);
    EXPECT_EQ(tree.comments[0].at, (Span{0, 5}));
    EXPECT_EQ(tree.comments[1].at, (Span{22, 23}));
    EXPECT_EQ(texts("# one\n #two\na # three\n#\r\n"), (Texts{"#two", "a # three"}));
}

TEST(IgnoreFile, TrimsAndSkipsBlankLines) {
    EXPECT_EQ(texts("  a b\t\r\n\n \r\n\xC2\xA0"
                    "c\xE2\x80\x83\n\f\n"),
              (Texts{"a b", "c"}));
    EXPECT_EQ(texts("a\rb\n"), Texts{"a\rb"});
    EXPECT_EQ(texts("last line"), Texts{"last line"});
    EXPECT_TRUE(texts("").empty());
}

TEST(IgnoreFile, NegatesAfterAnExclamationMark) {
    EXPECT_EQ(texts("!a\n!  b\n!!c\n"), (Texts{"!a", "!b", "!!c"}));
    // The slash is dropped first, then patternmatcher looks for `!` again.
    EXPECT_EQ(texts("/!a\n./!b\nx/../!c\n"), (Texts{"!a", "!b", "!c"}));
    EXPECT_EQ(texts("a/!b\n"), Texts{"a/!b"});
}

TEST(IgnoreFile, CleansPaths) {
    EXPECT_EQ(texts("a//b\n./a\na/../b\na/\n/a\n//a\n/a/../b/\n"),
              (Texts{"a/b", "a", "b", "a", "a", "a", "b"}));
    EXPECT_EQ(texts("/\n.\n./\n../x\n/../x\n"), (Texts{"/", ".", ".", "../x", "x"}));
    EXPECT_EQ(texts("**/\n**/a/**/\n"), (Texts{"**", "**/a/**"}));
    // `!..` is a name to the second cleaning.
    EXPECT_EQ(texts("!../x\n!../../x\n"), (Texts{"!../x", "x"}));
    EXPECT_EQ(texts("/ a\n/ /\n"), (Texts{"a", ""}));
}

TEST(IgnoreFile, KnowsThePlacesOfPatterns) {
    const std::string text = "\xEF\xBB\xBF a/ \r\n!  b\n";
    const SourceFile file(".dockerignore", text);
    const File tree = parse(file);
    EXPECT_TRUE(tree.has_bom);
    ASSERT_EQ(tree.patterns.size(), 2U);
    EXPECT_EQ(file.slice(tree.patterns[0].at), "a/");
    EXPECT_EQ(tree.patterns[0].at, tree.patterns[0].body_at);
    EXPECT_EQ(file.slice(tree.patterns[1].at), "!  b");
    EXPECT_EQ(file.slice(tree.patterns[1].body_at), "b");
}

TEST(IgnoreFile, ReportsALoneExclamationMark) {
    const std::string message = ": `!` alone is no pattern; the build stops at it";
    EXPECT_EQ(mistakes("!\n"), Texts{"!" + message});
    EXPECT_EQ(mistakes("! \na\n!/\n"), (Texts{"!" + message, "!/" + message}));
    EXPECT_EQ(mistakes("/!\n"), Texts{"/!" + message});
    EXPECT_TRUE(mistakes("!.\n!a\n").empty());
}

TEST(IgnoreFile, ReportsPatternsThatGoRefuses) {
    EXPECT_EQ(mistakes("a\\\n"), Texts{"a\\: the pattern stops the build: `\\` ends in a backslash "
                                       "that escapes nothing"});
    EXPECT_EQ(mistakes("a/[b\n"),
              Texts{"a/[b: the pattern stops the build: `[b` is a bracket that is not closed"});
    EXPECT_EQ(mistakes("[]a]\n"),
              Texts{"[]a]: the pattern stops the build: `[]` is an empty bracket"});
    for (const char* bad : {"[", "[a", "[^", "[]", "[^]", "[a-", "[a-]", "[-a]", "[\\", "x\\",
                            "**/[", "a*[b", "[\xFF]", "!["}) {
        EXPECT_EQ(mistakes(bad).size(), 1U) << bad;
    }
    for (const char* good : {"[a]", "[^a]", "[a-z]", "[\\]]", "[\\-a]", "]", "a]", "\\[", "[!a]",
                             "[*]", "[[]", "[a]]", "{", "a{b", "(", ")", "[\xC3\xA9]"}) {
        EXPECT_TRUE(mistakes(good).empty()) << good;
    }
}

TEST(IgnoreFile, IsReadAsFarAsGoReadsPatternsBeforeItComparesPaths) {
    // The part in front of `*` does not match ".": Go looks no further.
    for (const char* good : {"a*\\", "a*[]a]", "*a*\\", "\\.a*\\", "[ab]*\\", "[^.]*\\"}) {
        EXPECT_TRUE(mistakes(good).empty()) << good;
    }
    for (const char* bad :
         {"*\\", ".*\\", "?*\\", "\\.*\\", "[.]*\\", "[-/]*\\", "[!-/]*\\", "[^a]*\\", "*?*\\"}) {
        EXPECT_EQ(mistakes(bad).size(), 1U) << bad;
    }
}

TEST(IgnoreFile, ReportsExpressionsThatGoRefusesWhenItComparesAPath) {
    // *{2} becomes [^/]*{2}; the others are refused by regexp/syntax for what they say there.
    for (const char* bad : {"*{2}", "a*|{2}", "?{1001}", "?{3,2}", "[b-a]", "\\y", "a\\1", "\\x4",
                            "[[:nope:]]", "**/{2}x*", "\\\xC3\xA9"}) {
        EXPECT_EQ(mistakes(bad).size(), 1U) << bad;
    }
    EXPECT_EQ(mistakes("a\n*{2}\n"), Texts{"*{2}: the pattern repeats a repetition; the build "
                                           "stops when it compares a path with it"});
    for (const char* good : {"*.{js,ts}", "a{2}*", "?{2}", "?{1000}", "{2}", "*{", "*{a}", "*{,2}",
                             "*{01}", "\\d", "\\.", "\\x41", "\\x{1F600}*", "\\_*"}) {
        EXPECT_TRUE(mistakes(good).empty()) << good;
    }
}

TEST(IgnoreFile, ReportsLinesThatAreTooLong) {
    EXPECT_TRUE(mistakes(std::string(65535, 'a')).empty());
    EXPECT_TRUE(mistakes(std::string(65535, 'a') + "\nb\n").empty());
    EXPECT_EQ(mistakes(std::string(65536, 'a') + "\nb\n").size(), 1U);
    EXPECT_EQ(mistakes("#" + std::string(65536, 'a')).size(), 1U);
}

TEST(IgnoreFile, KeepsTheOtherPatternsOfABadFile) {
    EXPECT_EQ(texts("a\n[\n!\nb\n"), (Texts{"a", "[", "!", "b"}));
}

TEST(IgnoreFile, CanBeBuiltAnewFromItsTree) {
    const std::string text = "\xEF\xBB\xBF# c\r\n\n  a/  \n!  b\n#\n [\n/ /\nlast";
    const SourceFile file(".dockerignore", text);
    const File tree = parse(file);
    std::vector<Span> pieces;
    for (const Pattern& each : tree.patterns) pieces.push_back(each.at);
    for (const Comment& each : tree.comments) pieces.push_back(each.at);
    std::sort(pieces.begin(), pieces.end());
    std::uint32_t done = tree.has_bom ? 3 : 0;
    for (const Span at : pieces) {
        const std::string_view gap = file.slice({done, at.begin});
        EXPECT_EQ(gap.find_first_not_of(" \t\r\n"), std::string_view::npos) << gap;
        done = at.end;
    }
    EXPECT_EQ(done, text.size());
}

TEST(IgnoreFile, GivesUpOnExpressionsThatAreTooLarge) {
    std::string text;
    for (int i = 0; i < 200; ++i) text += "?{1000}";
    const SourceFile file(".dockerignore", text + "\n");
    const File tree = parse(file);
    EXPECT_TRUE(tree.mistakes.empty());
    EXPECT_FALSE(tree.patterns.front().is_known());
    EXPECT_EQ(tree.decide("a").verdict, Verdict::unknown);
}
