// SPDX-License-Identifier: Apache-2.0
#include "parsed.h"

#include <gtest/gtest.h>

namespace dflint::hcl {

namespace {
struct Case {
    std::string text;
    std::string shape;
};

void expect_all(const std::vector<Case>& cases) {
    for (const Case& each : cases) EXPECT_EQ(expr(each.text), each.shape) << each.text;
}
} // namespace

TEST(HclTemplates, AStringHoldsTextAndInterpolations) {
    expect_all({{R"("")", "(\")"},
                {R"("a")", "(\" 'a')"},
                {R"("a${b}c")", "(\" 'a' ($ b) 'c')"},
                {R"("${"x${y}"}")", "(\" ($ (\" 'x' ($ y))))"},
                {R"("${ {a = 1}.a }")", "(\" ($ (.a ({} (= a 1)))))"}});
}

TEST(HclTemplates, ASequenceMayGoOverLinesAndHoldComments) {
    expect_all({{"\"a${\n  b # c\n}d\"", "(\" 'a' ($ b) 'd')"}});
}

TEST(HclTemplates, EscapesAreThoseOfTheSpecification) {
    expect_all({{R"("\n\r\t\"\\")", "(\" '\\n' '\\r' '\\t' '\"' '\\')"},
                {R"("\u00e9\U0001F600")", "(\" 'é' '😀')"},
                {R"("$${a} %%{b}")", "(\" '${' 'a} ' '%{' 'b}')"}});
}

TEST(HclTemplates, ADollarOrPercentWithoutABraceIsText) {
    expect_all(
        {{R"("$NAME 100% $$ %%")", "(\" '$NAME 100% $$ %%')"}, {R"("%${a}")", "(\" '%' ($ a))"}});
}

TEST(HclTemplates, OnlyASingleInterpolationIsAWrap) {
    const Parsed wrap("x = \"${a}\"\n");
    EXPECT_TRUE(wrap.file.body.attributes.front().expr.is_wrap());
    const Parsed stripped("x = \" ${~ a}\"\n");
    EXPECT_FALSE(stripped.file.body.attributes.front().expr.is_wrap());
}

TEST(HclTemplates, StripMarkersTakeTheWhiteSpaceBesideThem) {
    expect_all({{R"("a ${~ b ~} c")", "(\" 'a' ($ b) 'c')"},
                {R"("a\n ${~ b ~} \n c")", "(\" 'a' '' '' ($ b) '' '' 'c')"},
                {R"("${a} ${~ b}")", "(\" ($ a) '' ($ b))"}});
}

TEST(HclTemplates, DirectivesMakeBranchesAndLoops) {
    expect_all({{R"("%{if a}b%{endif}")", "(\" (%if a (\" 'b')))"},
                {R"("%{ if a ~} b %{~ else ~} c %{~ endif }")", "(\" (%if a (\" 'b') (\" 'c')))"},
                {R"("%{for v in c}${v}%{endfor}")", "(\" (%for v c (\" ($ v))))"},
                {R"("%{for k, v in c}%{if v}${k}%{endif}%{endfor}")",
                 "(\" (%for k,v c (\" (%if v (\" ($ k))))))"}});
}

TEST(HclTemplates, AHeredocKeepsItsLines) {
    expect_all({{"<<EOT\n  a\n b ${c}\nEOT", "(<< '  a\\n' ' b ' ($ c) '\\n')"},
                {"<<EOT\nEOT", "(<<)"},
                {"<<EOT\na \\n \"b\"\n  EOT", "(<< 'a \\n \"b\"\\n')"},
                {"<<EOT\r\na\r\nEOT\r", "(<< 'a\\r\\n')"}});
}

TEST(HclTemplates, ADashTakesTheCommonIndentation) {
    expect_all({{"<<-EOT\n    a\n      b\n    EOT", "(<<- 'a\\n' '  b\\n')"},
                {"<<-EOT\n    a\n\n  ${b}\n  EOT", "(<<- '  a\\n' '\\n' '' ($ b) '\\n')"},
                {"<<-EOT\n  a\n${b}\nEOT", "(<<- '  a\\n' ($ b) '\\n')"}});
}

TEST(HclTemplates, AStrippedLineEndJoinsTheNextLineWithItsIndentation) {
    expect_all({{"<<-EOT\n  %{if a ~}\n    b\n  %{endif ~}\n  EOT",
                 "(<<- '' (%if a (\" '' '    b\\n' '')) '')"}});
}

TEST(HclTemplates, AHeredocStandsInBracketsToo) {
    expect_all({{"[<<A\na\nA\n, b]", "([] (<< 'a\\n') b)"},
                {"f(<<A\n${<<B\nb\nB\n}\nA\n)", "(f() (<< ($ (<< 'b\\n')) '\\n'))"}});
}

TEST(HclTemplates, LiteralPartsHaveTheSpanOfWhatIsWritten) {
    const Parsed parsed("x = \"a\\nb$${\"\n");
    const auto& parts = parsed.file.body.attributes.front().expr.children;
    ASSERT_EQ(parts.size(), 4U);
    EXPECT_EQ(parts[0].at, (Span{5, 6}));
    EXPECT_EQ(parts[1].at, (Span{6, 8}));
    EXPECT_EQ(parts[2].at, (Span{8, 9}));
    EXPECT_EQ(parts[3].at, (Span{9, 12}));
    EXPECT_EQ(constant_text(parsed.file.body.attributes.front().expr), "a\nb${");
}

TEST(HclTemplates, AHeredocsSpanGoesFromItsArrowsToItsMarker) {
    const Parsed parsed("x = <<-EOT\n  a\n  EOT\ny = 1\n");
    const Expr& heredoc = parsed.file.body.attributes.front().expr;
    EXPECT_EQ(heredoc.at, (Span{4, 20}));
    EXPECT_EQ(heredoc.name().at, (Span{7, 10}));
    EXPECT_TRUE(heredoc.is_flush);
    EXPECT_EQ(heredoc.child(0).at, (Span{13, 15}));
    EXPECT_EQ(parsed.file.body.attributes.size(), 2U);
}

} // namespace dflint::hcl
