// SPDX-License-Identifier: Apache-2.0
// The Dockerfiles that stand in bake and compose files.
#include "dflint/lint/run.h"
#include "made_rules.h"

#include <gtest/gtest.h>

namespace dflint {
namespace {

/// Each diagnostic as "`place` rule: message", the labels behind it.
std::string reported(const std::string& path, const std::string& text,
                     const std::vector<std::string>& select = {"bad-word"}) {
    const SourceFile file(path, text);
    Settings settings(made::catalog);
    EXPECT_TRUE(settings.select(select));
    std::string out;
    for (const Diagnostic& each : lint(file, model::Context{}, settings)) {
        out += std::to_string(file.position(each.at.begin).line) + " `" +
               std::string(file.slice(each.at)) + "` " + std::string(each.rule) + ": " +
               each.message;
        for (const Label& label : each.labels) {
            EXPECT_EQ(label.file, nullptr);
            out += " (`" + std::string(file.slice(label.at)) + "` " + label.text + ")";
        }
        out += "\n";
    }
    return out;
}
std::string in_hcl(const std::string& text, const std::vector<std::string>& select = {"bad-word"}) {
    return reported("docker-bake.hcl", text, select);
}

TEST(InlineDockerfile, IsJudgedAtItsPlaceInAHeredoc) {
    EXPECT_EQ(in_hcl("target \"a\" {\n  dockerfile-inline = <<-EOT\n    FROM a\n    RUN bad\n"
                     "  EOT\n}\n"),
              "4 `bad` bad-word: bad word\n");
}

TEST(InlineDockerfile, IsJudgedAtItsPlaceInAString) {
    EXPECT_EQ(in_hcl("target \"a\" {\n  dockerfile-inline = \"FROM a\\nRUN bad\"\n}\n"),
              "2 `bad` bad-word: bad word\n");
    EXPECT_EQ(reported("docker-bake.json",
                       R"({"target": {"a": {"dockerfile-inline": "FROM a\nRUN \"bad\""}}})"),
              "1 `bad` bad-word: bad word\n");
}

TEST(InlineDockerfile, IsJudgedAtItsPlaceInACompose) {
    EXPECT_EQ(reported("compose.yaml", "services:\n  a:\n    build:\n      dockerfile_inline: |\n"
                                       "        FROM a\n        RUN bad $$x\n"),
              "6 `bad` bad-word: bad word\n");
}

TEST(InlineDockerfile, WhatAVariableSaysIsReportedAtTheVariable) {
    EXPECT_EQ(in_hcl("V = \"a bad\"\ntarget \"a\" {\n  dockerfile-inline = "
                     "\"FROM ${V}\\nRUN bad\"\n}\n"),
              "3 `${V}` bad-word: bad word\n3 `bad` bad-word: bad word\n");
    EXPECT_EQ(reported("compose.yaml", "services:\n  a:\n    build:\n      dockerfile_inline: |\n"
                                       "        FROM ${V:-bad}\n        RUN bad\n"),
              "5 `${V:-bad}` bad-word: bad word\n6 `bad` bad-word: bad word\n");
}

TEST(InlineDockerfile, AnExpressionIsOnePlaceAndTheMessageNamesTheLine) {
    EXPECT_EQ(in_hcl("target \"a\" {\n  dockerfile-inline = join(\"\\n\", [\"FROM a\", "
                     "\"RUN bad\"])\n}\n"),
              "2 `join(\"\\n\", [\"FROM a\", \"RUN bad\"])` bad-word: bad word; in line 2 of the "
              "Dockerfile\n");
}

TEST(InlineDockerfile, NamesTheTargetsItHoldsForWhenNotForAll) {
    EXPECT_EQ(in_hcl("target \"a\" {\n  name = \"a-${v}\"\n  matrix = { v = [\"x\", \"bad\"] }\n"
                     "  dockerfile-inline = \"FROM b-${v}\\nRUN bad\"\n}\n"),
              "4 `${v}` bad-word: bad word; when built as `a-bad` (`a` `a-bad` builds it)\n"
              "4 `bad` bad-word: bad word\n");
}

TEST(InlineDockerfile, IsJudgedOnceForAllWhoInheritIt) {
    EXPECT_EQ(in_hcl("target \"base\" {\n  dockerfile-inline = \"FROM bad\"\n}\n"
                     "target \"a\" {\n  inherits = [\"base\"]\n}\n"
                     "target \"b\" {\n  inherits = [\"base\"]\n}\n"),
              "2 `bad` bad-word: bad word\n");
}

TEST(InlineDockerfile, HeedsItsOwnCommentsAndThoseOfTheFile) {
    EXPECT_EQ(in_hcl("target \"a\" {\n  dockerfile-inline = <<EOT\nFROM a\n"
                     "# dflint ignore=bad-word\nRUN bad\nRUN bad\nEOT\n}\n"),
              "6 `bad` bad-word: bad word\n");
    EXPECT_EQ(in_hcl("# dflint ignore=bad-word\ntarget \"a\" {\n  dockerfile-inline = <<EOT\n"
                     "FROM bad\nEOT\n}\n"),
              "");
    EXPECT_EQ(in_hcl("target \"a\" {\n  dockerfile-inline = <<EOT\nFROM a\n"
                     "# dflint ignore=bad-word\nRUN b\nEOT\n}\n",
                     {"bad-word", "unused-ignore"}),
              "4 `bad-word` unused-ignore: `bad-word` reports nothing here\n");
}

TEST(InlineDockerfile, ItsCommentsAreNoneOfTheComposeFile) {
    const std::string text = "services:\n  a:\n    build:\n      dockerfile_inline: |\n"
                             "        FROM a\n        # dflint ignore=bad-word\n        RUN bad\n"
                             "        RUN bad\n";
    EXPECT_EQ(reported("compose.yaml", text, {"bad-word", "unused-ignore"}),
              "8 `bad` bad-word: bad word\n");
}

TEST(InlineDockerfile, IsNotJudgedWhereItsEndIsUnknown) {
    EXPECT_EQ(in_hcl("target \"a\" {\n  dockerfile-inline = <<EOT\nFROM bad\n EOD\n}\n",
                     {"bad-word", "mistakes"}),
              "");
}

TEST(InlineDockerfile, AnEmptyOneIsNone) {
    EXPECT_EQ(in_hcl("target \"a\" {\n  dockerfile-inline = \"# none\"\n}\n", {"mistakes"}),
              "2 `` mistakes: file with no instructions\n");
    EXPECT_EQ(in_hcl("target \"a\" {\n  dockerfile-inline = \"\"\n}\n", {"mistakes"}), "");
}

} // namespace
} // namespace dflint
