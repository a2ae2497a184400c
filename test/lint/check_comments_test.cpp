// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/check_comments.h"

#include "dflint/lint/run.h"

#include <gtest/gtest.h>

namespace dflint {
namespace {

using dockerfile::Instruction;
using dockerfile::Keyword;

void on_user(const Instruction& instruction, Pass& pass) {
    if (instruction.keyword != Keyword::user) return;
    pass.report({.at = instruction.keyword_at, .message = "a user"});
}

/// At the first CMD, found at the second.
void on_second_cmd(const model::Build& build, Pass& pass) {
    const Instruction* first = nullptr;
    for (const Instruction& each : build.instructions()) {
        if (each.keyword != Keyword::cmd) continue;
        if (first != nullptr) {
            pass.report({.at = first->keyword_at,
                         .message = "replaced",
                         .labels = {{each.keyword_at, "by this one"}}});
        }
        first = &each;
    }
}

constexpr Rule made(std::string_view name, std::string_view code, Check check) {
    Rule rule{.name = name, .summary = "s", .why = "w", .bad = "b", .good = "g"};
    rule.also_known_as = {"DL9001", code};
    rule.checks = {check};
    return rule;
}
constexpr Rule ours = made("ours", "", on_user);
constexpr Rule of_instruction = made("of-instruction", "MaintainerDeprecated", on_user);
constexpr Rule of_file = made("of-file", "DuplicateStageName", on_user);
constexpr Rule of_label = made("of-label", "MultipleInstructionsDisallowed", on_second_cmd);
constexpr Rule experiment = [] {
    Rule rule = made("experiment", "InvalidDefinitionDescription", on_user);
    rule.on_by_default = false;
    return rule;
}();
constexpr const Rule* catalog[] = {&experiment, &of_file, &of_instruction, &of_label, &ours};

using Lines = std::vector<std::string>;

Lines reported(const std::string& text, const Settings& settings) {
    const SourceFile file("Dockerfile", text);
    Lines out;
    for (const Diagnostic& each : lint(file, model::Context{}, settings)) {
        out.push_back(std::to_string(file.position(each.at.begin).line) + " " +
                      std::string(each.rule));
        if (each.severity == Severity::error) out.back() += " error";
    }
    return out;
}
/// What is reported, as "line rule", with "error" behind it.
Lines reported(const std::string& text) {
    return reported(text, Settings(catalog));
}

TEST(CheckComments, SkipChecksOfTheFileByName) {
    EXPECT_EQ(reported("FROM a\nUSER b\n"), (Lines{"2 of-file", "2 of-instruction", "2 ours"}));
    EXPECT_EQ(reported("# check=skip=Other,DuplicateStageName\nFROM a\nUSER b\n"),
              (Lines{"3 of-instruction", "3 ours"}));
    EXPECT_EQ(reported("# check=skip=duplicatestagename,of-file,DL9001\nFROM a\nUSER b\n").size(),
              3u);
}

TEST(CheckComments, SkipAllOfBuildKitsChecksAndNoOthers) {
    EXPECT_EQ(reported("# check=skip=all\nFROM a\nUSER b\n"), Lines{"3 ours"});
}

TEST(CheckComments, SkipTheInstructionBelow) {
    const std::string skip = "# check=skip=MaintainerDeprecated\n";
    EXPECT_EQ(reported("FROM a\n" + skip + "# words\n\nUSER b\nUSER c\n"),
              (Lines{"5 of-file", "5 ours", "6 of-file", "6 of-instruction", "6 ours"}));
    EXPECT_EQ(reported("FROM a\n" + skip + "#\nUSER b\n").size(), 3u);
    EXPECT_EQ(reported("FROM a\n  " + skip + "USER b\n").size(), 3u);
    EXPECT_EQ(reported("FROM a\n# check=skip=X\n" + skip + "USER b\n").size(), 3u)
        << "only the first one counts";
}

TEST(CheckComments, SkipNoInstructionForChecksOfTheWholeFile) {
    EXPECT_EQ(reported("FROM a\n# check=skip=all\nUSER b\n"), (Lines{"3 of-file", "3 ours"}));
}

TEST(CheckComments, SkipWhatIsFoundThereThoughReportedElsewhere) {
    const std::string skip = "# check=skip=MultipleInstructionsDisallowed\n";
    EXPECT_EQ(reported("FROM a\nCMD b\nCMD c\n"), Lines{"2 of-label"});
    EXPECT_EQ(reported("FROM a\n" + skip + "CMD b\nCMD c\n"), Lines{"3 of-label"});
    EXPECT_EQ(reported("FROM a\nCMD b\n" + skip + "CMD c\n"), Lines{});
}

TEST(CheckComments, MakeErrorsOfTheWholeFile) {
    EXPECT_EQ(reported("# check=error=true;skip=DuplicateStageName\nFROM a\nUSER b\n"),
              (Lines{"3 of-instruction error", "3 ours"}));
    EXPECT_EQ(reported("FROM a\n# check=error=true\nUSER b\n"),
              (Lines{"3 of-file", "3 of-instruction", "3 ours"}));
}

TEST(CheckComments, AtTheTopGiveWayToTheBuildArgument) {
    const auto given = [](std::optional<std::string> value, const std::string& text) {
        model::Invocation invocation;
        invocation.arguments = {{"BUILDKIT_DOCKERFILE_CHECK", std::move(value)}};
        const model::Context context{.invocation = &invocation};
        Lines out;
        const SourceFile file("Dockerfile", text);
        for (const Diagnostic& each : lint(file, context, Settings(catalog))) {
            out.emplace_back(each.rule);
            if (each.severity == Severity::error) out.back() += " error";
        }
        return out;
    };
    const std::string text = "FROM a\nUSER b\n";
    EXPECT_EQ(given("skip=all", text), Lines{"ours"});
    EXPECT_EQ(given("skip=Other, DuplicateStageName; error=1", text),
              (Lines{"of-instruction error", "ours"}));
    EXPECT_EQ(given("experimental=all", text).size(), 4u);
    EXPECT_EQ(given("", "# check=skip=all\n" + text).size(), 3u);
    EXPECT_EQ(given("skip=x;y", "# check=skip=all\n" + text).size(), 3u) << "this build fails";
    EXPECT_EQ(given(std::nullopt, "# check=skip=all\n" + text), Lines{"ours"}) << "not known";
    EXPECT_EQ(
        given("skip=DuplicateStageName", "FROM a\n# check=skip=MaintainerDeprecated\nUSER b\n"),
        Lines{"ours"});
}

TEST(CheckComments, WithAMistakeDoNothing) {
    EXPECT_EQ(reported("# check=skip=all;error=maybe\nFROM a\nUSER b\n").size(), 3u);
}

TEST(CheckComments, SwitchExperimentsOn) {
    EXPECT_EQ(reported("# check=experimental=InvalidDefinitionDescription\nFROM a\nUSER b\n"),
              (Lines{"3 experiment", "3 of-file", "3 of-instruction", "3 ours"}));
    EXPECT_EQ(reported("# check=experimental=all;skip=all;error=1\nFROM a\nUSER b\n"),
              (Lines{"3 experiment error", "3 ours"}));
    EXPECT_EQ(reported("# check=experimental=Other\nFROM a\nUSER b\n").size(), 3u);
    EXPECT_EQ(reported("# check=skip=all\nFROM a\n# check=experimental=all\nUSER b\nUSER c\n"),
              (Lines{"4 experiment", "4 ours", "5 ours"}));
}

TEST(CheckComments, SwitchNothingOnThatTheUserHasDecidedAbout) {
    const std::string text = "# check=experimental=all\nFROM a\nUSER b\n";
    Settings ignored(catalog);
    ASSERT_TRUE(ignored.ignore({"experiment"}));
    EXPECT_EQ(reported(text, ignored).size(), 3u);
    Settings selected(catalog);
    ASSERT_TRUE(selected.select({"ours"}));
    EXPECT_EQ(reported(text, selected), Lines{"3 ours"});
    ASSERT_TRUE(selected.extend({"experiment"}));
    EXPECT_EQ(reported("# check=skip=all\nFROM a\nUSER b\n", selected),
              (Lines{"3 experiment", "3 ours"}));
}

TEST(RulesOffByDefault, AreOnWhenNamed) {
    Settings settings(catalog);
    EXPECT_FALSE(settings.is_on("experiment"));
    EXPECT_EQ(settings.rules().size(), 4u);
    ASSERT_TRUE(settings.select({"all"}));
    EXPECT_TRUE(settings.is_on("experiment"));
}

} // namespace
} // namespace dflint
