// SPDX-License-Identifier: Apache-2.0
#include "dflint/fix/plan.h"

#include <gtest/gtest.h>

namespace dflint::fix {
namespace {

Diagnostic with_fix(std::string title, std::vector<Edit> edits,
                    Applicability applicability = Applicability::safe) {
    Diagnostic diagnostic{.at = {}, .message = title};
    diagnostic.fix = Fix{std::move(title), applicability, std::move(edits)};
    diagnostic.rule = "made";
    return diagnostic;
}

/// Titles of what is taken.
std::vector<std::string> taken(const Diagnostics& diagnostics, const Options& options = {}) {
    const SourceFile file("Dockerfile", "0123456789");
    std::vector<std::string> titles;
    for (const Diagnostic* each : plan(file, diagnostics, options).taken) {
        titles.push_back(each->fix->title);
    }
    return titles;
}
using Titles = std::vector<std::string>;

std::string_view reason_of(std::vector<Edit> edits) {
    const SourceFile file("Dockerfile", "0123456789");
    const Diagnostics all{with_fix("a", std::move(edits))};
    const Plan result = plan(file, all, {});
    EXPECT_TRUE(result.taken.empty());
    return result.malformed.empty() ? "" : result.malformed.at(0).reason;
}

TEST(Plan, TakesWhatDoesNotOverlapInTheGivenOrder) {
    EXPECT_EQ(taken({with_fix("a", {{{2, 5}, "x"}}), with_fix("b", {{{4, 6}, "x"}}),
                     with_fix("c", {{{6, 7}, "x"}})}),
              (Titles{"a", "c"}));
}

TEST(Plan, TakesAFixWholeOrNotAtAll) {
    EXPECT_EQ(taken({with_fix("a", {{{2, 3}, "x"}}), with_fix("b", {{{0, 1}, "x"}, {{2, 3}, "y"}}),
                     with_fix("c", {{{0, 1}, "z"}})}),
              (Titles{"a", "c"}));
}

TEST(Plan, TwoInsertionsAtOnePlaceWaitForEachOther) {
    EXPECT_EQ(taken({with_fix("a", {{{2, 2}, "x"}}), with_fix("b", {{{2, 2}, "y"}})}),
              (Titles{"a"}));
}

TEST(Plan, AnInsertionBesideAReplacementWaits) {
    EXPECT_EQ(taken({with_fix("a", {{{2, 4}, "x"}}), with_fix("b", {{{4, 4}, "y"}}),
                     with_fix("c", {{{2, 2}, "y"}}), with_fix("d", {{{3, 3}, "y"}})}),
              (Titles{"a"}));
    EXPECT_EQ(taken({with_fix("a", {{{4, 4}, "x"}}), with_fix("b", {{{2, 4}, "y"}}),
                     with_fix("c", {{{4, 6}, "y"}}), with_fix("d", {{{3, 6}, "y"}})}),
              (Titles{"a"}));
}

TEST(Plan, ReplacementsMayStandSideBySide) {
    EXPECT_EQ(taken({with_fix("a", {{{2, 4}, ""}}), with_fix("b", {{{4, 6}, ""}})}),
              (Titles{"a", "b"}));
}

TEST(Plan, OneFixMayInsertWhereItReplaces) {
    EXPECT_EQ(taken({with_fix("a", {{{2, 2}, "("}, {{2, 4}, "x"}, {{4, 4}, ")"}})}), (Titles{"a"}));
}

TEST(Plan, TakesOnlyWhatIsGoodEnough) {
    const Diagnostics all{with_fix("safe", {{{0, 1}, "x"}}, Applicability::safe),
                          with_fix("unsafe", {{{2, 3}, "x"}}, Applicability::unsafe),
                          with_fix("show", {{{4, 5}, "x"}}, Applicability::show)};
    EXPECT_EQ(taken(all), (Titles{"safe"}));
    EXPECT_EQ(taken(all, {.least = Applicability::unsafe}), (Titles{"safe", "unsafe"}));
    EXPECT_EQ(taken(all, {.least = Applicability::show}), (Titles{"safe", "unsafe"}))
        << "an example is never applied";
}

TEST(Plan, TakesOnlyFixesOfWantedRules) {
    const auto nobody = [](std::string_view) { return false; };
    EXPECT_EQ(taken({with_fix("a", {{{0, 1}, "x"}})}, {.wanted = nobody}), Titles{});
}

TEST(Plan, RefusesAFixThatBreaksItsPromise) {
    EXPECT_EQ(reason_of({{{2, 5}, "x"}, {{4, 6}, "x"}}), "its edits overlap or are not in order");
    EXPECT_EQ(reason_of({{{4, 6}, "x"}, {{2, 3}, "x"}}), "its edits overlap or are not in order");
    EXPECT_EQ(reason_of({{{2, 2}, "x"}, {{2, 2}, "y"}}),
              "two of its edits insert at the same place");
    EXPECT_EQ(reason_of({{{9, 11}, "x"}}), "an edit lies outside of the file");
    EXPECT_EQ(reason_of({{{3, 5}, "34"}}), "it changes nothing");
}

TEST(Plan, EditsOfSeveralFixesAreInOrderOfPlace) {
    const Diagnostics all{with_fix("a", {{{1, 2}, "a"}, {{8, 9}, "a"}}),
                          with_fix("b", {{{4, 5}, "b"}})};
    EXPECT_EQ(edits_of({&all[0], &all[1]}),
              (std::vector<Edit>{{{1, 2}, "a"}, {{4, 5}, "b"}, {{8, 9}, "a"}}));
}

} // namespace
} // namespace dflint::fix
