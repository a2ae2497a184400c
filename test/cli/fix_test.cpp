// SPDX-License-Identifier: Apache-2.0
// --fix, --diff and their kin, through the real program.
#include "test/cli/sandbox.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <sys/stat.h>

namespace dflint::cli {
namespace {

// One safe fix: the comment silences nothing and goes.
constexpr const char* before = "FROM scratch\n# dflint ignore=invalid-shell\nCMD [\"/x\"]\n";
constexpr const char* after = "FROM scratch\nCMD [\"/x\"]\n";

struct stat status_of(const std::string& path) {
    struct stat info {};
    EXPECT_EQ(::lstat(path.c_str(), &info), 0) << path;
    return info;
}

TEST(Fix, ChangesTheFileAndSaysSoInOneLine) {
    Sandbox box;
    box.write("Dockerfile", before);
    const Outcome outcome = box.dflint({"--fix", "--format", "concise"});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(outcome.err, "dflint: fixed Dockerfile (1 fix)\n");
    EXPECT_EQ(box.read("Dockerfile"), after);
}

TEST(Fix, ReportsWhatIsLeft) {
    Sandbox box;
    box.write("Dockerfile", std::string(before) + "ZZZZZZ x\n");
    const Outcome outcome = box.dflint({"--fix", "--format", "concise"});
    EXPECT_EQ(outcome.code, 1);
    EXPECT_TRUE(outcome.out.starts_with("Dockerfile:3:1: error: ")) << outcome.out;
}

TEST(Fix, FixOnlyReportsNothing) {
    Sandbox box;
    box.write("Dockerfile", std::string(before) + "ZZZZZZ x\n");
    const Outcome outcome = box.dflint({"--fix-only"});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(box.read("Dockerfile"), std::string(after) + "ZZZZZZ x\n");
}

TEST(Fix, WithoutTheOptionNothingIsTouched) {
    Sandbox box;
    box.write("Dockerfile", before);
    EXPECT_EQ(box.dflint({}).code, 1);
    EXPECT_EQ(box.dflint({"--unsafe-fixes"}).code, 1);
    EXPECT_EQ(box.read("Dockerfile"), before);
}

TEST(Fix, ARepairThatDoesNotHelpIsNoMistakeOfOurs) {
    Sandbox box;
    box.write("Dockerfile", "FROM a\nENV a=b \\ # c\n  B\n"); // joined, `B` is no `name=value`
    const Outcome outcome = box.dflint({"--fix", "--unsafe-fixes", "--format", "concise"});
    EXPECT_EQ(outcome.err, "dflint: Dockerfile:2:11: a fix of comment-after-continuation was not "
                           "made: new mistake: Syntax error - can't find = in \"B\". Must be of "
                           "the form: name=value\n");
}

TEST(Fix, KeepsTheModeAndFollowsALink) {
    Sandbox box;
    box.write("real/Dockerfile.base", before);
    ASSERT_EQ(::chmod(box.path("real/Dockerfile.base").c_str(), 0751), 0);
    box.link("real/Dockerfile.base", "Dockerfile");
    EXPECT_EQ(box.dflint({"--fix", "Dockerfile"}).code, 0);
    EXPECT_TRUE(S_ISLNK(status_of(box.path("Dockerfile")).st_mode));
    EXPECT_EQ(status_of(box.path("real/Dockerfile.base")).st_mode & 07777, 0751U);
    EXPECT_EQ(box.read("real/Dockerfile.base"), after);
    // Nothing is left beside the file.
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& entry :
         std::filesystem::directory_iterator(box.path("real"))) {
        ++count;
    }
    EXPECT_EQ(count, 1U);
}

TEST(Fix, AFileThatDoesNotChangeIsNotTouched) {
    Sandbox box;
    box.write("Dockerfile", after);
    const struct stat old = status_of(box.path("Dockerfile"));
    EXPECT_EQ(box.dflint({"--fix"}).code, 0);
    const struct stat now = status_of(box.path("Dockerfile"));
    EXPECT_EQ(old.st_ino, now.st_ino);
    EXPECT_EQ(old.st_mtim.tv_sec, now.st_mtim.tv_sec);
    EXPECT_EQ(old.st_mtim.tv_nsec, now.st_mtim.tv_nsec);
}

TEST(Fix, ASecondRunChangesNothing) {
    Sandbox box;
    box.write("Dockerfile", before);
    EXPECT_EQ(box.dflint({"--fix"}).code, 0);
    const Outcome second = box.dflint({"--fix"});
    EXPECT_EQ(second.err, "");
    EXPECT_EQ(box.dflint({"--diff"}).out, "");
}

TEST(Fix, StandardInputBecomesStandardOutput) {
    Sandbox box;
    const Outcome fixed =
        box.dflint({"--fix", "-", "--format", "concise"}, std::string(before) + "ZZZZZZ x\n");
    EXPECT_EQ(fixed.out, std::string(after) + "ZZZZZZ x\n");
    EXPECT_EQ(fixed.code, 1);
    EXPECT_NE(fixed.err.find("-:3:1: error: "), std::string::npos) << fixed.err;
    // Without anything to fix the text still comes out.
    EXPECT_EQ(box.dflint({"--fix", "-"}, after).out, after);
}

TEST(Diff, AppliesWithGitAndChangesNothingItself) {
    Sandbox box;
    if (!box.run({"git", "init", "-q", "."}).ok()) GTEST_SKIP() << "git is not installed";
    box.write("a b/Dockerfile", before);
    box.write("web.dockerfile", "FROM scratch\r\n# dflint ignore=invalid-shell\r\nCMD a\r\n");
    box.write("fine/Dockerfile", after);
    const Outcome diff = box.dflint({"--diff"});
    EXPECT_EQ(diff.code, 1);
    EXPECT_EQ(box.read("a b/Dockerfile"), before);
    ASSERT_TRUE(box.run({"git", "apply", "--whitespace=nowarn"}, diff.out).ok()) << diff.out;
    EXPECT_EQ(box.read("a b/Dockerfile"), after);
    EXPECT_EQ(box.read("web.dockerfile"), "FROM scratch\r\nCMD a\r\n");
    const Outcome none = box.dflint({"--diff"});
    EXPECT_EQ(none.code, 0);
    EXPECT_EQ(none.out, "");
}

TEST(Fix, AContextMakesMoreCertain) {
    Sandbox box;
    box.write("docker/Dockerfile", "FROM node:20\nWORKDIR /app\nCOPY . .\nRUN npm ci\n");
    box.write("package.json", "{}\n");
    box.write("package-lock.json", "{}\n");
    const std::vector<std::string> words{"--diff", "--select", "copy-before-install", "docker"};
    EXPECT_EQ(box.dflint(words).out, "");
    std::vector<std::string> with_context = words;
    with_context.insert(with_context.end(), {"--context", "."});
    EXPECT_NE(box.dflint(with_context).out.find("+COPY package.json package-lock.json ./\n"),
              std::string::npos)
        << box.dflint(with_context).out;
}

TEST(Diff, NamesPathsFromThisDirectory) {
    Sandbox box;
    if (!box.run({"git", "init", "-q", "."}).ok()) GTEST_SKIP() << "git is not installed";
    box.write("d/Dockerfile", before);
    for (const std::string& name : {box.path("d/Dockerfile"), std::string("./d/../d/Dockerfile")}) {
        const Outcome diff = box.dflint({"--diff", name});
        EXPECT_TRUE(diff.out.starts_with("--- a/d/Dockerfile\n+++ b/d/Dockerfile\n")) << diff.out;
    }
    const Outcome given = box.dflint({"--diff", "-", "--stdin-filename", "x/Dockerfile"}, before);
    EXPECT_TRUE(given.out.starts_with("--- a/x/Dockerfile\n")) << given.out;
}

TEST(Diff, NamesPathsElsewhereFromTheTopOfTheirRepository) {
    Sandbox box;
    if (!box.run({"git", "init", "-q", "."}).ok()) GTEST_SKIP() << "git is not installed";
    box.write("a/Dockerfile", before);
    box.write("b/c/x", "");
    const std::string program = "cd b/c && exec \"$0\" --diff \"$1\"";
    for (const std::string& name : {box.path("a/Dockerfile"), std::string("../../a/Dockerfile")}) {
        const Outcome diff = box.run({"sh", "-c", program, Sandbox::program(), name});
        EXPECT_TRUE(diff.out.starts_with("--- a/a/Dockerfile\n")) << diff.out;
        EXPECT_TRUE(box.run({"git", "apply", "--check"}, diff.out).ok()) << diff.out;
    }
}

TEST(PreCommit, FixesThenPasses) {
    Sandbox box;
    if (!box.run({"pre-commit", "--version"}).ok()) GTEST_SKIP() << "pre-commit is not installed";
    if (!box.run({"git", "init", "-q", "."}).ok()) GTEST_SKIP() << "git is not installed";
    // The hooks as users get them: from a repository, with the program on PATH.
    const std::string root = DFLINT_SOURCE_DIR;
    box.make_directory("hooks");
    std::filesystem::copy_file(root + "/.pre-commit-hooks.yaml",
                               box.path("hooks/.pre-commit-hooks.yaml"));
    const auto sh = [&](const std::string& script) {
        const std::string bin = std::filesystem::path(Sandbox::program()).parent_path().string();
        return box.run({"env", "PATH=" + bin + ":/usr/local/bin:/usr/bin:/bin",
                        "PRE_COMMIT_HOME=" + box.path("cache"), "HOME=" + box.path("."), "sh",
                        "-ec",
                        "export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a "
                        "GIT_COMMITTER_EMAIL=a@b; " +
                            script});
    };
    ASSERT_TRUE(sh("cd hooks; git init -q .; git add .; git commit -q -m hooks").ok());
    box.write(".gitignore", "hooks\ncache\n");
    box.write(".pre-commit-config.yaml", "repos:\n- repo: ./hooks\n  rev: HEAD\n  hooks:\n"
                                         "  - id: dflint-fix\n  - id: dflint\n");
    box.write("web/dev.dockerfile", before);
    box.write("Dockerfile.md", "RUNN\n"); // the hooks offer it, --force-exclude leaves it out
    ASSERT_TRUE(sh("sed -i \"s/rev: HEAD/rev: $(git -C hooks rev-parse HEAD)/\" "
                   ".pre-commit-config.yaml; git add .")
                    .ok());
    const Outcome first = sh("pre-commit run --all-files");
    EXPECT_EQ(first.code, 1) << first.out << first.err;
    EXPECT_NE(first.out.find("fixed web/dev.dockerfile (1 fix)"), std::string::npos) << first.out;
    EXPECT_EQ(box.read("web/dev.dockerfile"), after);
    const Outcome second = sh("git add .; pre-commit run --all-files");
    EXPECT_EQ(second.code, 0) << second.out << second.err;
}

} // namespace
} // namespace dflint::cli
