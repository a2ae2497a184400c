// SPDX-License-Identifier: Apache-2.0
#include "test/cli/sandbox.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <iterator>

namespace dflint::cli {
namespace {

TEST(Show, ModelTellsWhatIsKnownAndWhatIsNot) {
    Sandbox box;
    box.write("Dockerfile", "ARG V=3\n"
                            "FROM python:$V AS base\n"
                            "WORKDIR /app\n"
                            "COPY --from=x a b/\n"
                            "RUN --mount=type=cache,target=/c sudo pip install torch==2.6.0\n"
                            "FROM base\n"
                            "USER $WHO\n"
                            "RUN [\"ls\"]\n");
    const Outcome outcome = box.dflint({"show", "model", "Dockerfile"});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_EQ(outcome.out,
              "arg (line 1): V=3\n"
              "stage 0 (line 2) base, image python:3\n"
              "  copy (line 4): a, to /app/b/, from x\n"
              "  run (line 5): shell sh, workdir /app, user root, home /root\n"
              "    mount (line 5): cache, target /c\n"
              "    command (line 5): pip install torch==2.6.0, verb install, as root\n"
              "    install (line 5): pip, kind packages, package torch==2.6.0, "
              "cache /root/.cache/pip\n"
              "stage 1 (line 6), from stage 0, final\n"
              "  run (line 8): exec, shell sh, workdir /app, user unknown, home unknown\n");
}

TEST(Show, ModelTellsTriggersFromWhatIsRun) {
    Sandbox box;
    box.write("Dockerfile", "FROM scratch\nONBUILD RUN a\nRUN b\nONBUILD RUN c\n");
    EXPECT_EQ(box.dflint({"show", "model", "Dockerfile"}).out,
              "stage 0 (line 1), image scratch, final\n"
              "  trigger (line 2): shell sh, workdir /, user root, home /root\n"
              "    command (line 2): a\n"
              "  run (line 3): shell sh, workdir /, user root, home /root\n"
              "    command (line 3): b\n"
              "  trigger (line 4): shell sh, workdir /, user root, home /root\n"
              "    command (line 4): c\n");
    const std::string json = box.dflint({"show", "model", "--format", "json", "Dockerfile"}).out;
    const std::size_t runs = json.find("\"runs\":[{\"line\":3,");
    const std::size_t triggers = json.find("\"triggers\":[{\"line\":2,");
    EXPECT_NE(runs, json.npos) << json;
    EXPECT_NE(triggers, json.npos) << json;
    EXPECT_NE(json.find("{\"line\":4,", triggers), json.npos) << json;
}

TEST(Show, JsonIsOneLineForEachFile) {
    Sandbox box;
    box.write("a.Dockerfile", "FROM a\n");
    box.write("b.Dockerfile", "FROM b\n");
    for (const char* what : {"syntax", "model", "shell"}) {
        const Outcome outcome =
            box.dflint({"show", what, "--format", "json", "a.Dockerfile", "--files-from", "-"},
                       "b.Dockerfile\n");
        EXPECT_EQ(outcome.code, 0) << what;
        const std::size_t second = outcome.out.find('\n') + 1;
        EXPECT_TRUE(outcome.out.starts_with("{\"file\":\"a.Dockerfile\"")) << outcome.out;
        EXPECT_EQ(outcome.out.find("{\"file\":\"b.Dockerfile\""), second) << outcome.out;
        EXPECT_EQ(outcome.out.find('\n', second), outcome.out.size() - 1) << outcome.out;
    }
}

TEST(Show, AnUnreadableFileExitsTwoAndTheOthersAreShown) {
    Sandbox box;
    box.write("a", "FROM a\n");
    const Outcome outcome = box.dflint({"show", "syntax", "--format", "json", "missing", "a"});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_TRUE(outcome.out.starts_with("{\"file\":\"a\"")) << outcome.out;
    EXPECT_EQ(outcome.err, "dflint: missing: cannot open: No such file or directory\n");
}

TEST(Show, IgnoreTellsThePatternsAndWhichOfThemDecides) {
    Sandbox box;
    box.write(".dockerignore", "# docs\n*.md\n!./README.md\n[z-a]\n");
    const Outcome outcome = box.dflint(
        {"show", "ignore", ".dockerignore", "a.md", "./README.md", "docs/b.md", "README.md/x"});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_EQ(outcome.out, "2 ignores *.md\n"
                           "3 keeps README.md\n"
                           "4 ignores [z-a] (the pattern has a range that runs backwards; the "
                           "build stops when it compares a path with it)\n"
                           "a.md: ignored by line 2: *.md\n"
                           "./README.md: unknown because of line 4: [z-a]\n"
                           "docs/b.md: unknown because of line 4: [z-a]\n"
                           "README.md/x: unknown because of line 4: [z-a]\n");

    box.write("b.dockerignore", "*\n!src\n");
    EXPECT_EQ(box.dflint({"show", "ignore", "--format", "json", "b.dockerignore", "src/a"}).out,
              R"({"file":"b.dockerignore","patterns":[)"
              R"({"line":1,"pattern":"*","negated":false,"error":null},)"
              R"({"line":2,"pattern":"src","negated":true,"error":null}],)"
              R"("paths":[{"path":"src/a","ignored":false,"line":2}]})"
              "\n");
}

TEST(Show, BakePrintsWhatBuildxPrints) {
    Sandbox box;
    box.write("docker-bake.hcl", "variable \"TAG\" {\n default = \"1\"\n}\n"
                                 "target \"app\" {\n tags = [\"app:${TAG}\"]\n}\n");
    box.write("extra.hcl", "target \"extra\" {\n args = {A = timestamp()}\n}\n");
    const char* expected = "{\n"
                           "  \"group\": {\n"
                           "    \"default\": {\n"
                           "      \"targets\": [\n"
                           "        \"app\"\n"
                           "      ]\n"
                           "    }\n"
                           "  },\n"
                           "  \"target\": {\n"
                           "    \"app\": {\n"
                           "      \"context\": \".\",\n"
                           "      \"dockerfile\": \"Dockerfile\",\n"
                           "      \"tags\": [\n"
                           "        \"app:2\"\n"
                           "      ],\n"
                           "      \"pull\": true\n"
                           "    }\n"
                           "  }\n"
                           "}\n";
    const Outcome shown =
        box.dflint({"show", "bake", "--var", "TAG=2", "--set", "app.pull=true", "app"});
    EXPECT_EQ(shown.code, 0) << shown.err;
    EXPECT_EQ(shown.out, expected);
    const Outcome all =
        box.dflint({"show", "bake", "-f", "docker-bake.hcl", "-f", "extra.hcl", "--all-targets"});
    EXPECT_EQ(all.code, 0);
    EXPECT_EQ(all.err,
              "dflint: not known: target `extra`, args.A: `timestamp()` depends on the clock\n");
}

/// `show bake --env` in an environment with more variables.
Outcome show_bake(const Sandbox& box, std::vector<std::string> variables,
                  const std::vector<std::string>& arguments = {}) {
    std::vector<std::string> command{"env"};
    std::ranges::move(variables, std::back_inserter(command));
    command.push_back(Sandbox::program());
    command.insert(command.end(), {"show", "bake", "--env"});
    command.insert(command.end(), arguments.begin(), arguments.end());
    return box.run(command);
}

bool has(const Outcome& outcome, const std::string& part) {
    return outcome.out.find(part) != std::string::npos;
}

TEST(Show, BakeLooksIntoTheEnvironmentOnlyWhenAsked) {
    const Sandbox box;
    box.write("docker-bake.hcl", "variable \"TAG\" {\n default = \"file\"\n}\n"
                                 "variable \"LIST\" {\n type = list(string)\n default = []\n}\n"
                                 "target \"default\" {\n tags = concat([TAG], LIST)\n}\n");
    const std::string program = Sandbox::program();
    EXPECT_TRUE(has(box.run({"env", "TAG=env", program, "show", "bake"}), "\"file\""));
    EXPECT_TRUE(has(show_bake(box, {"TAG=env"}), "\"env\""));
    EXPECT_TRUE(has(show_bake(box, {"TAG=env"}, {"--var", "TAG=var"}), "\"var\""));
    EXPECT_TRUE(has(show_bake(box, {"LIST=a,b"}), "\"a\",\n        \"b\""));
    EXPECT_TRUE(has(show_bake(box, {"LIST_JSON=[\"c,d\"]"}), "\"c,d\""));
    EXPECT_TRUE(
        has(show_bake(box, {"TAG=env", "BUILDX_BAKE_DISABLE_VARS_ENV_LOOKUP=1"}), "\"file\""));
}

TEST(Show, BakeTakesItsFilesFromTheEnvironment) {
    const Sandbox box;
    box.write("docker-bake.hcl", "target \"default\" {\n tags = [\"by-default\"]\n}\n");
    box.write("a.hcl", "target \"default\" {\n tags = [\"in-a\"]\n}\n");
    box.write("b.hcl", "target \"default\" {\n pull = true\n}\n");
    EXPECT_TRUE(has(show_bake(box, {"BUILDX_BAKE_FILE=a.hcl"}), "\"in-a\""));
    EXPECT_FALSE(has(show_bake(box, {"BUILDX_BAKE_FILE=a.hcl"}), "\"pull\""));
    const Outcome both = show_bake(box, {"BUILDX_BAKE_FILE=a.hcl:b.hcl"});
    EXPECT_TRUE(has(both, "\"in-a\"") && has(both, "\"pull\": true")) << both.err;
    const Outcome other =
        show_bake(box, {"BUILDX_BAKE_FILE=a.hcl;b.hcl", "BUILDX_BAKE_PATH_SEPARATOR=;"});
    EXPECT_TRUE(has(other, "\"in-a\"") && has(other, "\"pull\": true")) << other.err;
    EXPECT_TRUE(has(show_bake(box, {"BUILDX_BAKE_FILE=a.hcl"}, {"-f", "docker-bake.hcl"}),
                    "\"by-default\""));
    EXPECT_TRUE(has(show_bake(box, {"BUILDX_BAKE_FILE="}), "\"by-default\""));
    EXPECT_EQ(show_bake(box, {"BUILDX_BAKE_FILE=nope.hcl"}).code, 2);
}

TEST(Show, BakeFillsComposeFilesFromTheEnvironment) {
    const Sandbox box;
    box.write("compose.yaml", "services:\n  app:\n    build: {context: ., args: [A, 'B=${B:-b}']}\n"
                              "    environment: {A: service}\n");
    EXPECT_TRUE(
        has(show_bake(box, {"A=env", "B=env"}), "\"A\": \"service\",\n        \"B\": \"env\""));
    EXPECT_TRUE(has(show_bake(box, {}), "\"B\": \"b\""));
}

TEST(Show, BakeRemarksOnWhatTheCommandLineTakesAway) {
    const Sandbox box;
    box.write("docker-bake.hcl", "target \"default\" {\n tags = [\"a\"]\n}\n");
    const Outcome outcome = box.dflint({"show", "bake", "--set", "*.tags=b"});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_TRUE(has(outcome, "\"b\""));
    EXPECT_EQ(outcome.err, "dflint: docker-bake.hcl:2:9: `--set default.tags=` replaces this list; "
                           "`--set default.tags+=` adds to it\n");
}

TEST(Show, BakeSaysWhereSomethingIsWrong) {
    Sandbox box;
    box.write("docker-bake.hcl", "target \"default\" {\n tags = [nope]\n}\n");
    const Outcome outcome = box.dflint({"show", "bake"});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(outcome.err, "dflint: docker-bake.hcl:2:10: there is no variable named `nope`\n");
    Sandbox empty;
    EXPECT_EQ(empty.dflint({"show", "bake"}).err, "dflint: couldn't find a bake definition\n");
}

} // namespace
} // namespace dflint::cli
