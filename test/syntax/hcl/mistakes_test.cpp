// SPDX-License-Identifier: Apache-2.0
// What users write and HCL refuses: each gets one diagnostic, at its place, that names the cause.
#include "parsed.h"

#include <gtest/gtest.h>

namespace dflint::hcl {

namespace {
struct Case {
    std::string text;
    std::string messages;
};

void expect_all(const std::vector<Case>& cases) {
    for (const Case& each : cases)
        EXPECT_EQ(Parsed(each.text).messages(), each.messages) << each.text;
}

std::string fixed(const std::string& text) {
    const Parsed parsed(text);
    EXPECT_EQ(parsed.mistakes.size(), 1U) << text << "\n" << parsed.messages();
    std::string result = parsed.fixed();
    EXPECT_EQ(Parsed(result).messages(), "") << result;
    return result;
}

std::string read(const std::string& text) {
    return outline(Parsed(text).file.body);
}
} // namespace

TEST(HclMistakes, TwoAttributesInABlockOnOneLine) {
    expect_all(
        {{"t { a=1 b=2 }\n", "8..9 a block on one line holds one attribute and nothing else\n"},
         {"t { a = 1\n}\n", "9..9 a block whose first attribute stands on the line of its `{` "
                            "ends on that line\n"}});
    EXPECT_EQ(fixed("  t { a=1 b = [2, 3] }\n"), "  t {\n    a=1\n    b = [2, 3]\n  }\n");
    EXPECT_EQ(fixed("t {a=1, b=2,}\n"), "t {\n  a=1\n  b=2\n}\n");
    EXPECT_EQ(Parsed("t { a=1 b {} }\n").fixed(), "t { a=1 b {} }\n");
    EXPECT_EQ(read("t { a=1 b=2 c=3 }\n"), "t{ a=1; b=2; c=3; }; ");
    EXPECT_EQ(read("t { a=1, b=2 }\nd = 4\n"), "d=4; t{ a=1; b=2; }; ");
}

TEST(HclMistakes, AnUnquotedPair) {
    expect_all(
        {{"a = [type=registry]\n",
          "9..10 `type=registry` has no quotes: here it has to be a string\n"},
         {"a = type=registry\n", "8..9 a value such as `key=value` has to be a string in `\"`\n"}});
    EXPECT_EQ(fixed("a = [type=registry,\"b\"]\n"), "a = [\"type=registry\",\"b\"]\n");
}

TEST(HclMistakes, AMissingLineEnd) {
    expect_all(
        {{"a = 1 b = 2\n", "6..7 a line end is expected before `b`: each attribute has a line "
                           "of its own\n"},
         {"a = 1 b\n", "6..7 a line end is expected, not `b`\n"}});
    EXPECT_EQ(fixed("t {\n  a = 1 b = 2\n}\n"), "t {\n  a = 1\n  b = 2\n}\n");
    EXPECT_EQ(read("a = 1 b = 2\n"), "a=1; b=2; ");
    EXPECT_EQ(fixed("t {\n  a = 1 }\n"), "t {\n  a = 1 \n}\n");
}

TEST(HclMistakes, AMissingEqualsSign) {
    EXPECT_EQ(fixed("t {\n  context \".\"\n}\n"), "t {\n  context = \".\"\n}\n");
    expect_all({{"a\nb = 1\n", "0..1 `a` alone is nothing: an attribute is `name = value`, a block "
                               "`type \"label\" { }`\n"},
                {"x = {\n  a 1\n  b = 2\n}\n",
                 "10..11 `=` is expected between a key and its value, not `1`\n"}});
}

TEST(HclMistakes, QuotesThatDoNotQuote) {
    EXPECT_EQ(fixed("a = 'b c'\n"), "a = \"b c\"\n");
    EXPECT_EQ(fixed("a = \u201Cb\u201D\n"), "a = \"b\"\n");
    expect_all(
        {{"a = 'it\"s'\n", "4..10 single quotes do not quote in HCL: strings stand in `\"`\n"}});
}

TEST(HclMistakes, AColonOrQuotesAroundANameOrAComma) {
    EXPECT_EQ(fixed("a: 1\n"), "a = 1\n");
    EXPECT_EQ(fixed("\"a\" = 1\n"), "a = 1\n");
    EXPECT_EQ(fixed("a = 1,\nb = 2\n"), "a = 1\nb = 2\n");
}

TEST(HclMistakes, ADollarOutsideOfAString) {
    EXPECT_EQ(fixed("a = ${b}\n"), "a = b\n");
    EXPECT_EQ(fixed("a = [$b]\n"), "a = [b]\n");
}

TEST(HclMistakes, AnExpressionBrokenByALineEnd) {
    const std::string message = " the expression is not complete: it goes on over line ends only "
                                "inside ( ) and [ ]\n";
    expect_all({{"a = 1 +\n  2\nb = 3\n", "7..7" + message},
                {"a = b\n+ c\n", "6..7 a line cannot begin with `+`: the expression ended with the "
                                 "line before; put it in ( )\n"},
                {"a =\n  1\n", "3..3 a value is expected on this line: an expression goes on over "
                               "line ends only inside ( ) and [ ]\n"}});
}

TEST(HclMistakes, ABlockWithItsBraceBelowOrWithAnEqualsSign) {
    expect_all({{"t \"a\"\n{\n}\n", "6..7 the `{` of a block stands on the line of its type\n"}});
    EXPECT_EQ(read("t \"a\"\n{\n  b = 1\n}\n"), "t[a]{ b=1; }; ");
    EXPECT_EQ(fixed("t \"a\" = {\n}\n"), "t \"a\"  {\n}\n");
}

TEST(HclMistakes, AnUnclosedBracketLeavesTheRestReadable) {
    expect_all({{"a = [1,\nb = 2\n", "8..9 `[` is not closed before `b`\n"},
                {"t {\n  a = [\n    1\n}\nu {\n}\n", "18..19 `[` is not closed before `}`\n"},
                {"a = (1\n", "4..5 `(` is never closed\n"},
                {"a = [1]]\n", "7..8 `]` closes nothing\n"},
                {"}\na = 1\n", "0..1 `}` closes nothing\n"}});
    EXPECT_EQ(Parsed("t {\n  a = [1\n  b = 2\n}\n").messages(),
              "15..16 `[` is not closed before `b`\n");
    EXPECT_EQ(read("t {\n  a = [\n    1\n}\nu {\n}\n"), "t{ a=([] 1); }; u{ }; ");
}

TEST(HclMistakes, AnUnclosedBlockShowsWhereItMayEnd) {
    const Parsed parsed("t {\n  a = 1\nu {\n}\n");
    EXPECT_EQ(parsed.messages(), "2..3 `{` is never closed\n");
    ASSERT_EQ(parsed.mistakes.front().labels.size(), 1U);
    EXPECT_EQ(parsed.mistakes.front().labels.front().at, (Span{12, 13}));
}

TEST(HclMistakes, AnUnclosedStringEndsWithItsLine) {
    expect_all({{"a = \"b\nc = 1\n", "4..5 this string has no closing `\"` on its line\n"},
                {"a = \"${b\"\nc = 1\n", "5..7 `${` is not closed before the end of the string\n"},
                {"a = \"b", "4..5 this string has no closing `\"` on its line\n"}});
    expect_all(
        {{"a = [b\", \"c\"]\nd = 1\n", "11..12 this string has no closing `\"` on its line\n"},
         {"t {\n  a b = 1\n}\n", "8..9 an attribute's name is one word\n"},
         {"t { a.b = 1 }\n", "4..5 an attribute's name has no dots\n"}});
    EXPECT_EQ(read("a = \"${b\"\nc = 1\n"), "a=(\" ($ b)); c=1; ");
    EXPECT_EQ(Parsed("a = \"b\n c\"\nd = 1\n").mistakes.size(), 1U);
}

TEST(HclMistakes, HeredocsThatDoNotBeginOrEnd) {
    EXPECT_EQ(fixed("a = <<\"EOT\"\nb\nEOT\n"), "a = <<EOT\nb\nEOT\n");
    EXPECT_EQ(fixed("a = <<-EOT  \nb\nEOT\n"), "a = <<-EOT\nb\nEOT\n");
    EXPECT_EQ(fixed("a = <<EOT\nb\nEOT"), "a = <<EOT\nb\nEOT\n");
    expect_all({{"a = <<EOT\nb\n", "4..9 this heredoc has no end: `EOT` alone on a line\n"}});
    const Parsed with_comma("a = [<<EOT\nb\nEOT,\n1]\n");
    ASSERT_EQ(with_comma.mistakes.size(), 2U) << with_comma.messages();
    EXPECT_EQ(with_comma.mistakes.front().labels.front().text,
              "other text stands behind the marker here");
}

TEST(HclMistakes, EscapesThatAreNone) {
    EXPECT_EQ(fixed("a = \"\\d\"\n"), "a = \"\\\\d\"\n");
    EXPECT_EQ(fixed("a = \"\\${b}\"\n"), "a = \"$${b}\"\n");
    expect_all({{"a = \"\\u12\"\n", "5..9 `\\u12` needs four hexadecimal digits\n"},
                {"a = \"\\uD800\"\n", "5..11 `\\uD800` is no character of Unicode\n"}});
}

TEST(HclMistakes, DirectivesThatDoNotFit) {
    expect_all({{"a = \"%{if b}c\"\n", "13..14 this directive is not ended in its template\n"},
                {"a = \"%{endif}\"\n", "5..12 `endif` belongs to no directive before it\n"},
                {"a = \"%{fi}\"\n", "7..9 `if`, `else`, `endif`, `for` or `endfor` is expected in "
                                    "`%{ }`, not `fi`\n"}});
}

TEST(HclMistakes, PartsOfExpressionsThatAreMissing) {
    expect_all(
        {{"a = b ? c\n", "9..9 a conditional needs both values: `condition ? one : other`\n"},
         {"a = [for b of c : b]\n", "11..13 `in` and a collection are expected, not `of`\n"},
         {"a = {for b in c : b}\n", "19..20 a `for` that makes an object needs `key => "
                                    "value`: `=>` is expected, not `}`\n"},
         {"a = [for b in c : b => b]\n", "20..22 a `for` that makes a list has values only: "
                                         "`key => value` stands in { }\n"},
         {"a = b.0.1\n", "6..9 two indexes in a row are written `[0][1]`\n"},
         {"a = b.*.c.*.d\n", "9..11 a splat inside of a splat is written `[*]`\n"},
         {"a = 1.2.3\n", "4..9 `1.2.3` is no number: it has more than one dot\n"},
         {"a = \"${}\"\n", "5..8 there is no expression inside\n"}});
    EXPECT_EQ(fixed("a = [\"b\" \"c\"]\n"), "a = [\"b\", \"c\"]\n");
}

TEST(HclMistakes, AnAttributeSetTwice) {
    const Parsed parsed("a = 1\na = 2\n");
    EXPECT_EQ(parsed.messages(), "6..7 `a` is set twice\n");
    EXPECT_EQ(parsed.mistakes.front().labels.front().at, (Span{0, 1}));
}

TEST(HclMistakes, ATemplateAsLabel) {
    expect_all({{"t \"a${b}\" {\n}\n",
                 "4..6 a label is no template: it is needed before anything is evaluated\n"}});
}

TEST(HclMistakes, ACommentWithoutItsEnd) {
    expect_all(
        {{"a = 1\n/* b\n", "6..8 this comment has no `*/`: it takes in the rest of the file\n"}});
}

TEST(HclMistakes, CharactersOfNoKind) {
    expect_all({{"a = 1;\n", "5..6 `;` separates nothing in HCL: attributes end with their line, "
                             "elements with a comma\n"},
                {"a = \xFF\n", "4..5 this file is not UTF-8, which HCL asks for\n"},
                {"a = \"\xFF\xFE\"\n", "5..6 this file is not UTF-8, which HCL asks for\n"},
                {std::string("a = 1\n\0b = 2\n", 13), "6..7 a NUL byte is no character of HCL\n"}});
    EXPECT_EQ(fixed("a\u00A0= 1\n"), "a = 1\n");
}

TEST(HclMistakes, AllOfThemAreReported) {
    const Parsed parsed("a = 'b'\nc = [1 2]\nt {\n  d = \"e\n}\nf = (1\n");
    EXPECT_EQ(parsed.mistakes.size(), 4U) << parsed.messages();
}

} // namespace dflint::hcl
