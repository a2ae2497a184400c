// SPDX-License-Identifier: Apache-2.0
// Hostile texts: deep, long, cut off, not text at all.
#include "dflint/syntax/shell/parse.h"
#include "tree_check.h"

#include <gtest/gtest.h>

#include <string>

namespace dflint::shell {

namespace {

std::string repeated(std::string_view part, std::size_t count) {
    std::string text;
    text.reserve(part.size() * count);
    for (std::size_t i = 0; i < count; ++i) text += part;
    return text;
}

} // namespace

TEST(ShellLimits, NestingTooDeepIsAMistakeNotACrash) {
    for (const std::string_view opener : {"(",
                                          "{ ",
                                          "$(",
                                          "`",
                                          "${a:-",
                                          "$((",
                                          "((",
                                          "<(",
                                          "if ",
                                          "while ",
                                          "case x in a) ",
                                          "[[ ( ",
                                          "a=(",
                                          "f() ",
                                          "\"$(",
                                          "\"${a:-",
                                          "@(",
                                          "! ",
                                          "time ",
                                          "coproc ",
                                          "for x in $("}) {
        const std::string text = "a " + repeated(opener, 20'001);
        for (const Dialect dialect : {Dialect::posix, Dialect::bash}) {
            const Script script = parse(text, dialect);
            EXPECT_EQ(TreeCheck::of(script), "") << opener;
        }
        const std::string in_command_position = repeated(opener, 20'001);
        const Script script = parse(in_command_position, Dialect::bash);
        EXPECT_TRUE(script.error) << opener;
        EXPECT_EQ(TreeCheck::of(script), "") << opener;
    }
}

TEST(ShellLimits, NestingUpToTheCapIsRead) {
    EXPECT_FALSE(parse(repeated("( ", 100) + "a" + repeated(" )", 100), Dialect::posix).error);
    EXPECT_FALSE(parse(repeated("$(", 100) + "a" + repeated(")", 100), Dialect::posix).error);
}

TEST(ShellLimits, ManyCommandsAreRead) {
    const std::size_t count = 100'000;
    EXPECT_EQ(parse(repeated("a;", count), Dialect::posix).root.children.size(), count);
    const std::string chain = repeated("a b && ", count) + "c";
    const Script script = parse(chain, Dialect::posix);
    ASSERT_FALSE(script.error);
    EXPECT_EQ(script.root.children.front().children.size(), count + 1);
}

TEST(ShellLimits, BytesOfAnyKindAreRead) {
    const std::string_view nul("a\0b \xff\xfe'\xc3(' c", 13);
    const Script script = parse(nul, Dialect::posix);
    ASSERT_FALSE(script.error);
    ASSERT_EQ(script.root.children.front().words.size(), 3U);
    EXPECT_EQ(script.root.children.front().words[0].text, std::string_view("a\0b", 3));
    EXPECT_EQ(TreeCheck::of(script), "");
}

TEST(ShellLimits, EveryCutOfAScriptHasATree) {
    const std::string_view whole =
        "if [ \"${A:-$(b `c`)}\" = 'x' ]; then for i in a{b,c} \"$@\"; do cat <<E >\"$i\" 2>&1; "
        "done\n"
        "$x $((1+(2)))\nE\nelif [[ a =~ (b|c) ]]; then x=(1 '2') y | z && ! w & fi; "
        "case $a in (b|c) d;; *) e; esac; f() { (g); }; ((h++)); `i \\`j\\``; diff <(k) $'l\\n'";
    for (std::size_t size = 0; size <= whole.size(); ++size) {
        const Script script = parse(whole.substr(0, size), Dialect::bash);
        EXPECT_EQ(TreeCheck::of(script), "") << size;
    }
    EXPECT_FALSE(parse(whole, Dialect::bash).error);
}

// A parser that looks back would need hours for these; test/bench measures the time itself.
TEST(ShellLimits, AMegabyteOfOnePieceIsReadToAnEnd) {
    for (const std::string_view part : {"a b;",
                                        "a 'b' \"c$d\" && ",
                                        "$((1)) ",
                                        "$(a) ",
                                        "${a:-b}",
                                        "`a` ",
                                        "<<E ",
                                        "{a,b}",
                                        "[a",
                                        "((",
                                        "$((a) ",
                                        "a\\\n",
                                        "((: # ((\n) )\n",
                                        "$((: # ((\n) )\n",
                                        "((: # '\n) )\n",
                                        "#\n",
                                        "a=(b) ",
                                        "\\",
                                        "'",
                                        "\"",
                                        "$",
                                        "a |",
                                        "case x in a) b;; "}) {
        const std::string text = repeated(part, 1'000'000 / part.size());
        const Script script = parse(text, Dialect::bash);
        EXPECT_LE(script.root.at.end, text.size()) << part;
        EXPECT_TRUE(script.error || !script.root.children.empty() || !script.comments.empty())
            << part;
    }
}

} // namespace dflint::shell
