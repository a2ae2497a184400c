// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/run.h"
#include "made_rules.h"

#include <gtest/gtest.h>

namespace dflint {
namespace {

Diagnostics diagnostics(const SourceFile& file, const std::vector<std::string>& select) {
    Settings settings(made::catalog);
    EXPECT_TRUE(settings.select(select));
    return lint(file, model::Context{}, settings);
}

/// What is still reported, as "line rule".
std::vector<std::string> reported(const std::string& text,
                                  const std::vector<std::string>& select = {"bad-word",
                                                                            "some-user"}) {
    const SourceFile file("Dockerfile", text);
    std::vector<std::string> out;
    for (const Diagnostic& each : diagnostics(file, select)) {
        out.push_back(std::to_string(file.position(each.at.begin).line) + " " +
                      std::string(each.rule));
    }
    return out;
}
using Lines = std::vector<std::string>;

TEST(Ignore, SilencesTheNextInstructionOnly) {
    EXPECT_EQ(reported("FROM a\n# dflint ignore=bad-word\nRUN bad\nRUN bad\n"),
              (Lines{"4 bad-word"}));
}

TEST(Ignore, SilencesOnlyWhatItNames) {
    EXPECT_EQ(reported("FROM a\n# dflint ignore=some-user\nUSER bad\n"), (Lines{"3 bad-word"}));
}

TEST(Ignore, TakesSeveralNamesAndAReason) {
    EXPECT_EQ(reported("FROM a\n#dflint  ignore = some-user , bad-word -- known, see docs\n"
                       "USER bad\n"),
              Lines{});
}

TEST(Ignore, MayStandAboveOtherCommentsAndBlankLines) {
    EXPECT_EQ(reported("FROM a\n# dflint ignore=bad-word\n# what it does\n\nRUN bad\n"), Lines{});
}

TEST(Ignore, CoversTheWholeInstructionFromAboveAndFromInside) {
    EXPECT_EQ(reported("FROM a\n# dflint ignore=bad-word\nRUN bad && \\\n  bad\n"), Lines{});
    EXPECT_EQ(reported("FROM a\nRUN bad && \\\n# dflint ignore=bad-word\n  bad\nRUN bad\n"),
              (Lines{"5 bad-word"}));
}

TEST(Ignore, CoversTheFileWhenItSaysSo) {
    EXPECT_EQ(reported("FROM bad\nRUN bad\n# dflint ignore-file=bad-word\n"), Lines{});
}

TEST(Ignore, KnowsGroupsAndAll) {
    EXPECT_EQ(reported("FROM a\n# dflint ignore=correctness\nUSER bad\n"), (Lines{"3 some-user"}));
    EXPECT_EQ(reported("FROM a\n# dflint ignore=all\nUSER bad\n"), Lines{});
}

TEST(Ignore, IsNotTakenFromOtherComments) {
    EXPECT_EQ(reported("FROM a\n# see dflint ignore=bad-word\nRUN bad\n"), (Lines{"3 bad-word"}));
    EXPECT_EQ(reported("FROM a\n# dflintignore=bad-word\nRUN bad\n"), (Lines{"3 bad-word"}));
    EXPECT_EQ(reported("FROM a\n# dflint ignored=bad-word\nRUN bad\n"), (Lines{"3 bad-word"}));
}

TEST(Ignore, IsNotTakenFromAHeredoc) {
    EXPECT_EQ(reported("FROM a\nRUN <<E bad\n# dflint ignore=bad-word\nE\n"),
              (Lines{"2 bad-word"}));
}

TEST(Ignore, TakesHadolintsCommentsThroughTheCodes) {
    EXPECT_EQ(reported("FROM a\n# hadolint ignore=DL3008,DL9001 # reason\nUSER bad\n"), Lines{});
    EXPECT_EQ(reported("# hadolint global ignore=DL9001\nFROM bad\nUSER bad\n"), Lines{});
    EXPECT_EQ(reported("FROM a\n# hadolint ignore=dl9001\nRUN bad\n"), (Lines{"3 bad-word"}));
}

TEST(Ignore, CoversDiagnosticsAtTheEndOfTheFile) {
    EXPECT_EQ(reported("# dflint ignore=bad-word\nFROM bad"), Lines{});
}

/// What `unused-ignore` says: "text: message", with fixes applied by hand for the edit's text.
std::vector<std::string> complaints(const std::string& text,
                                    const std::vector<std::string>& select = {"all"}) {
    const SourceFile file("Dockerfile", text);
    std::vector<std::string> out;
    for (const Diagnostic& each : diagnostics(file, select)) {
        if (each.rule != unused_ignore) continue;
        std::string line = std::string(file.slice(each.at)) + ": " + each.message;
        if (each.fix) {
            const Edit& edit = each.fix->edits.at(0);
            line += " | " + std::string(file.slice(edit.at)) + " -> " + edit.text;
        }
        out.push_back(line);
    }
    return out;
}

TEST(UnusedIgnore, IsReportedAndDeletedWithItsLine) {
    EXPECT_EQ(complaints("FROM a\n# dflint ignore=bad-word -- why\nRUN b\n"),
              (Lines{"bad-word: `bad-word` reports nothing here | "
                     "# dflint ignore=bad-word -- why\n -> "}));
}

TEST(UnusedIgnore, IsReportedInsideAnInstructionToo) {
    EXPECT_EQ(complaints("FROM a\nRUN b \\\n  # dflint ignore=bad-word\n  c\n"),
              (Lines{"bad-word: `bad-word` reports nothing here | "
                     "  # dflint ignore=bad-word\n -> "}));
}

TEST(UnusedIgnore, DeletesOnlyTheNameWhenAnotherOneIsUsed) {
    EXPECT_EQ(complaints("FROM a\n# dflint ignore=some-user, bad-word\nRUN bad\n"),
              (Lines{"some-user: `some-user` reports nothing here | some-user,  -> "}));
    EXPECT_EQ(complaints("FROM a\n# dflint ignore=bad-word, some-user\nRUN bad\n"),
              (Lines{"some-user: `some-user` reports nothing here | , some-user -> "}));
}

TEST(UnusedIgnore, ReportsTheSecondOfTwo) {
    const std::string once = "# dflint ignore=bad-word\n";
    EXPECT_EQ(complaints("FROM a\n" + once + once + "RUN bad\n").size(), 1u);
}

TEST(UnusedIgnore, IsSilentAboutRulesThatAreOff) {
    EXPECT_EQ(
        complaints("FROM a\n# dflint ignore=bad-word\nRUN b\n", {"unused-ignore", "some-user"}),
        Lines{});
    EXPECT_EQ(complaints("FROM a\n# dflint ignore=all\nRUN b\n", {"unused-ignore", "bad-word"}),
              Lines{});
}

TEST(UnusedIgnore, TakesGroupsForTheirRulesThatAreOn) {
    EXPECT_EQ(complaints("FROM a\n# dflint ignore=all\nRUN b\n"),
              (Lines{"all: `all` reports nothing here | # dflint ignore=all\n -> "}));
    EXPECT_EQ(complaints("FROM a\n# dflint ignore=correctness\nRUN b\n").size(), 1u);
    EXPECT_EQ(complaints("FROM a\n# dflint ignore=all\nRUN bad\n"), Lines{});
    EXPECT_EQ(complaints("# dflint ignore-file=all\nFROM a\n# dflint ignore=bad-word\nRUN b\n"),
              Lines{})
        << "it silences what is said of the other comment";
    EXPECT_EQ(complaints("FROM a\n# dflint ignore=unused-ignore\nRUN b\n").size(), 1u);
}

TEST(UnusedIgnore, ReportsCommentsThatAreMisread) {
    const auto first = [](const std::string& comment) {
        const Lines all = complaints("FROM a\n" + comment + "\nRUN bad\n");
        return all.empty() ? "" : all.front();
    };
    const std::string ours = "nothing is ignored: that is written `# dflint ignore=RULE`";
    EXPECT_EQ(first("# dflint ignore bad-word"),
              "dflint ignore: " + ours + " | dflint ignore  -> dflint ignore=");
    EXPECT_EQ(first("# dflint: ignore=bad-word"),
              "dflint: ignore=: " + ours + " | dflint: ignore= -> dflint ignore=");
    EXPECT_EQ(first("# dflint disable=bad-word"),
              "dflint disable=: " + ours + " | dflint disable= -> dflint ignore=");
    EXPECT_EQ(first("# DFLint-disable-next-line DL9001"),
              "DFLint-disable-next-line: " + ours +
                  " | DFLint-disable-next-line  -> dflint ignore=");
    EXPECT_EQ(first("# dflint ignore="), "dflint ignore=: " + ours);
    EXPECT_EQ(first("# dflint ignore"), "dflint ignore: " + ours);
    EXPECT_EQ(first("# dflint ignore_file: bad-word"),
              "dflint ignore_file:: nothing is ignored: that is written `# dflint "
              "ignore-file=RULE` | dflint ignore_file:  -> dflint ignore-file=");
    EXPECT_EQ(first("# hadolint: ignore=DL3008"),
              "hadolint: ignore=: nothing is ignored: that is written `# hadolint ignore=RULE` | "
              "hadolint: ignore= -> hadolint ignore=");
    EXPECT_EQ(first("# check: skip=all"),
              "check: : no check is skipped or changed: that is written `# check=skip=` | check:  "
              "-> check=");
    EXPECT_EQ(first("# dflint ignore=bad-word some-user -- why"),
              "some-user: `some-user` is read as a reason: commas part the names of rules |   -> "
              ",");
}

TEST(UnusedIgnore, IsSilentAboutProse) {
    for (const char* const comment :
         {"# dflint is run in CI", "# dflint: see above", "# dflint ignores this one",
          "# dflint ignore the next line", "# dflint disabled: too slow", "# dflintignore x",
          "# dflint", "# hadolint shell=bash", "# hadolint is happy", "# check the skip=1 below",
          "# check=skip=all", "# checks that skip=x", "# dflint ignore=bad-word some-user says so",
          "# dflint ignore=bad-word some reason"}) {
        EXPECT_EQ(complaints(std::string("FROM a\n") + comment + "\nRUN bad\n"), Lines{})
            << comment;
    }
}

TEST(UnusedIgnore, IsSilentAboutCommentsForOtherLinters) {
    EXPECT_EQ(complaints("# hadolint global ignore=DL9001\nFROM a\n"
                         "# hadolint ignore=DL9001\nRUN b\n"),
              Lines{});
    EXPECT_EQ(complaints("FROM a\n# dflint ignore=DL3007,SC2086,StageNameCasing\nRUN b\n"),
              Lines{});
}

TEST(UnusedIgnore, SuggestsTheNearestForAnUnknownName) {
    EXPECT_EQ(complaints("FROM a\n# dflint ignore=bad-wrd\nRUN bad\n"),
              (Lines{"bad-wrd: no rule is called `bad-wrd`; did you mean `bad-word`? | "
                     "bad-wrd -> bad-word"}));
    EXPECT_EQ(complaints("FROM a\n# dflint ignore=nothing-like-it\nRUN bad\n"),
              (Lines{"nothing-like-it: no rule is called `nothing-like-it`"}));
}

TEST(UnusedIgnore, KeepsACommentThatEndsTheDirectives) {
    EXPECT_EQ(complaints("# dflint ignore=bad-word\n# escape=`\nFROM a\n"),
              (Lines{"bad-word: `bad-word` reports nothing here"}));
    EXPECT_EQ(complaints("# dflint ignore=bad-word\n# words\nFROM a\n").at(0).back(), ' ')
        << "the next line is no directive either way";
}

TEST(UnusedIgnore, CanItselfBeIgnored) {
    EXPECT_EQ(complaints("FROM a\n# dflint ignore=bad-word,unused-ignore\nRUN b\n"), Lines{});
    EXPECT_EQ(complaints("# dflint ignore-file=unused-ignore\nFROM a\n"
                         "# dflint ignore=bad-word\nRUN b\n"),
              Lines{});
}

} // namespace
} // namespace dflint
