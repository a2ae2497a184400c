// SPDX-License-Identifier: Apache-2.0
// No input is too deep or too long.
#include "parsed.h"
#include "tree_check.h"

#include <gtest/gtest.h>

namespace dflint::hcl {

namespace {
std::string repeated(std::string_view text, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}

void expect_one_mistake(const std::string& text, Syntax syntax = Syntax::native) {
    const Parsed parsed(text, syntax);
    EXPECT_EQ(parsed.mistakes.size(), 1U) << text.substr(0, 40) << "\n"
                                          << parsed.messages().substr(0, 300);
    EXPECT_EQ(TreeCheck::of(text, parsed.file, parsed.mistakes), "");
}
} // namespace

TEST(HclLimits, NestingIsReadTo256Levels) {
    EXPECT_EQ(Parsed("a = " + repeated("[", 255) + repeated("]", 255) + "\n").messages(), "");
    EXPECT_EQ(Parsed(repeated("a {\n", 255) + repeated("}\n", 255)).messages(), "");
}

TEST(HclLimits, DeeperNestingIsOneMistake) {
    constexpr std::size_t many = 100'000;
    for (const char* const opener : {"[", "(", "{a=", "f(", "\"${", "-[", "[for a in "}) {
        expect_one_mistake("a = " + repeated(opener, many));
    }
    expect_one_mistake(repeated("a {\n", many));
    expect_one_mistake("a = " + repeated("b ? ", many) + "1\n");
    expect_one_mistake("a = " + repeated("b ? 1 : ", many) + "1\n");
    expect_one_mistake(repeated("[", many), Syntax::json);
    expect_one_mistake(repeated("{\"a\":", many), Syntax::json);
}

TEST(HclLimits, LongRowsStayBelow1024Levels) {
    constexpr std::size_t many = 100'000;
    expect_one_mistake("a = " + repeated("1 + ", many) + "1\n");
    expect_one_mistake("a = b" + repeated(".c", many) + "\n");
    expect_one_mistake("a = b" + repeated("[0]", many) + "\n");
    expect_one_mistake("a = b" + repeated("[*]", many) + "\n");
    expect_one_mistake("a = " + repeated("-", many) + "1\n");
    EXPECT_EQ(Parsed("a = " + repeated("1 + ", 1000) + "1\n").messages(), "");
}

TEST(HclLimits, DirectivesNestTo256Levels) {
    EXPECT_EQ(
        Parsed("a = \"" + repeated("%{if b}", 200) + repeated("%{endif}", 200) + "\"\n").messages(),
        "");
    const Parsed deep("a = \"" + repeated("%{if b}", 10'000) + "\"\n");
    EXPECT_FALSE(deep.mistakes.empty());
    EXPECT_LT(deep.mistakes.size(), 5U);
}

TEST(HclLimits, UnterminatedTextsOfAnyLengthAreRead) {
    constexpr std::size_t many = 100'000;
    for (const char* const text : {"'", "\"", "/*", "<<A\n", "\"\n", "}", "]", ")", "${", "\"${\"",
                                   "a = \"${\n", "~}", "a \"", "<<A\n${", "a = [\n", "\\", "%{"}) {
        const std::string all = repeated(text, many);
        const Parsed parsed(all);
        EXPECT_FALSE(parsed.mistakes.empty()) << text;
        EXPECT_EQ(TreeCheck::of(all, parsed.file, parsed.mistakes), "") << text;
    }
    for (const char* const text : {"\"", "{", "{\"a\"", "[1 ", "}", "]", "'", "/*", "\\"}) {
        const std::string all = repeated(text, many);
        const Parsed parsed(all, Syntax::json);
        EXPECT_FALSE(parsed.mistakes.empty()) << text;
        EXPECT_EQ(TreeCheck::of(all, parsed.file, parsed.mistakes), "") << text;
    }
}

TEST(HclLimits, TenThousandTargetsAreRead) {
    std::string text;
    for (int i = 0; i < 10'000; ++i) {
        text += "target \"t" + std::to_string(i) +
                "\" {\n  context = \".\"\n  tags = [\"a:${V}\"]\n" +
                "  args = {\n    A = \"1\"\n  }\n}\n";
    }
    const Parsed parsed(text);
    EXPECT_EQ(parsed.messages(), "");
    EXPECT_EQ(parsed.file.body.blocks.size(), 10'000U);
}

} // namespace dflint::hcl
