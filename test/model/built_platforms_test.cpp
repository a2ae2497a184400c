// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/built_platforms.h"

#include "dflint/model/architecture_downloads.h"
#include "dflint/model/image_platforms.h"
#include "dflint/model/wheel_builds.h"
#include "dflint/syntax/dockerfile/parse.h"

#include <gtest/gtest.h>

namespace dflint::model {
namespace {

/// The platforms of the last stage, as one text.
std::string platforms_of(std::string text, const Invocation* invocation = nullptr) {
    const Context context{.invocation = invocation};
    const SourceFile file("Dockerfile", std::move(text));
    const dockerfile::Tree tree = dockerfile::parse(file);
    const auto build = understand(file, tree, context);
    std::string all;
    for (const BuiltPlatform& each : built_platforms(build->stages.back())) {
        all += (all.empty() ? "" : " ") + each.text + "=" + each.platform.architecture;
    }
    return all;
}

TEST(BuiltPlatforms, AreNotKnownOfAPlainBuild) {
    EXPECT_EQ(platforms_of("FROM a\n"), "");
    EXPECT_EQ(platforms_of("FROM --platform=$TARGETPLATFORM a\n"), "");
    EXPECT_EQ(platforms_of("ARG P=linux/arm64\nFROM --platform=$P a\n"), "");
}

TEST(BuiltPlatforms, AreTheConstantOneOfTheStageAtTheBottom) {
    EXPECT_EQ(platforms_of("FROM --platform=arm64 a AS b\nFROM b\n"), "arm64=arm64");
}

TEST(BuiltPlatforms, AreThoseOfTheTarget) {
    const Invocation how{.name = "t", .platforms = {"linux/amd64", "linux/arm/v7"}};
    EXPECT_EQ(platforms_of("FROM a\n", &how), "linux/amd64=amd64 linux/arm/v7=arm");
    EXPECT_EQ(platforms_of("FROM --platform=linux/$TARGETARCH a\n", &how),
              "linux/amd64=amd64 linux/arm/v7=arm");
    EXPECT_EQ(platforms_of("FROM --platform=linux/s390x a\n", &how), "linux/s390x=s390x");
    EXPECT_EQ(platforms_of("ARG P=linux/arm64\nFROM --platform=$P a\n", &how), "linux/arm64=arm64");
    EXPECT_EQ(platforms_of("FROM --platform=$BUILDPLATFORM a\n", &how), "");
    EXPECT_EQ(platforms_of("ARG P\nFROM --platform=$P a\n", &how), "");
}

TEST(BuiltPlatforms, AreNoneOfAStageThatTheTargetDoesNotBuild) {
    const Invocation how{.name = "t", .target = "a", .platforms = {"linux/amd64"}};
    EXPECT_EQ(platforms_of("FROM x AS a\nFROM y\n", &how), "");
}

TEST(BuiltPlatforms, AreTheTargetsForItsArgumentsInAStageForTheBuilder) {
    const Invocation how{.name = "t", .platforms = {"linux/arm64"}};
    const Context context{.invocation = &how};
    const SourceFile file("Dockerfile", "FROM --platform=$BUILDPLATFORM a\n");
    const dockerfile::Tree tree = dockerfile::parse(file);
    const auto build = understand(file, tree, context);
    const auto platforms = target_platforms(build->stages.back());
    ASSERT_EQ(platforms.size(), 1u);
    EXPECT_EQ(platforms[0].text, "linux/arm64");
    EXPECT_TRUE(built_platforms(build->stages.back()).empty());
}

TEST(ImagePlatforms, AreKnownByTheReferenceOrTheImage) {
    for (const auto& [reference, architecture] :
         std::vector<std::pair<std::string_view, std::string_view>>{
             {"debian:12", ""},
             {"amd64/debian:12", "amd64"},
             {"docker.io/arm32v7/debian", "arm"},
             {"example.com/amd64/debian", ""},
             {"example.com/team/tool:1.2-arm64v8", "arm64"},
             {"team/tool-x86_64:1", "amd64"},
             {"team/tool:amd64-arm64", ""},
             {"team/arm-tools:1", ""},
             {"archlinux:latest", "amd64"},
             {"team/archlinux", ""},
             {"rocm/dev-ubuntu-22.04:6.2", "amd64"},
             {"nvcr.io/nvidia/l4t-jetpack:r36", "arm64"},
             {"nvcr.io/nvidia/pytorch:24.01-py3", ""},
             {"mcr.microsoft.com/mssql/server:2022-latest", "amd64"},
             {"dockcross/linux-arm64:latest", ""},
             {"example.com/aarch64-unknown-linux-gnu:main", ""},
         }) {
        EXPECT_EQ(only_architecture_of(reference), architecture) << reference;
    }
}

TEST(ArchitectureDownloads, AreKnownByTheirPlace) {
    for (const std::string_view url :
         {"https://repo.anaconda.com/miniconda/Miniconda3-latest-Linux-x86_64.sh",
          "https://repo.anaconda.com/miniconda/Miniconda3-py310_22.11.1-1-Linux-x86_64.sh",
          "https://github.com/Kitware/CMake/releases/download/v3.30.0/cmake-3.30.0-linux-x86_64.sh",
          "https://ziglang.org/download/0.15.2/zig-x86_64-linux-0.15.2.tar.xz"}) {
        EXPECT_TRUE(is_named_by_uname(url)) << url;
    }
    for (const std::string_view url :
         {"https://repo.anaconda.com/miniconda/Miniconda3-4.5.4-Linux-x86_64.sh",
          "https://repo.anaconda.com/miniconda/Miniconda2-latest-Linux-x86_64.sh",
          "https://github.com/Kitware/CMake/releases/download/v3.10.0/cmake-3.10.0-Linux-x86_64.sh",
          "https://github.com/protocolbuffers/protobuf/releases/download/v21/protoc-21-x86_64.zip",
          "https://example.com/tool-x86_64"}) {
        EXPECT_FALSE(is_named_by_uname(url)) << url;
    }
}

TEST(WheelBuilds, AreKnownByTheNameOfTheIndex) {
    for (const auto& [url, name] : std::vector<std::pair<std::string_view, std::string_view>>{
             {"https://download.pytorch.org/whl/rocm6.2", "ROCm"},
             {"https://download.pytorch.org/whl/nightly/rocm7.0/", "ROCm"},
             {"https://download.pytorch.org/whl/cu118", "CUDA 11.8"},
             {"https://download.pytorch.org/whl/cu92/torch_stable.html", "CUDA 9.2"},
             {"https://download.pytorch.org/whl/cu121", "CUDA 12.1"},
             {"https://download.pytorch.org/whl/cu124", ""},
             {"https://download.pytorch.org/whl/cu130", ""},
             {"https://download.pytorch.org/whl/cpu", ""},
             {"https://download.pytorch.org/whl/xpu", ""},
             {"https://download.pytorch.org/whl/rocm9.0", ""},
             {"https://download.pytorch.org/whl/rocm", ""},
             {"https://download.pytorch.org/whl/torch_stable.html", ""},
             {"https://example.com/whl/cu118", ""},
         }) {
        const auto build = wheel_build_of_index(url);
        EXPECT_EQ(build ? build->name : "", name) << url;
    }
}

} // namespace
} // namespace dflint::model
