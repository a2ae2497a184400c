// SPDX-License-Identifier: Apache-2.0
#include "dflint/emit/emit.h"

#include "sample.h"

#include <gtest/gtest.h>

namespace dflint::emit {
namespace {

using sample::lazy;
using sample::Sample;

/// The full report on one diagnostic, without its headline and summary.
std::string snippet(std::string text, const Diagnostic& diagnostic) {
    Sample sample;
    sample.file("Dockerfile", std::move(text), {diagnostic});
    std::string out;
    append(out, sample.report, {Format::full, false});
    out.erase(0, out.find('\n') + 1);
    return out.substr(0, out.find("\n\n") + 1);
}

std::string repeat(std::string_view word, int times) {
    std::string out;
    while (times-- > 0) out += word;
    return out;
}

TEST(Full, ShowsTheLineTheCaretsTheLabelAndTheFix) {
    Diagnostic diagnostic = lazy({15, 20});
    diagnostic.labels = {{{5, 10}, "the bed is `made` here"}};
    diagnostic.fix = Fix{.title = "wake it", .edits = {{{15, 20}, "hunt"}}};
    Sample sample;
    sample.file("app/Dockerfile", "FROM linux\nRUN sleep\n", {diagnostic});
    std::string out;
    append(out, sample.report, {Format::full, false});
    EXPECT_EQ(out, "app/Dockerfile:2:5: warning: it sleeps [lazy-cat]\n"
                   " 1 | FROM linux\n"
                   "   |      ----- the bed is `made` here\n"
                   " 2 | RUN sleep\n"
                   "   |     ^^^^^\n"
                   "   = fix: wake it\n"
                   "\n"
                   "1 diagnostic in 1 of 1 file: 1 warning; fixable: 1 with --fix\n");
}

TEST(Full, ShowsALabelOfAnotherFileBelowTheSnippet) {
    const auto bake =
        std::make_shared<const SourceFile>("docker-bake.hcl", "target \"web\" {\n}\n");
    Diagnostic diagnostic = lazy({4, 9});
    diagnostic.labels = {{{7, 12}, "built here", bake}};
    EXPECT_EQ(snippet("RUN sleep\n", diagnostic), " 1 | RUN sleep\n"
                                                  "   |     ^^^^^\n"
                                                  " ::: docker-bake.hcl:1:8\n"
                                                  " 1 | target \"web\" {\n"
                                                  "   |        ----- built here\n");
}

TEST(Full, SaysHowFarAFixMayBeTrusted) {
    Diagnostic diagnostic = lazy({0, 1});
    diagnostic.fix = Fix{.title = "wake it", .applicability = Applicability::unsafe, .edits = {}};
    EXPECT_EQ(snippet("x", diagnostic), " 1 | x\n   | ^\n   = unsafe fix: wake it\n");
}

TEST(Full, ShowsTheTextOfASuggestionNobodyApplies) {
    Diagnostic diagnostic = lazy({0, 1});
    diagnostic.fix = Fix{.title = "split it",
                         .applicability = Applicability::show,
                         .edits = {{{0, 1}, "RUN a\n\tb\n"}}};
    EXPECT_EQ(snippet("x", diagnostic), " 1 | x\n"
                                        "   | ^\n"
                                        "   = suggestion: split it\n"
                                        "     + RUN a\n"
                                        "     +     b\n");
}

TEST(Full, ExpandsTabsInTextAndCaretsAlike) {
    EXPECT_EQ(snippet("\tab\tcd", lazy({4, 6})), " 1 |     ab  cd\n"
                                                 "   |         ^^\n");
}

TEST(Full, CountsWideCharactersAsTwoColumns) {
    EXPECT_EQ(snippet("\u4E2D\U0001F600x", lazy({7, 8})), " 1 | \u4E2D\U0001F600x\n"
                                                          "   |     ^\n");
    EXPECT_EQ(snippet("a\u4E2Dx", lazy({1, 4})), " 1 | a\u4E2Dx\n"
                                                 "   |  ^^\n");
}

TEST(Full, PutsCombiningMarksUnderTheirLetter) {
    EXPECT_EQ(snippet("ae\u0301x", lazy({4, 5})), " 1 | ae\u0301x\n"
                                                  "   |   ^\n");
    EXPECT_EQ(snippet("ae\u0301x", lazy({1, 4})), " 1 | ae\u0301x\n"
                                                  "   |  ^\n");
    EXPECT_EQ(snippet("ae\u0301x", lazy({2, 4})), " 1 | ae\u0301x\n"
                                                  "   |  ^\n");
}

TEST(Full, LetsNoControlCharacterThrough) {
    Sample sample;
    sample.file("a\x1b]0;x\nb", "RUN \x1b[2J\u202Ex", {lazy({11, 12}, "odd \x1b[0m\nline")});
    std::string out;
    append(out, sample.report, {Format::full, false});
    EXPECT_EQ(out.find('\x1b'), std::string::npos);
    EXPECT_EQ(out.substr(0, out.find("\n\n")),
              "a\u241b]0;x\u240ab:1:10: warning: odd \u241b[0m\u240aline [lazy-cat]\n"
              " 1 | RUN \u241b[2J<U+202E>x\n"
              "   |                 ^");
}

TEST(Full, HidesCarriageReturnsOfLineEnds) {
    EXPECT_EQ(snippet("FROM a\r\nRUN b\r\n", lazy({12, 13})), " 2 | RUN b\n"
                                                              "   |     ^\n");
    EXPECT_EQ(snippet("FROM a\r\nRUN b\r\n", lazy({5, 8})), " 1 | FROM a\n"
                                                            "   |      ^\n");
}

TEST(Full, HidesAByteOrderMark) {
    EXPECT_EQ(snippet("\xEF\xBB\xBF"
                      "FROM a",
                      lazy({8, 9})),
              " 1 | FROM a\n"
              "   |      ^\n");
}

TEST(Full, MarksAnEmptySpanAtTheEndOfTheFile) {
    EXPECT_EQ(snippet("RUN", lazy({3, 3})), " 1 | RUN\n"
                                            "   |    ^\n");
    EXPECT_EQ(snippet("RUN\n", lazy({4, 4})), " 2 |\n"
                                              "   | ^\n");
    EXPECT_EQ(snippet("", lazy({0, 0})), " 1 |\n"
                                         "   | ^\n");
}

TEST(Full, MarksALineEndBehindTheLine) {
    EXPECT_EQ(snippet("RUN\nx", lazy({3, 4})), " 1 | RUN\n"
                                               "   |    ^\n");
}

TEST(Full, MarksEveryLineOfAShortSpan) {
    EXPECT_EQ(snippet("RUN a && \\\n    b && \\\n\n    c\n", lazy({4, 28})), " 1 | RUN a && \\\n"
                                                                             "   |     ^^^^^^\n"
                                                                             " 2 |     b && \\\n"
                                                                             "   |     ^^^^^^\n"
                                                                             " 3 |\n"
                                                                             " 4 |     c\n"
                                                                             "   |     ^\n");
}

TEST(Full, ShowsTheEndsOfALongSpan) {
    const std::string text = "RUN a\\\n" + repeat("  b\\\n", 10) + "  c\n";
    EXPECT_EQ(snippet(text, lazy({0, static_cast<std::uint32_t>(text.size())})), "  1 | RUN a\\\n"
                                                                                 "    | ^^^^^^\n"
                                                                                 "  2 |   b\\\n"
                                                                                 "    |   ^^\n"
                                                                                 "...\n"
                                                                                 " 12 |   c\n"
                                                                                 "    |   ^\n");
}

TEST(Full, FillsAGapOfOneLine) {
    Diagnostic diagnostic = lazy({4, 5});
    diagnostic.labels = {{{0, 1}, "first"}};
    EXPECT_EQ(snippet("a\nb\nc", diagnostic), " 1 | a\n"
                                              "   | - first\n"
                                              " 2 | b\n"
                                              " 3 | c\n"
                                              "   | ^\n");
}

TEST(Full, PutsLabelsOfTheSameLineBelowTheCarets) {
    Diagnostic diagnostic = lazy({2, 3});
    diagnostic.labels = {{{0, 1}, "one"}, {{4, 5}, "two"}};
    EXPECT_EQ(snippet("a b c", diagnostic), " 1 | a b c\n"
                                            "   |   ^\n"
                                            "   | - one\n"
                                            "   |     - two\n");
}

TEST(Full, CutsALongLineBehindAnEarlySpan) {
    EXPECT_EQ(snippet("RUN " + repeat("x", 1000), lazy({4, 5})),
              " 1 | RUN " + repeat("x", 196) + "\u2026\n   |     ^\n");
}

TEST(Full, CutsALongLineAroundALateSpan) {
    EXPECT_EQ(snippet(repeat("x", 500) + "yy" + repeat("z", 500), lazy({500, 502})),
              " 1 | \u2026" + repeat("x", 60) + "yy" + repeat("z", 137) + "\u2026\n   | " +
                  repeat(" ", 61) + "^^\n");
}

TEST(Full, CutsOnCharacterBoundaries) {
    const std::string text = repeat("\u4E2D", 300) + "y";
    EXPECT_EQ(snippet(text, lazy({900, 901})),
              " 1 | \u2026" + repeat("\u4E2D", 60) + "y\n   | " + repeat(" ", 121) + "^\n");
}

TEST(Full, KeepsALabelThatTheCutHidesAtTheCut) {
    Diagnostic diagnostic = lazy({0, 1});
    diagnostic.labels = {{{900, 905}, "far"}};
    EXPECT_EQ(snippet(repeat("x", 1000), diagnostic),
              " 1 | " + repeat("x", 200) + "\u2026\n   | ^\n   | " + repeat(" ", 200) + "- far\n");
}

TEST(Full, DoesNotReadALongLineForEachDiagnostic) {
    const std::string text = repeat("a\u0301", 300000);
    Diagnostics many;
    for (std::uint32_t i = 0; i < 5000; ++i) many.push_back(lazy({45 * i, 45 * i + 1}));
    Sample sample;
    sample.file("Dockerfile", text, std::move(many));
    std::string out;
    append(out, sample.report, {Format::full, false}); // quadratic would be minutes
    EXPECT_GT(out.size(), 5000U);
}

TEST(Full, SumsUpCountsFixesAndFailures) {
    Diagnostic loud{.at = {0, 1}, .message = "barks", .rule = "loud-dog"};
    loud.severity = Severity::error;
    Diagnostic mended = lazy({0, 1});
    mended.fix = Fix{.title = "a", .applicability = Applicability::unsafe, .edits = {}};
    Sample sample;
    sample.file("a", "x", {loud, mended, mended}).file("b", "").failure("c", "gone");
    sample.report.fixed = 1;
    std::string out;
    append(out, sample.report, {Format::full, false});
    EXPECT_EQ(out.substr(out.rfind("\n\n") + 2),
              "1 fix applied; 3 diagnostics in 1 of 2 files: 1 error, 2 warnings; "
              "fixable: 2 with --unsafe-fixes; 1 file could not be read\n");
}

TEST(Full, SaysWhenNothingWasFound) {
    Sample sample;
    sample.file("a", "x").file("b", "y");
    std::string out;
    append(out, sample.report, {Format::full, false});
    EXPECT_EQ(out, "no diagnostics in 2 files\n");
}

TEST(Full, ColoursOnlyWhenAsked) {
    Sample sample;
    sample.file("a", "x", {lazy({0, 1})});
    std::string out;
    append(out, sample.report, {Format::full, true});
    EXPECT_EQ(out.substr(0, out.find("\n\n")),
              "\x1b[1ma:1:1: \x1b[0m\x1b[1;33mwarning\x1b[0m: it sleeps \x1b[2m[lazy-cat]\x1b[0m\n"
              "\x1b[34m 1 |\x1b[0m x\n"
              "\x1b[34m   |\x1b[0m \x1b[1;33m^\x1b[0m");
}

TEST(Concise, IsOneLineForEachDiagnostic) {
    Sample sample;
    sample.file("a/Dockerfile", "FROM \u00E9 x\nRUN y\n", {lazy({8, 9}), lazy({14, 15}, "so")});
    std::string out;
    append(out, sample.report, {Format::concise, false});
    EXPECT_EQ(out, "a/Dockerfile:1:8: warning: it sleeps [lazy-cat]\n"
                   "a/Dockerfile:2:5: warning: so [lazy-cat]\n");
}

TEST(Text, CountsDiagnosticsFromASeverityOn) {
    const Summary summary{.diagnostics = 10, .errors = 1, .warnings = 2, .infos = 3, .styles = 4};
    EXPECT_EQ(count_from(summary, Severity::error), 1U);
    EXPECT_EQ(count_from(summary, Severity::warning), 3U);
    EXPECT_EQ(count_from(summary, Severity::info), 6U);
    EXPECT_EQ(count_from(summary, Severity::style), 10U);
}

TEST(Text, FilesAddUp) {
    Sample sample;
    sample.file("a", "x", {lazy({0, 1})}).file("b", "y").file("c", "z", {lazy({0, 1})});
    Summary summary;
    for (const FileReport& file : sample.report.files) {
        Summary of_file;
        add(of_file, file);
        add(summary, of_file);
    }
    EXPECT_EQ(summary.files, 3U);
    EXPECT_EQ(summary.files_with_diagnostics, 2U);
    EXPECT_EQ(summary.diagnostics, 2U);
    EXPECT_EQ(summary.warnings, 2U);
}

} // namespace
} // namespace dflint::emit
