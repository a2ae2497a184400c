// SPDX-License-Identifier: Apache-2.0
#include "dflint/workspace/cache_entry.h"

#include <gtest/gtest.h>

namespace dflint::workspace {
namespace {

struct Given {
    explicit Given(std::string text)
        : files({{"docker-bake.hcl", std::move(text)}}),
          project(Project::load({"", {"docker-bake.hcl"}}, files, environment)) {}

    /// `type place` of the exports of a target.
    [[nodiscard]] std::string exports(const std::string& name) const {
        std::string out;
        for (const CacheEntry& each :
             cache_entries(*project->target(name), bake::AttributeId::cache_to)) {
            out += (out.empty() ? "" : "; ") + each.type + " " + each.place;
        }
        return out;
    }

    MemoryTree files;
    bake::Environment environment;
    std::unique_ptr<Project> project;
};

std::string exported(const std::string& entry) {
    return Given("target \"a\" {\n  cache-to = [" + entry + "]\n}\n").exports("a");
}

} // namespace

TEST(CacheEntry, NamesThePlaceOfEachBackend) {
    EXPECT_EQ(exported("\"type=gha,scope=x\""), "gha the scope `x` of GitHub Actions");
    EXPECT_EQ(exported("{ type = \"gha\" }"), "gha the scope `buildkit` of GitHub Actions");
    EXPECT_EQ(exported("\"app\""), "registry `docker.io/library/app:latest`");
    EXPECT_EQ(exported("\"type=local,dest=./a/\""), "local the directory `a`");
    EXPECT_EQ(exported("\"type=s3,region=eu,bucket=b,prefix=p/\""), "s3 `b/p/buildkit`");
    EXPECT_EQ(exported("\"type=azblob,account_url=u,name=n\""), "azblob `u/n`");
    EXPECT_EQ(exported("\"type=inline\""), "inline ");
    EXPECT_EQ(exported("timestamp()"), " ");
}

TEST(WrittenCaches, AreWhatSeveralTargetsInherit) {
    const Given given("group \"default\" {\n  targets = [\"a\", \"b\"]\n}\n"
                      "target \"base\" {\n  cache-to = [\"type=gha\"]\n}\n"
                      "target \"a\" {\n  inherits = [\"base\"]\n}\n"
                      "target \"b\" {\n  inherits = [\"base\"]\n}\n");
    const auto written = written_caches(*given.project, bake::AttributeId::cache_to);
    ASSERT_EQ(written.size(), 1U);
    ASSERT_EQ(written[0].entries.size(), 2U) << "not of the target that is only inherited";
    EXPECT_EQ(written[0].entries[1].target->meaning->name, "b");
    EXPECT_EQ(given.project->file(written[0].at.file).slice(written[0].at.at), "\"type=gha\"");
}

TEST(SettledImports, AreWrittenOneByOne) {
    const auto is_settled = [](const std::string& imports) {
        return has_settled_imports(
            *Given("variable \"V\" {\n  default = \"\"\n}\ntarget \"a\" {\n  cache-from = " +
                   imports + "\n}\n")
                 .project);
    };
    EXPECT_TRUE(is_settled("[\"type=gha,scope=${V}\", { type = \"gha\" }]"));
    EXPECT_TRUE(is_settled("[]"));
    EXPECT_TRUE(is_settled("null"));
    EXPECT_FALSE(is_settled("[V]"));
    EXPECT_FALSE(is_settled("[\"${V}\"]"));
    EXPECT_FALSE(is_settled("V == \"\" ? [] : [V]"));
    EXPECT_FALSE(is_settled("split(\",\", V)"));
}

} // namespace dflint::workspace
