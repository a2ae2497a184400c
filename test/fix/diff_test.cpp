// SPDX-License-Identifier: Apache-2.0
#include "dflint/fix/diff.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

namespace dflint::fix {
namespace {

TEST(Diff, OfEqualTextsIsEmpty) {
    EXPECT_EQ(unified_diff("Dockerfile", "a\n", "a\n"), "");
}

TEST(Diff, ShowsThreeLinesOfContext) {
    EXPECT_EQ(
        unified_diff("d/Dockerfile", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\n6\n7\n8\n9\n"),
        "--- a/d/Dockerfile\n+++ b/d/Dockerfile\n"
        "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n");
}

TEST(Diff, JoinsHunksWhoseContextsMeet) {
    EXPECT_EQ(unified_diff("f", "a\n1\n2\n3\n4\n5\n6\nb\n", "A\n1\n2\n3\n4\n5\n6\nB\n"),
              "--- a/f\n+++ b/f\n@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n");
    EXPECT_EQ(unified_diff("f", "a\n1\n2\n3\n4\n5\n6\n7\nb\n", "A\n1\n2\n3\n4\n5\n6\n7\nB\n"),
              "--- a/f\n+++ b/f\n@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n"
              "@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n");
}

TEST(Diff, TellsOfAMissingLineEnd) {
    EXPECT_EQ(unified_diff("f", "a", "b\n"),
              "--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n");
    EXPECT_EQ(unified_diff("f", "a\nb", "A\nb"),
              "--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n-a\n+A\n b\n\\ No newline at end of file\n");
}

TEST(Diff, OfAddedAndRemovedText) {
    EXPECT_EQ(unified_diff("f", "", "a\n"), "--- a/f\n+++ b/f\n@@ -0,0 +1 @@\n+a\n");
    EXPECT_EQ(unified_diff("f", "a\n", ""), "--- a/f\n+++ b/f\n@@ -1 +0,0 @@\n-a\n");
}

TEST(Diff, KeepsBytesAsTheyAre) {
    EXPECT_EQ(unified_diff("f", "a\xff\r\n", "b\r\n"),
              "--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\xff\r\n+b\r\n");
}

TEST(Diff, WritesNamesAsGitDoes) {
    EXPECT_EQ(unified_diff("a b", "", "a\n").substr(0, 20), "--- a/a b\t\n+++ b/a b");
    EXPECT_EQ(unified_diff("a\"\n", "", "a\n").substr(0, 18), "--- \"a/a\\042\\012\"\n");
}

/// A text of random lines, few of them different, so that they match in many ways.
std::string random_lines(std::mt19937& random, int count, int kinds) {
    std::string text;
    for (int i = 0; i < count; ++i) {
        text += std::to_string(random() % static_cast<unsigned>(kinds));
        text += i % 7 == 3 ? "\r\n" : "\n";
    }
    if (random() % 4 == 0 && !text.empty()) text.pop_back();
    return text;
}

/// Applies one of our diffs as `patch` would, refusing what does not fit.
std::string patched(const std::string& before, const std::string& diff) {
    std::vector<std::string> old_lines;
    std::istringstream in(before);
    for (std::string line; std::getline(in, line);) {
        old_lines.push_back(line + (in.eof() ? "" : "\n"));
    }
    std::string out;
    std::size_t at = 0;
    std::istringstream hunks(diff);
    std::string line;
    std::getline(hunks, line);
    std::getline(hunks, line);
    char mark = 0;
    while (std::getline(hunks, line)) {
        if (line.starts_with("@@ -")) {
            std::size_t begin = std::stoul(line.substr(4));
            const bool is_empty = line.substr(4, line.find(' ', 4) - 4).ends_with(",0");
            if (!is_empty) --begin;
            for (; at < begin; ++at) out += old_lines.at(at);
        } else if (line.starts_with("\\")) {
            if (mark != '-') out.pop_back();
        } else {
            mark = line.at(0);
            if (mark != '+') {
                EXPECT_EQ(old_lines.at(at).substr(0, line.size() - 1), line.substr(1));
                ++at;
            }
            if (mark != '-') out += line.substr(1) + "\n";
        }
    }
    for (; at < old_lines.size(); ++at) out += old_lines[at];
    return out;
}

TEST(Diff, AppliedGivesTheNewText) {
    std::mt19937 random(1); // NOLINT: the same texts in each run
    for (int i = 0; i < 300; ++i) {
        const std::string before = random_lines(random, static_cast<int>(random() % 30), 5);
        const std::string after = random_lines(random, static_cast<int>(random() % 30), 5);
        ASSERT_EQ(patched(before, unified_diff("f", before, after)),
                  before == after ? before : after)
            << before << "->\n"
            << after;
    }
}

TEST(Diff, OfTextsWithNothingInCommonStaysLinear) {
    std::mt19937 random(2); // NOLINT: the same texts in each run
    const std::string before = random_lines(random, 20000, 100);
    const std::string after = random_lines(random, 20000, 100);
    EXPECT_EQ(patched(before, unified_diff("f", before, after)), after);
}

TEST(Diff, IsTakenByGit) {
    if (std::system("git --version >/dev/null 2>&1") != 0) GTEST_SKIP() << "git is not installed";
    namespace fs = std::filesystem;
    const fs::path folder = fs::path(testing::TempDir()) / "dflint_diff_test";
    std::mt19937 random(3); // NOLINT: the same texts in each run
    for (const std::string name : {"Dockerfile", "a b", "quote\"d"}) {
        for (int i = 0; i < 5; ++i) {
            fs::remove_all(folder);
            fs::create_directories(folder);
            const std::string before = random_lines(random, 40, 20) + "x";
            const std::string after = random_lines(random, 40, 20) + "y\xff";
            std::ofstream(folder / name, std::ios::binary) << before;
            std::ofstream(folder / "the.diff", std::ios::binary)
                << unified_diff(name, before, after);
            // GIT_DIR elsewhere: git must not find the repository that the tests may run in.
            const std::string command = "cd '" + folder.string() +
                                        "' && GIT_CEILING_DIRECTORIES=/ GIT_DIR=/nonexistent "
                                        "git apply --whitespace=nowarn the.diff";
            ASSERT_EQ(std::system(command.c_str()), 0) << name;
            std::ifstream in(folder / name, std::ios::binary);
            const std::string got{std::istreambuf_iterator<char>(in), {}};
            ASSERT_EQ(got, after) << name;
        }
    }
    fs::remove_all(folder);
}

} // namespace
} // namespace dflint::fix
