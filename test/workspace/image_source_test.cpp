// SPDX-License-Identifier: Apache-2.0
#include "dflint/workspace/image_source.h"

#include <gtest/gtest.h>

namespace dflint::workspace {
namespace {

using bake::AttributeId;

void set(bake::Target& target, AttributeId id, bake::Value value) {
    target.attributes[id].value = std::move(value);
}
void add(bake::Target& target, AttributeId id, std::string key, bake::Value value) {
    target.attributes[id].elements.push_back({std::move(key), std::move(value), {}});
}

std::string source(const char* context, const char* dockerfile) {
    bake::Target target;
    if (context != nullptr) set(target, AttributeId::context, context);
    if (dockerfile != nullptr) set(target, AttributeId::dockerfile, dockerfile);
    const ImageSource found = source_of(target);
    return found.context.value_or("-") + " " + found.dockerfile.value_or("-");
}

TEST(ImageSource, FindsTheDockerfileBelowTheContext) {
    EXPECT_EQ(source(nullptr, nullptr), ". Dockerfile");
    EXPECT_EQ(source(".", ""), ". Dockerfile");
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
    bake::Target unknown;
    set(unknown, AttributeId::context, bake::Value::unknown(bake::Kind::string));
    EXPECT_EQ(source_of(unknown).context, std::nullopt);
}

TEST(ImageSource, MakesTheInvocationOfATarget) {
    bake::Project project;
    project.definitions.emplace_back();
    bake::Target target;
    target.name = "web";
    set(target, AttributeId::target, "run");
    add(target, AttributeId::args, "A", "1");
    add(target, AttributeId::args, "B", bake::Value::unknown(bake::Kind::string));
    add(target, AttributeId::args, "C", bake::Value::null());
    add(target, AttributeId::platforms, "", "linux/arm64");
    const model::Invocation how = invocation_of(project, target);
    EXPECT_EQ(how.name, "web");
    EXPECT_EQ(how.target, "run");
    ASSERT_EQ(how.arguments.size(), 2u);
    EXPECT_EQ(how.arguments[0].value, "1");
    EXPECT_EQ(how.arguments[1].value, std::nullopt);
    EXPECT_EQ(how.platforms, std::vector<std::string>{"linux/arm64"});
    add(target, AttributeId::platforms, "", "linux/amd64,linux/386");
    EXPECT_EQ(invocation_of(project, target).platforms,
              (std::vector<std::string>{"linux/arm64", "linux/amd64", "linux/386"}))
        << "buildx splits at commas";
    add(target, AttributeId::platforms, "", bake::Value::unknown(bake::Kind::string));
    EXPECT_TRUE(invocation_of(project, target).platforms.empty());
}

} // namespace
} // namespace dflint::workspace
