// SPDX-License-Identifier: Apache-2.0
#include "dflint/workspace/file_set.h"

#include <gtest/gtest.h>

namespace dflint::workspace {
namespace {

std::string shown(const std::vector<std::string>& paths) {
    std::string out;
    for (const FileSet& each : file_sets_of(paths)) {
        out += "[" + each.directory + "]";
        for (const std::string& path : each.paths) out += " " + path;
        out += "\n";
    }
    return out;
}

TEST(FileSet, JoinsDefaultNamesOfADirectoryInMergeOrder) {
    EXPECT_EQ(shown({"a/docker-bake.override.hcl", "a/docker-bake.hcl", "a/compose.yaml"}),
              "[a/] a/compose.yaml a/docker-bake.hcl a/docker-bake.override.hcl\n");
    EXPECT_EQ(shown({"docker-bake.hcl", "b/docker-bake.json"}),
              "[] docker-bake.hcl\n[b/] b/docker-bake.json\n");
}

TEST(FileSet, LeavesOtherNamesToThemselves) {
    EXPECT_EQ(shown({"a/x.hcl", "a/docker-bake.hcl", "a/y.hcl"}),
              "[a/] a/x.hcl\n[a/] a/docker-bake.hcl\n[a/] a/y.hcl\n");
}

TEST(FileSet, KnowsBakeFilesByName) {
    for (const char* name : {"docker-bake.hcl", "docker-bake.override.json", "compose.yml",
                             "bake.hcl", "bake-ci.json"}) {
        EXPECT_TRUE(is_definition_name(name)) << name;
    }
    for (const char* name : {"main.hcl", "package.json", "compose.prod.yml", "bake.yml", "bake"}) {
        EXPECT_FALSE(is_definition_name(name)) << name;
    }
}

} // namespace
} // namespace dflint::workspace
