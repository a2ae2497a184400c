// SPDX-License-Identifier: Apache-2.0
#include "tools/dflint/discovery.h"

#include "test/cli/sandbox.h"

#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <regex>
#include <string>
#include <sys/stat.h>
#include <vector>

namespace dflint::cli {
namespace {

using Names = std::vector<std::string>;

TEST(DockerfileName, TakesTheNamesPeopleUse) {
    for (const char* name : {"Dockerfile", "dockerfile", "DOCKERFILE", "Dockerfile.dev",
                             "dockerfile.nvidia.base", "Dockerfile-alpine", "Dockerfile_old",
                             "web.dockerfile", "web.Dockerfile", "dev-Dockerfile", "Containerfile",
                             "containerfile", "Containerfile.rocm", "api.containerfile",
                             "Dockerfile.go", "Dockerfile.php", "Dockerfile.1.2", ".dockerfile"}) {
        EXPECT_TRUE(is_dockerfile_name(name)) << name;
    }
}

TEST(DockerfileName, LeavesWhatOnlyLooksLikeOne) {
    for (const char* name :
         {"Dockerfile.dockerignore", ".dockerignore", "web.Dockerfile.dockerignore",
          "Dockerfile.md", "Dockerfile.orig", "Dockerfile~", "Dockerfile.dev~", "Dockerfile.j2",
          "Dockerfile.tmpl", "Dockerfile-debian.template", "dockerfile.go", "dockerfile.py",
          "mydockerfile", "Dockerfiles", "Dockerfile2.md", "docker-compose.yml", "", "notes.txt",
          "Makefile"}) {
        EXPECT_FALSE(is_dockerfile_name(name)) << name;
    }
}

TEST(IgnoreFileName, IsDockerignoreAloneOrBehindADockerfilesName) {
    EXPECT_TRUE(is_ignore_file_name(".dockerignore"));
    EXPECT_TRUE(is_ignore_file_name("web.Dockerfile.dockerignore"));
    EXPECT_FALSE(is_ignore_file_name("dockerignore"));
    EXPECT_FALSE(is_ignore_file_name(".gitignore"));
    EXPECT_FALSE(is_ignore_file_name(".dockerignore.bak"));
}

/// What is found, by names below the sandbox.
Names found_in(const Sandbox& box, const Names& arguments) {
    Names paths, names;
    for (const std::string& argument : arguments) paths.push_back(box.path(argument));
    for (const std::string& file : discover(paths).files) {
        names.push_back(file.substr(box.path("").size()));
    }
    return names;
}

TEST(Discovery, SearchesADirectorySortedAndLeavesGitAlone) {
    Sandbox box;
    for (const char* name : {"b/Dockerfile", "Dockerfile", "a/x.dockerfile", "a/b/Containerfile",
                             ".git/Dockerfile", "notes.txt", ".devcontainer/Dockerfile",
                             ".dockerignore", "a/x.dockerfile.dockerignore"}) {
        box.write(name, "FROM a\n");
    }
    EXPECT_EQ(found_in(box, {""}),
              (Names{".devcontainer/Dockerfile", ".dockerignore", "Dockerfile", "a/b/Containerfile",
                     "a/x.dockerfile", "a/x.dockerfile.dockerignore", "b/Dockerfile"}));
}

TEST(Discovery, TakesComposeFilesOfOtherNamesThatHaveServices) {
    Sandbox box;
    box.write("docker-compose.build.yml", "services:\n  a:\n    build: .\n");
    box.write("compose-dev.yaml", "services: {a: {build: .}}\n");
    box.write("docker-compose.yml", "on: push\n");
    box.write("docker-compose.ci.yml", "on: push\njobs: {a: {env: '${{ secrets.A }}'}}\n");
    box.write("docker-compose.template.yml", "services: {{ .Services }}\n");
    box.write("compose.prod.yaml", "services:\n");
    box.write("prod.yml", "services: {a: {build: .}}\n");
    EXPECT_EQ(found_in(box, {""}),
              (Names{"compose-dev.yaml", "docker-compose.build.yml", "docker-compose.yml"}));
    EXPECT_EQ(found_in(box, {"prod.yml"}), Names{"prod.yml"});
}

TEST(Discovery, NamedFilesAreTakenWhateverTheirNameAndOnlyOnce) {
    Sandbox box;
    box.write("odd.txt", "FROM a\n");
    box.write("d/Dockerfile", "FROM a\n");
    box.link("Dockerfile", "d/Dockerfile.link");
    EXPECT_EQ(found_in(box, {"odd.txt", "d", "d/Dockerfile", "d/../odd.txt", "missing"}),
              (Names{"odd.txt", "d/Dockerfile", "missing"}));
}

TEST(Discovery, PipesAreNoFiles) {
    Sandbox box;
    box.write("a/Dockerfile", "FROM a\n");
    ASSERT_EQ(::mkfifo(box.path("Dockerfile").c_str(), 0600), 0);
    ASSERT_EQ(::mkfifo(box.path("docker-compose.dev.yml").c_str(), 0600), 0);
    box.link("nowhere", "Dockerfile.old");
    box.link("Dockerfile", "Dockerfile.pipe");
    EXPECT_EQ(found_in(box, {""}), (Names{"Dockerfile.old", "a/Dockerfile"}))
        << "a link to nowhere was to be a file";
}

TEST(Hooks, OfferEachFileThatASearchTakes) {
    std::ifstream hooks(DFLINT_SOURCE_DIR "/.pre-commit-hooks.yaml");
    const std::string text((std::istreambuf_iterator<char>(hooks)), {});
    const std::string opener = "files: &files '(?i)";
    const std::size_t begin = text.find(opener);
    ASSERT_NE(begin, std::string::npos);
    const std::size_t end = text.find('\'', begin + opener.size());
    const std::regex files(text.substr(begin + opener.size(), end - begin - opener.size()),
                           std::regex::ECMAScript | std::regex::icase);
    for (const char* name :
         {"Dockerfile", "a/dockerfile", "Dockerfile.dev", "a/web.dockerfile", "dev-Dockerfile",
          "Containerfile", "api.containerfile", ".dockerfile", ".dockerignore",
          "a/web.Dockerfile.dockerignore", "docker-bake.hcl", "a/docker-bake.override.json",
          "bake.hcl", "gpu.bake.json", "compose.yaml", "a/docker-compose.yml",
          "docker-compose.prod.yml", "compose-dev.yaml"}) {
        EXPECT_TRUE(std::regex_search(name, files)) << name;
    }
    for (const char* name : {"README.md", "mydockerfile", "a/compose/x.yaml", "package.json"}) {
        EXPECT_FALSE(std::regex_search(name, files)) << name;
    }
}

TEST(Discovery, LinksToDirectoriesAreNotFollowed) {
    Sandbox box;
    box.write("d/Dockerfile", "FROM a\n");
    box.link("..", "d/up");
    box.link("d", "Dockerfile");
    EXPECT_EQ(found_in(box, {""}), Names{"d/Dockerfile"});
}

TEST(Discovery, RespectsNestedGitignoreFilesAndExclude) {
    Sandbox box;
    if (!box.run({"git", "init", "-q", "."}).ok()) GTEST_SKIP() << "git is not installed";
    box.write(".gitignore", "vendor/\n*.dev\n/top/Dockerfile\n");
    box.write(".git/info/exclude", "private\n");
    box.write("sub/.gitignore", "!Dockerfile.dev\nDockerfile.tmp2\n");
    for (const char* name :
         {"vendor/Dockerfile", "sub/vendor/Dockerfile", "Dockerfile.dev", "sub/Dockerfile.dev",
          "sub/Dockerfile.tmp2", "Dockerfile.tmp2", "top/Dockerfile", "sub/top/Dockerfile",
          "private/Dockerfile", "sub/deep/Dockerfile.dev"}) {
        box.write(name, "FROM a\n");
    }
    const Names expected{"Dockerfile.tmp2", "sub/Dockerfile.dev", "sub/deep/Dockerfile.dev",
                         "sub/top/Dockerfile"};
    EXPECT_EQ(found_in(box, {""}), expected);
    // From below, the files above still count; a directory named outright is searched.
    EXPECT_EQ(found_in(box, {"sub"}),
              (Names{"sub/Dockerfile.dev", "sub/deep/Dockerfile.dev", "sub/top/Dockerfile"}));
    EXPECT_EQ(found_in(box, {"vendor"}), Names{"vendor/Dockerfile"});
}

TEST(Discovery, ANestedRepositoryHasItsOwnRules) {
    Sandbox box;
    if (!box.run({"git", "init", "-q", "."}).ok()) GTEST_SKIP() << "git is not installed";
    if (!box.run({"git", "init", "-q", "inner"}).ok()) GTEST_SKIP() << "git is not installed";
    box.write(".gitignore", "Dockerfile\n");
    box.write("inner/Dockerfile", "FROM a\n");
    EXPECT_EQ(found_in(box, {""}), Names{"inner/Dockerfile"});
}

TEST(Discovery, ALinkedWorktreeKnowsTheSharedExcludeFile) {
    Sandbox box;
    if (!box.run({"git", "init", "-q", "main"}).ok()) GTEST_SKIP() << "git is not installed";
    ASSERT_TRUE(box.run({"git", "-C", "main", "-c", "user.name=a", "-c", "user.email=a@b", "commit",
                         "-q", "--allow-empty", "-m", "x"})
                    .ok());
    ASSERT_TRUE(box.run({"git", "-C", "main", "worktree", "add", "-q", "../tree"}).ok());
    box.write("main/.git/info/exclude", "secret\n");
    box.write("tree/secret/Dockerfile", "FROM a\n");
    box.write("tree/Dockerfile", "FROM a\n");
    EXPECT_EQ(found_in(box, {"tree"}), Names{"tree/Dockerfile"});
}

TEST(Discovery, WithoutARepositoryTheDirectorysOwnFilesCount) {
    Sandbox box;
    box.write(".gitignore", "inner/x\n");
    box.write("inner/.gitignore", "y\n");
    box.write("inner/x/Dockerfile", "FROM a\n");
    box.write("inner/y/Dockerfile", "FROM a\n");
    EXPECT_EQ(found_in(box, {""}), Names{});
    EXPECT_EQ(found_in(box, {"inner"}), Names{"inner/x/Dockerfile"});
    EXPECT_EQ(discover({box.path("inner/y")}).empty_directories.size(), 0U);
    EXPECT_EQ(discover({box.path("")}).empty_directories.size(), 1U);
}

} // namespace
} // namespace dflint::cli
