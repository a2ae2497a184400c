// SPDX-License-Identifier: Apache-2.0
// The card of every rule is true, and the lists that name rules are complete.
#include "dflint/emit/rule_pages.h"
#include "fixture.h"
#include "rules/catalog.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace dflint {
namespace {

namespace fs = std::filesystem;

const fs::path rules_folder = fs::path(DFLINT_SOURCE_DIR) / "rules";

std::string file_name_of(std::string_view rule) {
    std::string name(rule);
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

class Card : public testing::TestWithParam<const Rule*> {};

/// What stands around the examples of a card that needs files: fixtures/rules/NAME/card.
fs::path context_of(const Rule& rule) {
    const fs::path folder = fs::path(DFLINT_SOURCE_DIR) / "fixtures/rules" / rule.name / "card";
    return fs::is_directory(folder) ? folder : fs::path();
}

TEST_P(Card, BadExampleIsReported) {
    const SourceFile bad(fixture::name_for(GetParam()->kind), std::string(GetParam()->bad));
    EXPECT_FALSE(fixture::Linter(*GetParam())(bad, context_of(*GetParam())).empty());
}

TEST_P(Card, GoodExampleIsSilent) {
    const SourceFile good(fixture::name_for(GetParam()->kind), std::string(GetParam()->good));
    for (const Diagnostic& each : fixture::Linter (*GetParam())(good, context_of(*GetParam())))
        ADD_FAILURE() << each.message;
}

TEST_P(Card, FixGivesTheGoodExample) {
    const Rule& rule = *GetParam();
    if (rule.fixable != Fixable::always) return;
    const SourceFile bad(fixture::name_for(rule.kind), std::string(rule.bad));
    EXPECT_EQ(fixture::fixed(fixture::Linter(rule), bad), rule.good);
}

TEST_P(Card, StandsInTheFileOfItsName) {
    const std::string source =
        fixture::read(rules_folder / (file_name_of(GetParam()->name) + ".cpp"));
    EXPECT_NE(source.find("extern constexpr Rule " + file_name_of(GetParam()->name) + " ="),
              std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Rules, Card, testing::ValuesIn(all_rules().begin(), all_rules().end()),
                         [](const auto& one) { return file_name_of(one.param->name); });

TEST(Catalog, IsInAlphabeticalOrderWithoutRepeats) {
    std::vector<std::string> names;
    for (const Rule* rule : all_rules()) names.push_back(file_name_of(rule->name));
    std::vector<std::string> sorted = names;
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    EXPECT_EQ(names, sorted);
}

TEST(Catalog, HoldsEveryRuleFile) {
    std::set<std::string> listed;
    for (const Rule* rule : all_rules()) listed.insert(file_name_of(rule->name));
    for (const auto& entry : fs::directory_iterator(rules_folder)) {
        if (entry.path().extension() != ".cpp") continue;
        if (fixture::read(entry.path()).find("extern constexpr Rule ") == std::string::npos)
            continue;
        EXPECT_TRUE(listed.contains(entry.path().stem().string()))
            << "add RULE(" << entry.path().stem().string() << ") to rules/catalog.def";
    }
}

// The validator of SARIF warns about ids of one word.
TEST(Catalog, NamesEachRuleWithMoreThanOneWord) {
    for (const Rule* const rule : all_rules()) {
        EXPECT_NE(rule->name.find('-'), std::string_view::npos) << rule->name;
    }
}

TEST(Catalog, NamesNoRuleAfterAGroup) {
    const Settings settings(all_rules());
    for (const Rule* rule : all_rules()) {
        EXPECT_EQ(settings.meant_by(rule->name).size(), 1u) << rule->name;
    }
}

TEST(Catalog, PageOfAllRulesIsUpToDate) {
    std::string page;
    emit::append_rules_markdown(page, all_rules());
    fixture::expect_file(rules_folder / "README.md", page);
}

} // namespace
} // namespace dflint
