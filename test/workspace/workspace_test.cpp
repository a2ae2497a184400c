// SPDX-License-Identifier: Apache-2.0
#include "dflint/workspace/workspace.h"

#include <gtest/gtest.h>

namespace dflint::workspace {
namespace {

/// A run over some of the files of a tree.
struct Given {
    Given(std::map<std::string, std::string> all, std::vector<std::string> paths)
        : files(std::move(all)), workspace(paths, files, environment) {}

    /// The targets that build a Dockerfile.
    [[nodiscard]] std::string builders(const std::string& dockerfile) const {
        std::string out;
        for (const model::Context& each : workspace.contexts_of(dockerfile)) {
            out += each.invocation->name + "@" + each.directory + " ";
        }
        return out;
    }

    MemoryTree files;
    bake::Environment environment;
    Workspace workspace;
};

const std::string dockerfile = "FROM a\nARG V\n";

TEST(Workspace, KnowsHowADockerfileIsBuilt) {
    const Given run(
        {{"app/compose.yaml", "services: {web: {build: {context: src}}, db: {image: x}}"},
         {"app/src/Dockerfile", dockerfile}},
        {"app/compose.yaml", "./app/src/Dockerfile"});
    EXPECT_EQ(run.builders("app/src/Dockerfile"), "web@app/src ");
    EXPECT_EQ(run.builders("./app/src/Dockerfile"), "web@app/src ");
    EXPECT_EQ(run.builders("app/Dockerfile"), "");
    EXPECT_TRUE(run.workspace.missing_files().empty());
}

TEST(Workspace, TakesADockerfileInSmallLetters) {
    const Given run({{"compose.yaml", "services: {a: {build: .}, b: {build: {dockerfile: X}}}"},
                     {"dockerfile", dockerfile},
                     {"x", dockerfile}},
                    {"compose.yaml", "dockerfile", "x"});
    EXPECT_EQ(run.builders("dockerfile"), "a@. ");
    EXPECT_EQ(run.builders("x"), "");
}

TEST(Workspace, ReadsAnOverrideWithWhatItChanges) {
    const Given run({{"compose.yaml", "services: {a: {build: {context: src}}, b: {image: x}}"},
                     {"compose.dev.yaml", "services: {a: {build: {args: {V: 1}}}}"},
                     {"src/Dockerfile", dockerfile}},
                    {"compose.dev.yaml", "compose.yaml", "src/Dockerfile"});
    EXPECT_EQ(run.builders("src/Dockerfile"), "a@src a@src ");
    EXPECT_EQ(run.workspace.set_of("compose.dev.yaml")->paths,
              (std::vector<std::string>{"compose.yaml", "compose.dev.yaml"}));
    EXPECT_EQ(run.workspace.set_of("compose.yaml")->paths,
              std::vector<std::string>{"compose.yaml"});
    const SourceFile main("compose.yaml", *run.files.read("compose.yaml"));
    EXPECT_EQ(run.workspace.borrow(main)->project.meaning().files.size(), 1u);
}

TEST(Workspace, BringsTheDockerfilesOfAnOverride) {
    const Given run(
        {{"compose.yaml", "services: {a: {build: {context: x}}, b: {build: {context: y}}}"},
         {"compose.dev.yaml", "services: {a: {build: {args: {V: 1}}}}"},
         {"x/Dockerfile", dockerfile},
         {"y/Dockerfile", dockerfile}},
        {"compose.dev.yaml"});
    EXPECT_EQ(run.workspace.missing_files(), std::vector<std::string>{"x/Dockerfile"});
}

TEST(Workspace, TellsEachDistinctWayOnce) {
    const Given run({{"compose.yaml", "services:\n"
                                      "  a: {build: {args: {V: 1, OTHER: x}}}\n"
                                      "  b: {build: {args: {V: 1, OTHER: y}}}\n"
                                      "  c: {build: {args: {V: 2}}}\n"},
                     {"Dockerfile", dockerfile}},
                    {"compose.yaml"});
    EXPECT_EQ(run.builders("Dockerfile"), "a@. c@. ") << "the file declares no ARG OTHER";
    EXPECT_EQ(run.workspace.missing_files(), std::vector<std::string>{"Dockerfile"});
}

TEST(Workspace, LooksForDockerfilesFromTheDirectoriesAbove) {
    const Given run({{"ci/build.yml", "services: {a: {build: {dockerfile: docker/Dockerfile}}}"},
                     {"docker/Dockerfile", dockerfile}},
                    {"ci/build.yml"});
    EXPECT_EQ(run.builders("docker/Dockerfile"), "a@. ");
}

TEST(Workspace, ReadsWhatStandsAroundAndMakesItNoPartOfTheRun) {
    const MemoryTree files({{"../compose.yaml", "services: {a: {build: b}, c: {build: c}}"},
                            {"../b/Dockerfile", dockerfile},
                            {"../c/Dockerfile", dockerfile}});
    const std::vector<std::string> paths{"Dockerfile"};
    const Workspace workspace(paths, files, {},
                              {{"../compose.yaml"}, {{"Dockerfile", {"../b/Dockerfile"}}}});
    ASSERT_EQ(workspace.contexts_of("./Dockerfile").size(), 1u);
    EXPECT_EQ(workspace.contexts_of("Dockerfile")[0].directory, "../b");
    EXPECT_TRUE(workspace.missing_files().empty());
}

TEST(Workspace, ADefinitionOfTheRunBringsItsOwnDockerfilesOnly) {
    const MemoryTree files({{"compose.yaml", "services: {a: {build: a}}"},
                            {"docker-bake.hcl", "target \"b\" { context = \"b\" }\n"},
                            {"a/Dockerfile", dockerfile},
                            {"b/Dockerfile", dockerfile}});
    const std::vector<std::string> paths{"docker-bake.hcl"};
    const Workspace workspace(paths, files, {}, {{"compose.yaml"}, {}});
    EXPECT_EQ(workspace.missing_files(), std::vector<std::string>{"b/Dockerfile"});
    EXPECT_EQ(workspace.set_of("docker-bake.hcl")->paths.size(), 2u);
}

TEST(Workspace, AComposeFileBringsThoseThatItIncludes) {
    const MemoryTree files({{"compose.yaml", "include: [lib/compose.yaml, x.yaml]\n"},
                            {"lib/compose.yaml", "services: {a: {build: a}}"},
                            {"lib/a/Dockerfile", dockerfile},
                            {"x.yaml", "services: {b: {extends: {file: y.yaml, service: b}}}"},
                            {"y.yaml", "services: {b: {build: b}}"}});
    const std::vector<std::string> paths{"compose.yaml", "x.yaml"};
    const Workspace workspace(paths, files, {});
    EXPECT_EQ(workspace.missing_files(),
              (std::vector<std::string>{"lib/a/Dockerfile", "lib/compose.yaml"}));
    EXPECT_TRUE(Workspace(std::vector<std::string>{"Dockerfile"}, files, {}, {{"compose.yaml"}, {}})
                    .missing_files()
                    .empty());
}

TEST(Workspace, GoesOnWithoutAFileItCannotRead) {
    const Given run(
        {{"docker-compose.yml", "services: {a: {build: .}}"}, {"Dockerfile", dockerfile}},
        {"compose.yaml", "docker-compose.yml"});
    EXPECT_EQ(run.builders("Dockerfile"), "a@. ");
    EXPECT_NE(run.workspace.set_of("./docker-compose.yml"), nullptr);
    EXPECT_EQ(run.workspace.set_of("Dockerfile"), nullptr);
}

TEST(Workspace, LendsAProjectWhoseFileIsAsItWasRead) {
    const Given run({{"app/compose.yaml", "services: {a: {build: .}}"},
                     {"app/docker-bake.hcl", "target \"b\" {}\n"},
                     {"app/Dockerfile", dockerfile}},
                    {"app/compose.yaml", "app/docker-bake.hcl"});
    const auto loan = run.workspace.borrow({"app/docker-bake.hcl", "target \"b\" {}\n"});
    ASSERT_TRUE(loan);
    EXPECT_EQ(loan->file.path(), "app/docker-bake.hcl");
    ASSERT_EQ(loan->project.targets().size(), 2u);
    EXPECT_NE(loan->project.targets()[0].build, nullptr) << "it is understood";
}

TEST(Workspace, LendsNoProjectForATextThatIsNew) {
    const Given run({{"compose.yaml", "services: {a: {build: .}}"}}, {"compose.yaml"});
    EXPECT_TRUE(run.workspace.borrow({"./compose.yaml", "services: {a: {build: .}}"}));
    EXPECT_FALSE(run.workspace.borrow({"compose.yaml", "services: {b: {build: .}}"}));
    EXPECT_FALSE(run.workspace.borrow({"x.yaml", "services: {a: {build: .}}"}));
}

TEST(Project, TakesTheFileAtHandAsItIs) {
    MemoryTree files;
    files.add("compose.yaml", "services: {old: {build: .}}");
    const SourceFile at_hand("./compose.yaml", "services: {new: {build: .}}");
    const auto project = Project::load({"", {"compose.yaml"}}, files, {}, &at_hand);
    ASSERT_EQ(project->targets().size(), 1u);
    EXPECT_EQ(project->targets()[0].meaning->name, "new");
    EXPECT_EQ(&project->file(0), &at_hand);
}

TEST(Project, UnderstandsADockerfileAsItsTargetBuildsIt) {
    const MemoryTree files(
        {{"compose.yaml", "services: {a: {build: {args: {V: '8'}}}}"}, {"Dockerfile", dockerfile}});
    const auto project = Project::load({"", {"compose.yaml"}}, files, {});
    project->understand();
    const model::Build& build = *project->targets()[0].build;
    EXPECT_EQ(build.stages[0].bindings[0].value, "8");
}

} // namespace
} // namespace dflint::workspace
