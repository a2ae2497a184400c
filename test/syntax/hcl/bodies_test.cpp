// SPDX-License-Identifier: Apache-2.0
#include "parsed.h"

#include <gtest/gtest.h>

namespace dflint::hcl {

namespace {
std::string body(const std::string& text) {
    const Parsed parsed(text);
    return outline(parsed.file.body) + parsed.messages();
}
} // namespace

TEST(HclBodies, HoldAttributesAndBlocks) {
    EXPECT_EQ(body("a = 1\ntarget \"b\" {\n  c = 2\n  d {\n  }\n}\n"),
              "a=1; target[b]{ c=2; d{ }; }; ");
}

TEST(HclBodies, AFileMayEndWithoutALineEnd) {
    EXPECT_EQ(body("a = 1"), "a=1; ");
    EXPECT_EQ(body("a {}"), "a{ }; ");
    EXPECT_EQ(body(""), "");
}

TEST(HclBodies, ABlockOnOneLineHoldsOneAttribute) {
    EXPECT_EQ(body("a { b = 1 }\nc { d = { e = 2 } }\nf {}\n"),
              "a{ b=1; }; c{ d=({} (= e 2)); }; f{ }; ");
}

TEST(HclBodies, LabelsAreQuotedOrBareAndAsManyAsLike) {
    EXPECT_EQ(body("a b \"c d\" \"e\\\"$${f}\" {\n}\n"), "a[b][c d][e\"${f}]{ }; ");
}

TEST(HclBodies, AnAttributeMayBeNamedLikeAKeyword) {
    EXPECT_EQ(body("a {\n  for = 1\n  if = 2\n  null = 3\n}\n"), "a{ for=1; if=2; null=3; }; ");
}

TEST(HclBodies, LineEndsMayBeCrLf) {
    EXPECT_EQ(body("a {\r\n  b = 1 # c\r\n}\r\n"), "a{ b=1; }; ");
}

TEST(HclBodies, AByteOrderMarkIsSkipped) {
    EXPECT_EQ(body("\xEF\xBB\xBF"
                   "a = 1\n"),
              "a=1; ");
}

TEST(HclBodies, NamesAndBracesHaveSpans) {
    const Parsed parsed("target \"app\" {\n  a = b\n}\n");
    const Block& block = parsed.file.body.blocks.front();
    EXPECT_EQ(block.type.at, (Span{0, 6}));
    EXPECT_EQ(block.labels.front().at, (Span{8, 11}));
    EXPECT_EQ(block.open, (Span{13, 14}));
    EXPECT_EQ(block.close, (Span{23, 24}));
    EXPECT_EQ(block.at, (Span{0, 24}));
    EXPECT_EQ(block.body().at, (Span{14, 23}));
    const Attribute* const attribute = block.body().attribute("a");
    ASSERT_NE(attribute, nullptr);
    EXPECT_EQ(attribute->name.at, (Span{17, 18}));
    EXPECT_EQ(attribute->equals, (Span{19, 20}));
    EXPECT_EQ(attribute->at, (Span{17, 22}));
    EXPECT_EQ(block.body().attribute("c"), nullptr);
}

} // namespace dflint::hcl
