// SPDX-License-Identifier: Apache-2.0
// git itself is the judge of what git ignores.
#include "tools/dflint/gitignore.h"

#include "test/cli/sandbox.h"

#include <gtest/gtest.h>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace dflint::cli {
namespace {

TEST(Glob, StarsStayWithinAComponent) {
    EXPECT_TRUE(glob_matches("*.log", "a.log"));
    EXPECT_TRUE(glob_matches("a/*/c", "a/b/c"));
    EXPECT_FALSE(glob_matches("a/*", "a/b/c"));
    EXPECT_FALSE(glob_matches("a?c", "a/c"));
    EXPECT_FALSE(glob_matches("a[/b]c", "a/c"));
}

TEST(Glob, DoubleStarsSpanComponentsOnlyBetweenSlashes) {
    EXPECT_TRUE(glob_matches("**/b", "b"));
    EXPECT_TRUE(glob_matches("**/b", "x/y/b"));
    EXPECT_TRUE(glob_matches("a/**/b", "a/b"));
    EXPECT_TRUE(glob_matches("a/**/b", "a/x/y/b"));
    EXPECT_TRUE(glob_matches("a/**", "a/x/y"));
    EXPECT_FALSE(glob_matches("a/**", "a"));
    EXPECT_FALSE(glob_matches("a**b/c", "a/x/b/c"));
    EXPECT_TRUE(glob_matches("**/a*/**/c", "x/a1/y/ab/z/c"));
}

TEST(Glob, AnEvilPatternEndsSoon) {
    const std::string text(3000, 'a');
    std::string glob;
    for (int i = 0; i < 500; ++i) glob += "a*";
    EXPECT_FALSE(glob_matches(glob + "b", text));
}

/// A directory tree and git, asked about it again and again.
class GitIgnore : public testing::Test {
protected:
    void SetUp() override {
        if (!box_.run({"git", "init", "-q", "."}).ok()) GTEST_SKIP() << "git is not installed";
    }

    /// Paths that end in a slash become directories, the others files.
    void make(const std::vector<std::string>& tree) {
        for (const std::string& path : tree) {
            const bool is_directory = path.ends_with('/');
            paths_.emplace_back(path.substr(0, path.size() - (is_directory ? 1 : 0)), is_directory);
            question_ += paths_.back().first + '\0';
            if (is_directory) {
                box_.make_directory(path);
            } else {
                box_.write(path, "");
            }
        }
    }

    void expect_equal_to_git(const std::string& rules) const {
        box_.write(".gitignore", rules);
        const IgnoreFile file(rules, "");
        std::string ours;
        for (const auto& [path, is_directory] : paths_) {
            if (is_ignored(file, path, is_directory)) ours += path + '\0';
        }
        const Outcome git =
            box_.run({"git", "check-ignore", "--no-index", "-z", "--stdin"}, question_);
        EXPECT_EQ(ours, git.out) << "rules:\n" << rules;
    }

private:
    /// Through its parents too: git does not look into what it ignores.
    static bool is_ignored(const IgnoreFile& file, const std::string& path, bool is_directory) {
        for (std::size_t slash = path.find('/');; slash = path.find('/', slash + 1)) {
            const bool is_whole = slash == std::string::npos;
            const auto verdict = file.verdict(path.substr(0, slash), !is_whole || is_directory);
            if (verdict == IgnoreFile::Verdict::ignored) return true;
            if (is_whole) return false;
        }
    }

    Sandbox box_;
    std::vector<std::pair<std::string, bool>> paths_;
    std::string question_;
};

TEST_F(GitIgnore, AgreesWithGit) {
    make({
        "Dockerfile",
        "a/Dockerfile",
        "a/b/Dockerfile",
        "a/b/c/Dockerfile",
        "build/Dockerfile",
        "a/build/x",
        "foo",
        "foo bar",
        "foo ",
        "#hash",
        "!bang",
        "back\\slash",
        "x[1]",
        "x1",
        "x2",
        "x-",
        "x]",
        "a/foo",
        "a/b/foo",
        "deep/a/b/foo",
        "ends/",
        "a/ends/",
        "b.log",
        "a/b.log",
        "keep.log",
        "a/keep.log",
        "\xC3\xA9t\xC3\xA9",
        "tab\t",
        "aXb/c",
        "aaa",
    });
    for (const char* rules : {
             "foo\n",
             "/foo\n",
             "foo/\n",
             "a/foo\n",
             "**/foo\n",
             "a/**\n",
             "a/**/foo\n",
             "**\n",
             "*\n!foo\n",
             "*\n!*/\n!Dockerfile\n",
             "*.log\n!keep.log\n",
             "!keep.log\n*.log\n",
             "build\n",
             "build/\n",
             "/build/\n!build/Dockerfile\n",
             "ends\n",
             "ends/\n",
             "/ends/\n",
             "#hash\n",
             "\\#hash\n",
             "!bang\n",
             "\\!bang\n",
             "foo \n",
             "foo\\ \n",
             "foo\\  \n",
             "foo bar\n",
             "back\\\\slash\n",
             "back\\slash\n",
             "foo\\\n",
             "x[0-9]\n",
             "x[!0-9]\n",
             "x[^0-9]\n",
             "x[]]\n",
             "x[]-]\n",
             "x[0-\n",
             "x[[:digit:]]\n",
             "x[[:nope:]]\n",
             "x[![:digit:]]\n",
             "x\\[1\\]\n",
             "x[[:digit:]-]\n",
             "x?\n",
             "?oo\n",
             "f**o\n",
             "a/**b/foo\n",
             "**/b/**\n",
             "a/*/foo\n",
             "/*\n!/a\n/a/*\n!/a/b\n",
             "foo\r\nx1\r\n",
             "\xEF\xBB\xBF"
             "foo\n",
             "\n\n  \nfoo",
             "tab\t\n",
             "tab\n",
             "/\n",
             "//\n",
             "a//\n",
             "\xC3\xA9t?\n",
             "\xC3\xA9*\n",
             "a*b/c\n",
             "***/foo\n",
             "a/***\n",
             "deep/**/b/foo\n",
             "*a*a*a\n",
             "**/\n",
             "a/**/\n",
             "a/b/**/\n!a/b/\n",
             "x[a-\\]]\n",
             "x[\\1]\n",
             "x[2-1]\n",
         }) {
        expect_equal_to_git(rules);
    }
}

TEST_F(GitIgnore, AgreesWithGitOnRandomPatterns) {
    make({"a", "b/a", "b/b/a", "b/b/b", "b/ab", "ab/a", "ab/aa/b", "ab/aa/ba/", "aa", "ba/b/ab",
          "bb", "-", "b/-", "]", "b/]a", "\\", "b/[a]", "*a", "b/*"});
    std::mt19937 random(20);
    const std::string_view alphabet = "aabb**//?[]!-\\ ";
    for (int round = 0; round < 100; ++round) {
        std::string rules;
        for (int line = 0; line < 3; ++line) {
            const auto length = 1 + random() % 8;
            for (unsigned i = 0; i < length; ++i) rules += alphabet[random() % alphabet.size()];
            rules += '\n';
        }
        expect_equal_to_git(rules);
    }
}

} // namespace
} // namespace dflint::cli
