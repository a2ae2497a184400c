// SPDX-License-Identifier: Apache-2.0
#include "parsed.h"

#include <gtest/gtest.h>

namespace dflint::hcl {

namespace {
std::string json(const std::string& text) {
    const Parsed parsed(text, Syntax::json);
    return outline(parsed.file.body) + parsed.messages();
}

std::string fixed(const std::string& text) {
    const Parsed parsed(text, Syntax::json);
    EXPECT_EQ(parsed.mistakes.size(), 1U) << text << "\n" << parsed.messages();
    std::string result = parsed.fixed();
    EXPECT_EQ(Parsed(result, Syntax::json).messages(), "") << result;
    return result;
}

const Expr& value_of(const Parsed& parsed) {
    return parsed.file.body.attributes.front().expr;
}
} // namespace

TEST(HclJson, ObjectsAreBlocksWhereTheSchemaSaysSo) {
    EXPECT_EQ(json(R"({"target": {"a": {"x": 1}, "b": {}}, "N": "v"})"),
              "N=(\" 'v'); target[a]{ x=1; }; target[b]{ }; ");
}

TEST(HclJson, ArraysRepeatBlocksAtEachLevel) {
    EXPECT_EQ(json(R"({"target": {"a": [{"x": 1}, {"x": 2}]}})"),
              "target[a]{ x=1; }; target[a]{ x=2; }; ");
    EXPECT_EQ(json(R"([{"target": [{"a": {}}, {"b": {}}]}, {"N": 1}])"),
              "N=1; target[a]{ }; target[b]{ }; ");
    EXPECT_EQ(json(R"({"variable": {"V": {"validation": [{"a": 1}, {"b": 2}]}}})"),
              "variable[V]{ validation{ a=1; }; validation{ b=2; }; }; ");
}

TEST(HclJson, NullIsNoBlock) {
    EXPECT_EQ(json(R"({"target": {"a": null}})"), "");
}

TEST(HclJson, TwoSlashesAreACommentInABodyOnly) {
    EXPECT_EQ(json(R"({"//": 1, "target": {"a": {"//": 2, "args": {"//": 3}}}})"),
              "target[a]{ args=({} (= (\" '//') 3)); }; ");
}

TEST(HclJson, StringsAndKeysAreTemplates) {
    EXPECT_EQ(json(R"({"a": ["x${y}", "${z}", "%{if b}c%{endif}", "$${d}", "\\n"]})"),
              "a=([] (\" 'x' ($ y)) (\" ($ z)) (\" (%if b (\" 'c'))) (\" '${' 'd}') "
              "(\" '\\' 'n')); ");
    EXPECT_EQ(json(R"({"a": {"${k}": true, "l": null, "m": -1.5e3}})"),
              "a=({} (= (\" ($ k)) true) (= (\" 'l') null) (= (\" 'm') -1.5e3)); ");
}

TEST(HclJson, SpansCountInTheFileThroughEscapes) {
    const Parsed parsed(R"-({"a": "x\n${f(\"q\") + \u0062}y"})-", Syntax::json);
    EXPECT_EQ(parsed.messages(), "");
    const Expr& value = value_of(parsed);
    EXPECT_EQ(value.at, (Span{6, 32}));
    EXPECT_EQ(outline(value), "(\" 'x' '\\n' ($ (+ (f() (\" 'q')) b)) 'y')");
    EXPECT_EQ(value.child(0).at, (Span{7, 8}));
    EXPECT_EQ(value.child(1).at, (Span{8, 10}));
    EXPECT_EQ(value.child(2).at, (Span{10, 30}));
    const Expr& sum = value.child(2).child(0);
    EXPECT_EQ(sum.child(0).name().at, (Span{12, 13}));
    EXPECT_EQ(sum.child(1).at, (Span{23, 29}));
    EXPECT_EQ(value.child(3).at, (Span{30, 31}));
}

TEST(HclJson, NamesHaveSpansWithoutTheirQuotes) {
    const Parsed parsed(R"({"target": {"a": {"x": 1}}})", Syntax::json);
    const Block& block = parsed.file.body.blocks.front();
    EXPECT_EQ(block.type.at, (Span{2, 8}));
    EXPECT_EQ(block.labels.front().at, (Span{13, 14}));
    EXPECT_EQ(block.at, (Span{12, 25}));
    EXPECT_EQ(block.open, (Span{17, 18}));
    EXPECT_EQ(block.close, (Span{24, 25}));
    const Attribute& attribute = block.body().attributes.front();
    EXPECT_EQ(attribute.name.at, (Span{19, 20}));
    EXPECT_EQ(attribute.equals, (Span{21, 22}));
    EXPECT_EQ(attribute.at, (Span{18, 24}));
}

TEST(HclJson, SurrogatesMakeOneCharacter) {
    EXPECT_EQ(json(R"({"a": "\ud83d\ude00"})"), "a=(\" '😀'); ");
    EXPECT_EQ(json(R"({"a": "\ud83d"})"), "a=(\" '\xEF\xBF\xBD'); ");
}

TEST(HclJson, AStringIsReadAnewWhereAnExpressionIsMeant) {
    Parsed parsed(R"-({"type": "list(string)", "b": "\u0061 +"})-", Syntax::json);
    Diagnostics mistakes;
    const Expr type =
        parse_string_as_expression(parsed.source, value_of(parsed), parsed.file, mistakes);
    EXPECT_EQ(outline(type), "(list() string)");
    EXPECT_EQ(type.at, (Span{10, 22}));
    EXPECT_TRUE(mistakes.empty());
    const Expr broken = parse_string_as_expression(
        parsed.source, parsed.file.body.attributes[1].expr, parsed.file, mistakes);
    EXPECT_EQ(outline(broken), "(+ a ERROR)");
    ASSERT_EQ(mistakes.size(), 1U);
    EXPECT_EQ(mistakes.front().at, (Span{39, 39}));
}

TEST(HclJson, MistakesInATemplateStandInTheFile) {
    EXPECT_EQ(json(R"({"a": "\t${b +}"})"),
              "a=(\" '\\t' ($ (+ b ERROR))); 14..15 an expression is expected, not `}`\n");
    EXPECT_EQ(json(R"({"a": "${b"})"), "a=(\" ($ b)); 7..9 `${` is never closed\n");
}

TEST(HclJson, ANameSetTwiceIsReported) {
    EXPECT_EQ(json(R"({"a": 1, "a": 2})"), "a=1; a=2; 10..11 `a` is set twice\n");
    EXPECT_EQ(json(R"({"a": {"b": 1, "b": 2}})"),
              "a=({} (= (\" 'b') 1) (= (\" 'b') 2)); 15..18 `b` is set twice\n");
}

TEST(HclJson, WhatIsNoJsonIsReportedAndTheRestRead) {
    EXPECT_EQ(fixed(R"({"a": [1, 2,], "b": 3})"), R"({"a": [1, 2], "b": 3})");
    EXPECT_EQ(fixed(R"({"a": True})"), R"({"a": true})");
    EXPECT_EQ(fixed(R"({a: 1})"), R"({"a": 1})");
    EXPECT_EQ(fixed(R"({"a": "\d"})"), R"({"a": "\\d"})");
    EXPECT_EQ(json("{\"a\": 1 \"b\": 2}"),
              "a=1; b=2; 8..9 a comma is expected before the next property\n");
    EXPECT_EQ(json("{\"a\" = 1}"),
              "a=1; 5..6 JSON writes `:` between a name and its value, not `=`\n");
    EXPECT_EQ(json("{ // c\n\"a\": 1}"),
              "a=1; 2..4 JSON has no comments: a body takes a property named \"//\"\n");
    EXPECT_EQ(json("{\"a\": 'b'}"),
              "a=ERROR; 6..9 single quotes do not quote in JSON: strings stand in `\"`\n");
    EXPECT_EQ(json("{\"a\": [1}"), "a=([] 1); 8..9 `[` is closed by `]`, not by `}`\n");
    EXPECT_EQ(json("{\"a\": 1"), "a=1; 0..1 `{` is never closed\n");
    EXPECT_EQ(json("{\"a\": 01}"), "a=ERROR; 6..8 `01` is no number of JSON\n");
    EXPECT_EQ(json("\xEF\xBB\xBF{\"a\": 1}"),
              "a=1; 0..3 JSON has no byte order mark, and buildx refuses it\n");
    EXPECT_EQ(json("{} {}"), "3..4 the JSON value has ended before this\n");
    EXPECT_EQ(json(""), "0..0 a value is expected\n");
    EXPECT_EQ(json("5"), "0..1 an object is expected: the attributes and blocks of a body\n");
}

TEST(HclJson, BlocksOfTheWrongShapeAreReported) {
    EXPECT_EQ(json(R"({"target": 1})"), "11..12 an object is expected, whose names are labels\n");
    EXPECT_EQ(json(R"({"target": {}})"),
              "11..13 a label is missing: an object with at least one name is expected\n");
    EXPECT_EQ(json(R"({"target": {"a": 1}})"),
              "17..18 an object or an array is expected: the body of a block\n");
}

} // namespace dflint::hcl
