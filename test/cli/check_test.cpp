// SPDX-License-Identifier: Apache-2.0
// The real program, run as its users run it.
#include "test/cli/sandbox.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <sys/stat.h>

namespace dflint::cli {
namespace {

constexpr const char* good = "FROM scratch\nCMD [\"/x\"]\n";
constexpr const char* bad = "FROM scratch\nRUNN x\n";

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST(Check, ExitsZeroAndSaysNothingWhenThereIsNothingToTell) {
    Sandbox box;
    box.write("Dockerfile", good);
    const Outcome outcome = box.dflint({"--format", "concise"});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(outcome.err, "");
}

TEST(Check, ExitsOneWhenSomethingIsReported) {
    Sandbox box;
    box.write("Dockerfile", bad);
    const Outcome outcome = box.dflint({"check", "--format", "concise", "Dockerfile"});
    EXPECT_EQ(outcome.code, 1);
    EXPECT_TRUE(outcome.out.starts_with("Dockerfile:2:1: error: ")) << outcome.out;
    EXPECT_TRUE(contains(outcome.out, "[invalid-syntax]\n")) << outcome.out;
}

TEST(Check, AnUnreadableFileExitsTwoAndTheOthersAreStillTold) {
    Sandbox box;
    box.write("a/Dockerfile", bad);
    box.write("c/Dockerfile", bad);
    box.make_directory("b");
    box.link("nowhere", "b/Dockerfile");
    const Outcome outcome = box.dflint({"--format", "concise"});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_TRUE(contains(outcome.out, "a/Dockerfile:2:1:")) << outcome.out;
    EXPECT_TRUE(contains(outcome.out, "c/Dockerfile:2:1:")) << outcome.out;
    EXPECT_EQ(outcome.err, "dflint: b/Dockerfile: cannot open: No such file or directory\n");
}

TEST(Check, ShowsNoValueOfAnEnvFile) {
    Sandbox box;
    box.write(".env", "BASE=s3cr3tVALUE\n");
    box.write("x.env", "DIRECTORY=an0therVALUE\n");
    box.write("compose.yaml", "services:\n  a:\n    env_file: x.env\n    build:\n"
                              "      context: .\n      args: ['BASE=${BASE}', DIRECTORY]\n");
    box.write("Dockerfile", "ARG BASE\nFROM $BASE:::\nARG DIRECTORY\nWORKDIR ${DIRECTORY}\n");
    for (const char* const format : {"concise", "sarif"}) {
        const Outcome outcome = box.dflint({"check", "--format", format});
        EXPECT_FALSE(contains(outcome.out, "VALUE")) << outcome.out;
        EXPECT_TRUE(contains(outcome.out, "${BASE}:::")) << outcome.out;
    }
}

TEST(Check, LooksOnceAtAFileThatItKnowsByTwoNames) {
    Sandbox box;
    box.write("real/Dockerfile", bad);
    box.write("docker-bake.hcl", "target \"default\" {\n  context = \"real\"\n}\n");
    box.make_directory("other");
    box.link("../real/Dockerfile", "other/Dockerfile");
    const Outcome outcome =
        box.dflint({"check", "--format", "concise", "other/Dockerfile", "docker-bake.hcl"});
    EXPECT_TRUE(contains(outcome.out, "other/Dockerfile:2:1: error: ")) << outcome.out;
    EXPECT_FALSE(contains(outcome.out, "real/Dockerfile:2:1: error: ")) << outcome.out;
}

/// `--format concise` without the rest of each line.
std::string told(const Outcome& outcome) {
    std::string out;
    for (std::size_t at = 0; at < outcome.out.size();) {
        const std::size_t end = std::min(outcome.out.find('\n', at), outcome.out.size());
        const std::string line = outcome.out.substr(at, end - at);
        out += line.substr(0, line.find(": ")) + " " + line.substr(line.rfind('[')) + "\n";
        at = end + 1;
    }
    return out;
}

/// The URL is right for the one platform that the target builds, and wrong in a plain build.
struct Repository {
    Repository() {
        box.make_directory(".git");
        box.write("docker-bake.hcl", "target \"app\" {\n  context = \"app\"\n"
                                     "  platforms = [\"linux/amd64\"]\n  platform = \"x\"\n}\n");
        box.write("app/Dockerfile", text);
        box.write("other/Dockerfile", text);
    }
    /// What these two rules say.
    [[nodiscard]] std::string told(std::vector<std::string> arguments,
                                   std::string_view input = {}) const {
        arguments.insert(arguments.begin(), {"--format", "concise", "--select",
                                             "hardcoded-arch,inconsistent-instruction-casing,"
                                             "unknown-attribute"});
        const Outcome outcome = box.dflint(std::move(arguments), input);
        EXPECT_EQ(outcome.err, "");
        return cli::told(outcome);
    }

