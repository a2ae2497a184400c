// SPDX-License-Identifier: Apache-2.0
#include "dflint/workspace/surroundings.h"

#include <gtest/gtest.h>

#include <map>

namespace dflint::workspace {
namespace {

/// What is found around the paths: definitions, then other names of Dockerfiles.
std::string around(const std::vector<std::string>& files, const std::vector<std::string>& paths,
                   const std::string& here = "/repo") {
    MemoryTree tree;
    // Relative paths of the tree are looked up from its root.
    for (const std::string& file : files) tree.add(file, "");
    const Surroundings found = look_around(paths, tree, here);
    std::string out;
    for (const std::string& each : found.definitions) out += each + " ";
    for (const auto& [path, names] : found.other_names) {
        out += "(" + path;
        for (const std::string& name : names) out += " = " + name;
        out += ") ";
    }
    return out;
}
using Names = std::vector<std::string>;

const Names repository = {"/repo/.git/config", "/repo/compose.yaml", "/repo/a/docker-bake.hcl",
                          "/repo/a/b/Dockerfile"};

TEST(Surroundings, AreFoundUpToTheRootOfTheRepository) {
    EXPECT_EQ(around(repository, {"a/b/Dockerfile"}), "a/docker-bake.hcl compose.yaml ");
    EXPECT_EQ(around(repository, {"/repo/a/b/Dockerfile"}),
              "/repo/a/docker-bake.hcl /repo/compose.yaml ");
    EXPECT_EQ(around({"/compose.yaml", "/repo/.git", "/repo/a/Dockerfile"}, {"a/Dockerfile"}), "");
}

TEST(Surroundings, AboveTheWorkingDirectoryTheDockerfileHasAnotherName) {
    EXPECT_EQ(around(repository, {"Dockerfile"}, "/repo/a/b"),
              "../docker-bake.hcl ../../compose.yaml "
              "(Dockerfile = ../b/Dockerfile = ../../a/b/Dockerfile) ");
    EXPECT_EQ(around(repository, {"./b/Dockerfile"}, "/repo/a"),
              "docker-bake.hcl ../compose.yaml (b/Dockerfile = ../a/b/Dockerfile) ");
    EXPECT_EQ(around(repository, {"../b/Dockerfile"}, "/repo/a/c"),
              "../docker-bake.hcl ../../compose.yaml (../b/Dockerfile = ../../a/b/Dockerfile) ");
}

TEST(Surroundings, OutsideOfARepositoryOnlyTheOwnDirectoryCounts) {
    const Names files = {"/x/compose.yaml", "/x/y/docker-bake.json", "/x/y/Dockerfile"};
    EXPECT_EQ(around(files, {"y/Dockerfile"}, "/x"), "y/docker-bake.json ");
    EXPECT_EQ(around(files, {"Dockerfile"}, "/x"), "compose.yaml ");
}

TEST(Surroundings, OfADefinitionAreThoseItIsReadWith) {
    const Names files = {"/repo/.git", "/repo/compose.yaml", "/repo/a/docker-bake.hcl",
                         "/repo/a/docker-bake.override.hcl", "/repo/a/other.hcl"};
    EXPECT_EQ(around(files, {"a/docker-bake.hcl"}), "a/docker-bake.override.hcl ");
    EXPECT_EQ(around(files, {"./a/docker-bake.hcl"}), "./a/docker-bake.override.hcl ");
    EXPECT_EQ(around(files, {"a/other.hcl"}), "");
    EXPECT_EQ(around(files, {"a/docker-bake.hcl", "a/docker-bake.override.hcl"}), "");
}

TEST(Surroundings, NameEachDefinitionOnce) {
    EXPECT_EQ(around(repository, {"a/b/Dockerfile", "a/b/Dockerfile.dev", "./a/Dockerfile"}),
              "a/docker-bake.hcl compose.yaml ");
    EXPECT_EQ(around(repository, {"a/b/Dockerfile", "./a/docker-bake.hcl"}), "compose.yaml ");
}

/// Counts the questions.
class CountingTree final : public FileTree {
public:
    [[nodiscard]] Kind kind(const std::string& path) const override {
        ++asked[path];
        return Kind::none;
    }
    [[nodiscard]] Result<std::string> read(const std::string& path) const override {
        return Error{path};
    }
    [[nodiscard]] std::vector<std::string> list(const std::string&) const override { return {}; }
    mutable std::map<std::string, int> asked;
};

TEST(Surroundings, EachDirectoryIsLookedAtOnce) {
    Names paths;
    for (int i = 0; i < 100; ++i) {
        paths.push_back("a/" + std::to_string(i % 5) + "/Dockerfile." + std::to_string(i));
    }
    const CountingTree tree;
    EXPECT_EQ(look_around(paths, tree, "/repo").definitions.size(), 0u);
    for (const auto& [path, count] : tree.asked) EXPECT_EQ(count, 1) << path;
    EXPECT_EQ(tree.asked.size(), 8u * 9u); // five directories, and three above them
}

} // namespace
} // namespace dflint::workspace
