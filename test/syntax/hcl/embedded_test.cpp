// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/hcl/embedded.h"
#include "parsed.h"

#include <gtest/gtest.h>

namespace dflint::hcl {
namespace {

/// The text of the first attribute, and where each of its characters comes from: copies as they
/// are, all else in brackets with its place.
std::string pieces(const Parsed& parsed, const Filling& filling = {}) {
    const Expr& expr = parsed.file.body.attributes.front().expr;
    const auto text = embedded_text(parsed.source, expr, filling);
    if (!text) return "none";
    std::string out;
    Span before{};
    for (std::uint32_t i = 0; i < text->text().size(); ++i) {
        const Span at = text->in_file(Span{i, i + 1});
        const std::string_view written = parsed.source.slice(at);
        if (written == text->text().substr(i, 1)) {
            out += written;
        } else if (at != before) {
            out += "[" + std::string(written) + "]";
        }
        before = at;
    }
    return out + (text->notation() ? "" : " fixed");
}

std::string pieces(const std::string& text) {
    return pieces(Parsed(text));
}

TEST(HclEmbedded, AHeredocStandsInTheFileAsItIs) {
    EXPECT_EQ(pieces("x = <<EOT\nFROM a\n  RUN b\nEOT\n"), "FROM a\n  RUN b\n");
}

TEST(HclEmbedded, AFlushHeredocLosesItsIndentation) {
    EXPECT_EQ(pieces("x = <<-EOT\n    FROM a\n\n      RUN b\n  EOT\n"), "FROM a\n\n  RUN b\n");
}

TEST(HclEmbedded, KnowsTheIndentationOfAFlushHeredoc) {
    const Parsed parsed("x = <<-EOT\n\n\t  FROM a\n\t    RUN b\n\tEOT\n");
    const auto text = embedded_text(parsed.source, parsed.file.body.attributes.front().expr);
    ASSERT_TRUE(text && text->notation());
    EXPECT_EQ(text->notation()->indentation, "\t  ");
}

TEST(HclEmbedded, AnEscapeIsOnePlace) {
    EXPECT_EQ(pieces("x = \"FROM \\\"a\\n$${V} %%{ $x\""), "FROM [\\\"]a[\\n][$${]V} [%%{] $x");
    EXPECT_EQ(pieces("x = <<EOT\nRUN $${V}\nEOT\n"), "RUN [$${]V}\n");
}

TEST(HclEmbedded, JsonStringsHaveTheirOwnEscapes) {
    EXPECT_EQ(pieces(Parsed("{\"x\": \"FROM a\\nRUN \\\"b\\u0041$${V}\"}", Syntax::json)),
              "FROM a[\\n]RUN [\\\"]b[\\u0041][$${]V}");
}

TEST(HclEmbedded, WhatIsFilledInHasThePlaceOfTheInterpolation) {
    const Parsed parsed("x = <<EOT\nFROM a:${V}\nRUN b${W}\nEOT\n");
    const auto fill = [](const Expr& inner) -> std::optional<std::string> {
        return inner.name().text == "V" ? "123" : "";
    };
    EXPECT_EQ(pieces(parsed, fill), "FROM a:[${V}]\nRUN b\n");
    EXPECT_EQ(pieces(parsed), "none");
    EXPECT_EQ(pieces(parsed, [](const Expr&) { return std::nullopt; }), "none");
}

TEST(HclEmbedded, AFlushHeredocNeedsALineThatBeginsWithText) {
    const auto fill = [](const Expr&) { return std::string("v"); };
    EXPECT_EQ(pieces(Parsed("x = <<-EOT\n  ${V} a\n  ${V}\n  EOT\n"), fill),
              "[${V}] a\n[${V}]\n fixed");
    const Parsed parsed("x = <<-EOT\n  ${V} a\n  RUN b\n  EOT\n");
    const auto text = embedded_text(parsed.source, parsed.file.body.attributes.front().expr, fill);
    ASSERT_TRUE(text && text->notation());
    EXPECT_EQ(text->notation()->indentation, "  ");
}

TEST(HclEmbedded, ParenthesesChangeNothing) {
    EXPECT_EQ(pieces("x = (\"a\")\n"), "a");
}

TEST(HclEmbedded, OtherExpressionsHoldNoText) {
    EXPECT_EQ(pieces("x = y\n"), "none");
    EXPECT_EQ(pieces("x = join(\"a\", [])\n"), "none");
    EXPECT_EQ(pieces("x = \"%{if true}a%{endif}\"\n"), "none");
}

} // namespace
} // namespace dflint::hcl
