// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/settings.h"
#include "made_rules.h"

#include <gtest/gtest.h>

namespace dflint {
namespace {

std::vector<std::string> names_of(const std::vector<const Rule*>& rules) {
    std::vector<std::string> names;
    for (const Rule* rule : rules) names.emplace_back(rule->name);
    return names;
}
using Names = std::vector<std::string>;

TEST(Settings, StartWithEveryRule) {
    EXPECT_EQ(Settings(made::catalog).rules().size(), std::size(made::catalog));
}

TEST(Settings, SelectStartsFromNothingAndKeepsCatalogOrder) {
    Settings settings(made::catalog);
    ASSERT_TRUE(settings.select({"some-user", "bad-word"}));
    EXPECT_EQ(names_of(settings.rules()), (Names{"bad-word", "some-user"}));
}

TEST(Settings, ExtendAddsAndIgnoreTakesAway) {
    Settings settings(made::catalog);
    ASSERT_TRUE(settings.select({"python"}));
    ASSERT_TRUE(settings.extend({"syntax"}));
    ASSERT_TRUE(settings.ignore({"culprit"}));
    EXPECT_EQ(names_of(settings.rules()), (Names{"mistakes", "some-user"}));
    EXPECT_TRUE(settings.is_on("mistakes"));
    EXPECT_FALSE(settings.is_on("culprit"));
}

TEST(Settings, AllMeansEveryRule) {
    Settings settings(made::catalog);
    ASSERT_TRUE(settings.ignore({"all"}));
    EXPECT_TRUE(settings.rules().empty());
    ASSERT_TRUE(settings.extend({"all"}));
    EXPECT_EQ(settings.rules().size(), std::size(made::catalog));
}

TEST(Settings, ACodeOfAnotherLinterMeansEveryRuleThatHasIt) {
    const Settings settings(made::catalog);
    EXPECT_EQ(names_of(settings.meant_by("DL9001")), (Names{"bad-word", "some-user"}));
    EXPECT_EQ(names_of(settings.meant_by("BadWordFound")), (Names{"bad-word"}));
}

TEST(Settings, UpperAndLowerCaseDiffer) {
    const Settings settings(made::catalog);
    EXPECT_TRUE(settings.meant_by("dl9001").empty());
    EXPECT_TRUE(settings.meant_by("Bad-Word").empty());
    EXPECT_TRUE(settings.meant_by("").empty());
}

TEST(Settings, AnUnknownNameIsAnErrorThatSuggestsTheNearest) {
    Settings settings(made::catalog);
    const auto result = settings.select({"some-user", "bad-wrod"});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().message,
              "no rule or group is called `bad-wrod`; did you mean `bad-word`?");
    EXPECT_EQ(settings.rules().size(), std::size(made::catalog)) << "nothing has changed";
}

TEST(Settings, AnUnknownNameLikeNoOtherIsAnErrorWithoutSuggestion) {
    Settings settings(made::catalog);
    EXPECT_EQ(settings.ignore({"XYZ"}).error().message, "no rule or group is called `XYZ`");
}

TEST(Settings, AGroupWithoutRulesIsStillAGroup) {
    Settings settings(made::catalog);
    ASSERT_TRUE(settings.select({"caching"}));
    EXPECT_TRUE(settings.rules().empty());
}

TEST(Settings, ChecksAreSortedBySubject) {
    Settings settings(made::catalog);
    EXPECT_EQ(settings.schedule().of<dockerfile::Instruction>().size(), 2u);
    EXPECT_EQ(settings.schedule().of<model::Build>().size(), 2u);
    EXPECT_TRUE(settings.schedule().of<model::Command>().empty());
    ASSERT_TRUE(settings.ignore({"bad-word"}));
    ASSERT_EQ(settings.schedule().of<dockerfile::Instruction>().size(), 1u);
    EXPECT_EQ(settings.schedule().of<dockerfile::Instruction>().front().rule, &made::some_user);
}

} // namespace
} // namespace dflint
