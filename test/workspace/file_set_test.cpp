// SPDX-License-Identifier: Apache-2.0
#include "dflint/workspace/file_set.h"

#include "dflint/workspace/compose_override.h"

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
    for (const char* name :
         {"docker-bake.hcl", "docker-bake.override.json", "compose.yml", "bake.hcl", "bake-ci.json",
          "gpu.bake.json", "bakefile.hcl", "bake2.hcl", "compose.prod.yml"}) {
        EXPECT_TRUE(is_definition_name(name)) << name;
    }
    for (const char* name :
         {"main.hcl", "package.json", "prod.yml", "bake.yml", "bake", "bakery.json", "baked.hcl"}) {
        EXPECT_FALSE(is_definition_name(name)) << name;
    }
}

TEST(OtherComposeName, GoesOnBehindTheUsualOne) {
    for (const char* name : {"docker-compose.build.yml", "compose-dev.yaml", "compose_ci.yml",
                             "compose.override.yaml", "local.docker-compose.yml"}) {
        EXPECT_TRUE(is_other_compose_name(name)) << name;
    }
    for (const char* name : {"compose.yaml", "docker-compose.yml", "composer.yaml", "decompose.yml",
                             "mydocker-compose.yml", "docker-compose.prod", "compose.prod.json"}) {
        EXPECT_FALSE(is_other_compose_name(name)) << name;
    }
}

/// What `a/NAME` with these services is read with, beside a `compose.yaml`.
std::string read_with(const std::string& name, const std::string& services) {
    const std::string path = "a/" + name;
    const MemoryTree files({{"a/compose.yaml", "services: {web: {build: {dockerfile: D}},"
                                               " api: {build: ./api}, db: {image: x}}"},
                            {"a/docker-compose.yml", "services: {old: {build: .}}"},
                            {path, "services: {" + services + "}"},
                            {"b/" + name, "services: {" + services + "}"}});
    FileSet set{"a/", {path}};
    add_main_file(set, files);
    FileSet alone{"b/", {"b/" + name}};
    add_main_file(alone, files);
    EXPECT_EQ(alone.paths.size(), 1u);
    return set.paths.size() == 1 ? "nothing" : set.paths.front();
}

TEST(OtherComposeFile, IsReadWithTheMainOneWhereItChangesIt) {
    for (const char* services :
         {"web: {build: {target: prod}}", "web: {build: .}", "tool: {build: .}, db: {}",
          "api: {build: {args: [A]}}", "web: {extends: {service: tool}}, tool: {build: .}"}) {
        EXPECT_EQ(read_with("docker-compose.prod.yml", services), "a/compose.yaml") << services;
    }
    for (const char* services :
         {"tool: {build: .}", "api: {build: .}", "web: {image: x}, db: {image: y}",
          "web: {build: {context: ., dockerfile: E}}", "db: {build: .}",
          "api: {build: {context: ./api, args: [A]}}"}) {
        EXPECT_EQ(read_with("docker-compose.prod.yml", services), "nothing") << services;
    }
    EXPECT_EQ(read_with("compose.override.yaml", "tool: {build: .}"), "a/compose.yaml");
    EXPECT_EQ(read_with("prod.yaml", "db: {}"), "nothing");
}

} // namespace
} // namespace dflint::workspace