    const std::string text =
        "FROM debian:12\nrun curl -fLO https://example.com/tool-linux-amd64\nCMD x\n";
    Sandbox box;
};

TEST(Check, ADockerfileAloneIsJudgedAsTheBakeFilesAboveBuildIt) {
    const Repository repository;
    EXPECT_EQ(repository.told({"app/Dockerfile"}),
              "app/Dockerfile:2:1 [inconsistent-instruction-casing]\n");
    EXPECT_EQ(repository.told({repository.box.path("app/Dockerfile")}),
              repository.box.path("app/Dockerfile") + ":2:1 [inconsistent-instruction-casing]\n");
    EXPECT_EQ(repository.told({"app"}), "app/Dockerfile:2:1 [inconsistent-instruction-casing]\n");
    EXPECT_EQ(repository.told({"other/Dockerfile"}),
              "other/Dockerfile:2:1 [inconsistent-instruction-casing]\n"
              "other/Dockerfile:2:46 [hardcoded-arch]\n");
}

TEST(Check, StandardInputStandsWhereItsNameSays) {
    const Repository repository;
    EXPECT_EQ(repository.told({"-", "--stdin-filename", "app/Dockerfile"}, repository.text),
              "app/Dockerfile:2:1 [inconsistent-instruction-casing]\n");
    EXPECT_EQ(repository.told({"-"}, repository.text),
              "-:2:1 [inconsistent-instruction-casing]\n-:2:46 [hardcoded-arch]\n");
}

TEST(Check, ADefinitionAloneIsReadWithThoseBesideIt) {
    Sandbox box;
    box.write("docker-bake.hcl", "variable \"V\" {\n  default = \"1\"\n}\n");
    box.write("docker-bake.override.hcl", "target \"default\" {\n  tags = [V, nope]\n}\n");
    EXPECT_EQ(told(box.dflint({"--format", "concise", "docker-bake.hcl"})), "");
    EXPECT_EQ(told(box.dflint({"--format", "concise", "docker-bake.override.hcl"})),
              "docker-bake.override.hcl:2:14 [invalid-bake]\n");
}

TEST(Check, AMissingPathExitsTwo) {
    Sandbox box;
    EXPECT_EQ(box.dflint({"missing"}).code, 2);
}

TEST(Check, ADirectoryWithoutDockerfilesIsNoMistakeButIsMentioned) {
    Sandbox box;
    box.make_directory("empty");
    const Outcome outcome = box.dflint({"empty", "--format", "concise"});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_EQ(outcome.err, "dflint: no Dockerfile in empty\n");
    EXPECT_EQ(box.dflint({"empty", "--quiet"}).err, "");
}

TEST(Check, BadOptionsExitTwoWithOneLine) {
    Sandbox box;
    box.write("Dockerfile", bad);
    for (const std::vector<std::string>& words :
         std::vector<std::vector<std::string>>{{"--nope"},
                                               {"--format", "toml"},
                                               {"--fail-level", "bad"},
                                               {"--color", "green"},
                                               {"--jobs", "0"},
                                               {"--jobs", "-1"},
                                               {"--jobs", "x"},
                                               {"--select", "no-such-rule"},
                                               {"--ignore", "no-such-rule"},
                                               {"--format"},
                                               {"--files-from", "missing"},
                                               {"explain"},
                                               {"explain", "no-such-rule"},
                                               {"rules", "extra"},
                                               {"show"},
                                               {"show", "nothing"},
                                               {"--diff", "--fix-only"},
                                               {"--context", "missing"},
                                               {"--stdin-filename", "a", "Dockerfile"},
                                               {"chekc"},
                                               {"show", "model", "docker-bake.hcl"},
                                               {"show", "syntax", ".dockerignore"},
                                               {"--files-from", "-", "-"}}) {
        const Outcome outcome = box.dflint(words);
        EXPECT_EQ(outcome.code, 2) << words.front();
        EXPECT_EQ(outcome.out, "") << words.front();
        EXPECT_TRUE(outcome.err.starts_with("dflint: ")) << outcome.err;
        EXPECT_EQ(outcome.err.find('\n'), outcome.err.size() - 1) << outcome.err;
    }
}

TEST(Check, FailLevelDecidesTheExitStatusOnly) {
    Sandbox box;
    box.write("Dockerfile", "FROM scratch\n# dflint ignore=invalid-syntax\nCMD [\"/x\"]\n");
    const std::vector<std::pair<std::string, int>> levels{
        {"error", 0}, {"warning", 0}, {"info", 1}, {"style", 1}, {"never", 0}};
    for (const auto& [level, code] : levels) {
        const Outcome outcome = box.dflint({"--format", "concise", "--fail-level", level});
        EXPECT_EQ(outcome.code, code) << level;
        EXPECT_TRUE(contains(outcome.out, "[unused-ignore]")) << outcome.out;
    }
    EXPECT_EQ(box.dflint({}).code, 1);
    EXPECT_EQ(box.dflint({"--exit-zero"}).code, 0);
    EXPECT_EQ(box.dflint({"--exit-zero", "missing"}).code, 2);
}

TEST(Check, StandardInputHasTheNameItIsGiven) {
    Sandbox box;
    const Outcome plain = box.dflint({"--format", "concise", "-"}, bad);
    EXPECT_EQ(plain.code, 1);
    EXPECT_TRUE(plain.out.starts_with("-:2:1: ")) << plain.out;
    const Outcome named =
        box.dflint({"--format", "concise", "-", "--stdin-filename", "web/Dockerfile"}, bad);
    EXPECT_TRUE(named.out.starts_with("web/Dockerfile:2:1: ")) << named.out;
    const Outcome alone =
        box.dflint({"--format", "concise", "--stdin-filename", "web/Dockerfile"}, bad);
    EXPECT_EQ(alone.out, named.out) << "nothing else can be meant";
}

TEST(Check, ForceExcludeLeavesOutWhatASearchWould) {
    Sandbox box;
    for (const char* name : {"Dockerfile", "Dockerfile.md", "dockerfile.go", "odd"}) {
        box.write(name, bad);
    }
    box.write("compose.ci.yml", "on: push\n");
    const Outcome outcome =
        box.dflint({"--force-exclude", "--format", "concise", "Dockerfile", "Dockerfile.md",
                    "dockerfile.go", "odd", "compose.ci.yml", "missing.txt"});
    EXPECT_EQ(outcome.code, 1);
    EXPECT_EQ(outcome.err, "");
    EXPECT_EQ(outcome.out, box.dflint({"--format", "concise", "Dockerfile"}).out);
}

TEST(Check, AThreadLessIsNoFailure) {
    Sandbox box;
    for (int i = 0; i < 200; ++i) box.write("d" + std::to_string(i) + "/Dockerfile", bad);
    const std::string limited = "ulimit -v 400000; exec '" + Sandbox::program() +
                                "' --jobs 64 --format concise --exit-zero -q";
    const Outcome few = box.run({"sh", "-c", limited});
    EXPECT_EQ(few.code, 0) << few.err;
    EXPECT_EQ(few.out, box.dflint({"--jobs", "1", "--format", "concise", "-q"}).out);
}

TEST(Check, NamesDoNotReachATerminalAsControls) {
    Sandbox box;
    const Outcome outcome = box.dflint({"no\x1b[31m\nfile"});
    EXPECT_EQ(outcome.err.find('\x1b'), std::string::npos) << outcome.err;
    EXPECT_EQ(outcome.err.find('\n'), outcome.err.size() - 1) << outcome.err;
}

TEST(Check, NamesComeFromAFileOrFromStandardInput) {
    Sandbox box;
    box.write("one two", bad);
    box.write("d/Dockerfile", bad);
    box.write("list", "one two\r\nd\n\n");
    const std::string expected = box.dflint({"--format", "concise", "one two", "d"}).out;
    EXPECT_TRUE(contains(expected, "one two:2:1:") && contains(expected, "d/Dockerfile:2:1:"));
    EXPECT_EQ(box.dflint({"--format", "concise", "--files-from", "list"}).out, expected);
    EXPECT_EQ(box.dflint({"--format", "concise", "--files-from", "-"}, {"one two\0d\0", 10}).out,
              expected);
    const Outcome none = box.dflint({"--files-from", "-", "--format", "concise"}, "");
    EXPECT_EQ(none.code, 0);
    EXPECT_EQ(none.out + none.err, "");
}

TEST(Check, AnOptionGivenTwiceMeansTheLast) {
    Sandbox box;
    box.write("Dockerfile", bad);
    const Outcome outcome = box.dflint(
        {"--format", "sarif", "--quiet", "--quiet", "--format", "concise", "Dockerfile"});
    EXPECT_EQ(outcome.code, 1) << outcome.err;
    EXPECT_TRUE(outcome.out.starts_with("Dockerfile:2:1: error: ")) << outcome.out;
}

TEST(Check, SelectAndIgnoreTakeListsGroupsAndAll) {
    Sandbox box;
    box.write("Dockerfile", "FROM scratch\nRUNN x\nRUN if true\n");
    const auto lines = [&](std::vector<std::string> words) {
        words.insert(words.end(), {"--format", "concise"});
        const std::string out = box.dflint(words).out;
        return std::count(out.begin(), out.end(), '\n');
    };
    EXPECT_EQ(lines({}), 2);
    EXPECT_EQ(lines({"--select", "invalid-syntax"}), 1);
    EXPECT_EQ(lines({"--select", "invalid-syntax,invalid-shell"}), 2);
    EXPECT_EQ(lines({"--select", "invalid-syntax", "--extend-select", "invalid-shell"}), 2);
    EXPECT_EQ(lines({"--select", "syntax", "--ignore", "invalid-shell"}), 1);
    EXPECT_EQ(lines({"--ignore", "all"}), 0);
}

TEST(Check, TheReportIsTheSameWithAnyNumberOfThreads) {
    Sandbox box;
    for (int i = 0; i < 60; ++i) {
        box.write("d" + std::to_string(i) + "/Dockerfile", i % 3 == 0 ? good : bad);
    }
    const std::string one = box.dflint({"--format", "json", "--jobs", "1"}).out;
    for (const char* jobs : {"2", "7"}) {
        EXPECT_EQ(box.dflint({"--format", "json", "--jobs", jobs}).out, one);
    }
}

TEST(Check, ThreadsShareTheBakeFileThatTheyPointInto) {
    Sandbox box;
    std::string bake(4000, '\n');
    for (int i = 0; i < 40; ++i) {
        const std::string name = "d" + std::to_string(i);
        bake += "target \"" + name + "\" {\n  context = \"" + name +
                "\"\n  platforms = [\"linux/amd64\", \"linux/arm64\"]\n}\n";
        box.write(name + "/Dockerfile",
                  "FROM debian:12\nRUN curl -fLO https://example.com/tool-linux-amd64\n");
    }
    box.write("docker-bake.hcl", bake);
    const Outcome one = box.dflint({"--jobs", "1"});
    EXPECT_TRUE(contains(one.out, "docker-bake.hcl:")) << one.out;
    for (int i = 0; i < 20; ++i) EXPECT_EQ(box.dflint({"--jobs", "8"}).out, one.out);
}

TEST(Check, WritesToAFileAndSaysSoWhenItCannot) {
    Sandbox box;
    box.write("Dockerfile", bad);
    const Outcome outcome = box.dflint({"--format", "concise", "--output", "out.txt"});
    EXPECT_EQ(outcome.code, 1);
    EXPECT_EQ(outcome.out, "");
    EXPECT_TRUE(contains(box.read("out.txt"), "Dockerfile:2:1:"));
    EXPECT_EQ(box.dflint({"--output", "no/such/directory/out.txt"}).code, 2);
    if (std::filesystem::exists("/dev/full")) {
        const Outcome full = box.run({"sh", "-c", "exec \"$0\" > /dev/full", box.program()});
        EXPECT_EQ(full.code, 2);
        EXPECT_TRUE(contains(full.err, "standard output: cannot write")) << full.err;
    }
}

TEST(Check, AReaderThatGoesAwayIsNoError) {
    Sandbox box;
    std::string large = "FROM scratch\n";
    for (int i = 0; i < 20000; ++i) large += "RUNN x\n";
    box.write("Dockerfile", large);
    const Outcome outcome =
        box.run({"bash", "-c", "\"$0\" --format concise | head -n 1; exit ${PIPESTATUS[0]}",
                 box.program()});
    EXPECT_EQ(outcome.code, 1);
    EXPECT_EQ(outcome.err, "");
}

TEST(Check, ColourIsForTerminalsOrOnRequest) {
    Sandbox box;
    box.write("Dockerfile", bad);
    EXPECT_FALSE(contains(box.dflint({}).out, "\x1b["));
    EXPECT_TRUE(contains(box.dflint({"--color", "always"}).out, "\x1b["));
    EXPECT_TRUE(contains(box.run({"env", "FORCE_COLOR=1", box.program()}).out, "\x1b["));
    EXPECT_FALSE(
        contains(box.run({"env", "FORCE_COLOR=1", "NO_COLOR=1", box.program()}).out, "\x1b["));
    EXPECT_FALSE(
        contains(box.run({"env", "FORCE_COLOR=1", box.program(), "--color=never"}).out, "\x1b["));
}

TEST(Check, HelpAndVersionGoToStandardOutput) {
    Sandbox box;
    for (const std::vector<std::string>& words :
         std::vector<std::vector<std::string>>{{"--help"},
                                               {"-h"},
                                               {"help"},
                                               {"check", "--help"},
                                               {"rules", "--help"},
                                               {"explain", "--help"},
                                               {"show", "--help"}}) {
        const Outcome outcome = box.dflint(words);
        EXPECT_EQ(outcome.code, 0);
        EXPECT_TRUE(outcome.out.starts_with("usage: dflint ")) << outcome.out;
        EXPECT_EQ(outcome.err, "");
    }
    EXPECT_TRUE(box.dflint({"--version"}).out.starts_with("dflint "));
}

TEST(Rules, AreListedAndExplained) {
    Sandbox box;
    EXPECT_TRUE(contains(box.dflint({"rules"}).out, "invalid-syntax"));
    const std::string json = box.dflint({"rules", "--format", "json"}).out;
    EXPECT_TRUE(contains(json, R"("name":"invalid-syntax")")) << json;
    EXPECT_TRUE(box.dflint({"explain", "invalid-syntax"}).out.starts_with("invalid-syntax: "));
    EXPECT_TRUE(
        contains(box.dflint({"explain", "invalid-syntx"}).err, "did you mean 'invalid-syntax'?"));
    EXPECT_EQ(box.dflint({"explain", "DL9027"}).err, "dflint: no rule 'DL9027'\n")
        << "another number is another rule";
}

TEST(Check, AnIgnoreFileIsLintedWithTheDirectoryItStandsInAsContext) {
    Sandbox box;
    box.write("web/.dockerignore", "__pycache__\nnode_modules\n");
    box.write("web/app/__pycache__/a.txt", "");
    const Outcome outcome = box.dflint({"--format", "concise", "web"});
    EXPECT_EQ(outcome.code, 1);
    EXPECT_TRUE(outcome.out.starts_with("web/.dockerignore:1:1: ")) << outcome.out;
    EXPECT_NE(outcome.out.find("`app/__pycache__` is still sent"), std::string::npos)
        << outcome.out;
    EXPECT_EQ(box.dflint({"--stdin-filename", ".dockerignore", "-"}, "a\na\n").code, 1);
}

} // namespace
} // namespace dflint::cli
