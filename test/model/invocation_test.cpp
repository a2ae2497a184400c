// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/build.h"
#include "dflint/syntax/dockerfile/parse.h"

#include <gtest/gtest.h>

namespace dflint::model {
namespace {

/// A Dockerfile as one invocation builds it.
struct Invoked {
    Invoked(std::string text, Invocation how)
        : invocation(std::move(how)), file("Dockerfile", std::move(text)),
          tree(dockerfile::parse(file)), build(understand(file, tree, context)) {}

    [[nodiscard]] const Stage& last() const { return build->stages.back(); }
    /// The value of a variable at the end of the last stage.
    [[nodiscard]] std::optional<std::string_view> value(std::string_view name) const {
        return Scope(last(), last().last).value(name);
    }

    Invocation invocation;
    Context context{.invocation = &invocation};
    SourceFile file;
    dockerfile::Tree tree;
    std::unique_ptr<const Build> build;
};

Invocation with_arguments(std::vector<Invocation::Argument> arguments) {
    Invocation how;
    how.arguments = std::move(arguments);
    return how;
}

TEST(Invocation, GoesBeforeTheDefaultOfAnArgument) {
    const Invoked file("ARG V=1\nFROM a:$V\nARG V\nARG W=2\nENV E=$W\n",
                       with_arguments({{"V", "8"}, {"W", "9"}}));
    EXPECT_EQ(file.last().image, "a:8");
    EXPECT_EQ(file.value("V"), "8");
    EXPECT_EQ(file.value("E"), "9");
}

TEST(Invocation, SetsNothingThatTheFileDoesNotDeclare) {
    EXPECT_EQ(Invoked("FROM a\n", with_arguments({{"V", "8"}})).value("V"), std::nullopt);
}

TEST(Invocation, KeepsAnArgumentUnknownWhoseValueIs) {
    const Invoked file("ARG V=1\nFROM a:$V\n", with_arguments({{"V", std::nullopt}}));
    EXPECT_EQ(file.last().image, std::nullopt);
}

TEST(Invocation, SettlesThePlatformArgumentsOfOnePlatform) {
    Invocation how;
    how.platforms = {"linux/arm/v7"};
    const Invoked file("FROM a:$TARGETARCH\nARG TARGETPLATFORM TARGETOS TARGETVARIANT\n", how);
    EXPECT_EQ(file.last().image, "a:arm");
    EXPECT_EQ(file.value("TARGETPLATFORM"), "linux/arm/v7");
    EXPECT_EQ(file.value("TARGETOS"), "linux");
    EXPECT_EQ(file.value("TARGETVARIANT"), "v7");
    how.platforms = {"linux/amd64", "linux/arm64"};
    EXPECT_EQ(Invoked("FROM a:$TARGETARCH\n", how).last().image, std::nullopt);
}

/// BuildKit hands out the normal form of containerd/platforms.
TEST(Invocation, BringsThePlatformIntoNormalForm) {
    const std::pair<std::string, std::string> platforms[] = {
        {"linux/aarch64", "linux/arm64 linux arm64 "},
        {"linux/ARM64", "linux/arm64 linux arm64 "},
        {"linux/arm64/v8", "linux/arm64 linux arm64 "},
        {"linux/arm64/v9", "linux/arm64/v9 linux arm64 v9"},
        {"linux/x86_64", "linux/amd64 linux amd64 "},
        {"linux/amd64/v1", "linux/amd64 linux amd64 "},
        {"linux/amd64/v2", "linux/amd64/v2 linux amd64 v2"},
        {"linux/arm", "linux/arm/v7 linux arm v7"},
        {"linux/arm/6", "linux/arm/v6 linux arm v6"},
        {"linux/armel", "linux/arm/v6 linux arm v6"},
        {"armhf", "linux/arm/v7 linux arm v7"},
        {"linux/i386", "linux/386 linux 386 "},
        {"linux", "? linux ? ?"},
        {"local", "? ? ? ?"},
    };
    for (const auto& [written, expected] : platforms) {
        Invocation how;
        how.platforms = {written};
        std::string all;
        for (const char* const name :
             {"TARGETPLATFORM", "TARGETOS", "TARGETARCH", "TARGETVARIANT"}) {
            all += (all.empty() ? "" : " ") + platform_value(how, name).value_or("?");
        }
        EXPECT_EQ(all, expected) << written;
    }
}

TEST(Invocation, BuildsTheStageItNames) {
    Invocation how;
    how.target = "One";
    const std::string text = "FROM a AS one\nFROM b AS two\n";
    const Invoked named(text, how);
    EXPECT_TRUE(named.build->stages[0].is_final);
    EXPECT_FALSE(named.build->stages[1].is_used);
    how.target = "0";
    EXPECT_TRUE(Invoked(text, how).build->stages[0].is_final);
    how.target = "";
    EXPECT_TRUE(Invoked(text, how).build->stages[1].is_final);
}

TEST(Invocation, ReplacesImagesAndStagesByNamedContexts) {
    Invocation how;
    how.contexts = {{"a", "docker-image://b:1"}, {"docker.io/library/c:latest", "target:x"}};
    EXPECT_EQ(Invoked("FROM a\n", how).last().image, "b:1");
    EXPECT_EQ(Invoked("FROM c\n", how).last().image, std::nullopt);
    EXPECT_EQ(Invoked("FROM d\n", how).last().image, "d");
    const Invoked stage("FROM d AS a\nFROM a\n", how);
    EXPECT_EQ(stage.last().parent, nullptr);
    EXPECT_EQ(stage.last().image, "b:1");
}

} // namespace
} // namespace dflint::model
