// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/build.h"
#include "dflint/syntax/dockerfile/parse.h"

#include <gtest/gtest.h>

namespace dflint::model {
namespace {

/// The path of the ignore file that is used for a Dockerfile, "" for none.
std::string used(const MemoryTree& files, const std::string& path, const std::string& directory) {
    const SourceFile file(path, "FROM a\n");
    const Context context{.files = &files, .directory = directory};
    const auto tree = dockerfile::parse(file);
    const auto build = understand(file, tree, context);
    return build->ignore_file() == nullptr ? "" : build->ignore_file()->file.path();
}

TEST(IgnoreFile, StandsInTheRootOfTheContext) {
    const MemoryTree files({{"context/.dockerignore", "a\n"}, {".dockerignore", "b\n"}});
    EXPECT_EQ(used(files, "Dockerfile", "context"), "context/.dockerignore");
    EXPECT_EQ(used(files, "Dockerfile", "elsewhere"), "");
}

TEST(IgnoreFile, IsTheDockerfilesOwnIfItHasOne) {
    const MemoryTree files({{"web/Dockerfile.dockerignore", ""}, {".dockerignore", "b\n"}});
    EXPECT_EQ(used(files, "web/Dockerfile", "."), "web/Dockerfile.dockerignore");
    EXPECT_EQ(used(files, "web/Dockerfile.dev", "."), "./.dockerignore");
}

TEST(IgnoreFile, IsNobodysWhenTheContextIsUnknown) {
    const MemoryTree files({{".dockerignore", "b\n"}, {"Dockerfile.dockerignore", "b\n"}});
    EXPECT_EQ(used(files, "Dockerfile", ""), "");
    const SourceFile file("Dockerfile", "FROM a\n");
    EXPECT_EQ(find_ignore_file(file, {.files = nullptr, .directory = "."}), nullptr);
}

TEST(IgnoreFile, DecidesAboutPathsOfTheContext) {
    MemoryTree files;
    files.add(".dockerignore", "*.md\n!README.md\n");
    const SourceFile file("Dockerfile", "FROM a\n");
    const auto ignore = find_ignore_file(file, {.files = &files, .directory = "."});
    ASSERT_NE(ignore, nullptr);
    EXPECT_EQ(ignore->ignore.tree.decide("a.md").verdict, dockerignore::Verdict::ignored);
    EXPECT_EQ(ignore->ignore.tree.decide("README.md").verdict, dockerignore::Verdict::kept);
}

} // namespace
} // namespace dflint::model
