// SPDX-License-Identifier: Apache-2.0
#include "dflint/workspace/image_source.h"

#include <gtest/gtest.h>

namespace dflint::workspace {
namespace {

std::string source(std::optional<std::string> context, std::string dockerfile) {
    bake::Target target;
    if (context) target.context = bake::Text{.value = *context};
    target.dockerfile = bake::Text{.value = std::move(dockerfile)};
    const ImageSource found = source_of(target);
    return found.context.value_or("-") + " " + found.dockerfile.value_or("-");
}

TEST(ImageSource, FindsTheDockerfileBelowTheContext) {
    EXPECT_EQ(source(".", "Dockerfile"), ". Dockerfile");
    EXPECT_EQ(source("./a/", "../b/Dockerfile"), "a b/Dockerfile");
    EXPECT_EQ(source("a", "/x/Dockerfile"), "a /x/Dockerfile");
    EXPECT_EQ(source("cwd://a", "cwd://b"), "a b");
}

TEST(ImageSource, KnowsNothingOfWhatIsElsewhere) {
    for (const char* context : {"https://example.com/a.git", "git@example.com:a", "github.com/a/b",
                                "docker-image://a", "-"}) {
        EXPECT_EQ(source(context, "Dockerfile"), "- -") << context;
    }
    EXPECT_EQ(source(".", "https://example.com/Dockerfile"), ". -");
    EXPECT_EQ(source(std::nullopt, "Dockerfile"), "- -");
}

TEST(ImageSource, MakesTheInvocationOfATarget) {
    bake::Target target{.name = "web", .target = bake::Text{.value = "run"}};
    target.args = {{{.value = "A"}, bake::Text{.value = "1"}},
                   {{.value = "B"}, bake::Text{.is_known = false}},
                   {{.value = "C"}, std::nullopt}};
    target.platforms = bake::Texts{{.value = "linux/arm64"}};
    const model::Invocation how = invocation_of(target);
    EXPECT_EQ(how.name, "web");
    EXPECT_EQ(how.target, "run");
    ASSERT_EQ(how.arguments.size(), 2u);
    EXPECT_EQ(how.arguments[0].value, "1");
    EXPECT_EQ(how.arguments[1].value, std::nullopt);
    EXPECT_EQ(how.platforms, std::vector<std::string>{"linux/arm64"});
    target.platforms->push_back({.is_known = false});
    EXPECT_TRUE(invocation_of(target).platforms.empty());
}

} // namespace
} // namespace dflint::workspace
