// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/run.h"
#include "made_rules.h"

#include <gtest/gtest.h>

namespace dflint {
namespace {

/// Each diagnostic as "begin-end rule".
std::vector<std::string> reported(const std::string& text,
                                  const std::vector<std::string>& select = {"all"}) {
    const SourceFile file("Dockerfile", text);
    Settings settings(made::catalog);
    EXPECT_TRUE(settings.select(select));
    std::vector<std::string> out;
    for (const Diagnostic& each : lint(file, model::Context{}, settings)) {
        out.push_back(std::to_string(each.at.begin) + "-" + std::to_string(each.at.end) + " " +
                      std::string(each.rule));
    }
    return out;
}
using Lines = std::vector<std::string>;

TEST(Lint, SortsByPlaceThenRule) {
    EXPECT_EQ(reported("FROM bad\nUSER bad\n", {"bad-word", "some-user"}),
              (Lines{"5-8 bad-word", "9-13 some-user", "14-17 bad-word"}));
}

TEST(Lint, StampsRuleAndSeverity) {
    const SourceFile file("Dockerfile", "FROM a\nUSER b\n");
    const Settings settings(made::catalog);
    const Diagnostics all = lint(file, model::Context{}, settings);
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].rule, "some-user");
    EXPECT_EQ(all[0].severity, Severity::style);
}

TEST(Lint, VisitsTheInstructionInsideAnOnbuild) {
    EXPECT_EQ(reported("FROM a\nONBUILD USER b\n", {"some-user"}), (Lines{"15-19 some-user"}));
}

TEST(Lint, ReportsTheSameThingAtTheSamePlaceOnce) {
    // The ONBUILD and the instruction inside both hold the word.
    EXPECT_EQ(reported("FROM a\nONBUILD USER bad\n", {"bad-word"}), (Lines{"20-23 bad-word"}));
}

TEST(Lint, LeavesOutSyntaxMistakesThatAnotherDiagnosticExplains) {
    const std::string text = "FRUM x\nFROM a\nRUN culprit\noops\noops\n";
    EXPECT_EQ(reported(text, {"mistakes"}).size(), 3u);
    EXPECT_EQ(reported(text, {"mistakes", "culprit"}), (Lines{"0-4 mistakes", "18-25 culprit"}));
}

TEST(Lint, ReportsTheMistakesWhenTheirExplanationIsIgnored) {
    const std::string text = "FROM a\n# dflint ignore=culprit\nRUN culprit\noops\n";
    EXPECT_EQ(reported(text, {"mistakes", "culprit"}), (Lines{"43-47 mistakes"}));
}

TEST(Lint, KeepsDiagnosticsOfOtherGroupsWhereMistakesAreExplained) {
    EXPECT_EQ(reported("FROM a\nRUN culprit\nUSER bad\n", {"culprit", "bad-word"}),
              (Lines{"11-18 culprit", "24-27 bad-word"}));
}

TEST(Lint, AnEmptyFileIsSilentButForItsMistake) {
    EXPECT_EQ(reported("", {"bad-word", "some-user", "unused-ignore"}), Lines{});
}

} // namespace
} // namespace dflint
