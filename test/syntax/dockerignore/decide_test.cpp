// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerignore/parse.h"

#include <gtest/gtest.h>
#include <string>

using namespace dflint;
using namespace dflint::dockerignore;

namespace {

struct Case {
    std::string text;
    std::string path;
    bool is_ignored;
    std::string by; ///< the deciding pattern as written; "" for none
};

void check(std::initializer_list<Case> cases) {
    for (const Case& each : cases) {
        const SourceFile file(".dockerignore", each.text);
        const File tree = parse(file);
        const Decision decision = tree.decide(each.path);
        EXPECT_EQ(decision.verdict, each.is_ignored ? Verdict::ignored : Verdict::kept)
            << each.text << " and " << each.path;
        EXPECT_EQ(decision.by == nullptr ? "" : file.slice(decision.by->at), each.by)
            << each.text << " and " << each.path;
    }
}

} // namespace

TEST(IgnoreDecision, IsKeptWithoutAPattern) {
    check({{"", "a", false, ""}, {"# a\n", "a", false, ""}, {"b\n", "a", false, ""}});
}

TEST(IgnoreDecision, CoversWhatStandsBelowAMatch) {
    check({{"foo", "foo/x", true, "foo"},
           {"foo", "foo/x/y", true, "foo"},
           {"foo/", "foo", true, "foo/"}, // files as well, unlike git
           {"*", "a/b/c", true, "*"},
           {"a?", "ab/c", true, "a?"},
           {"foo", "x/foo", false, ""},
           {"**/b", "a/b/c", true, "**/b"}});
}

TEST(IgnoreDecision, TheLastMatchDecides) {
    check({{"*.md\n!README.md\n", "README.md", false, "!README.md"},
           {"*.md\n!README.md\n", "a.md", true, "*.md"},
           {"!README.md\n*.md\n", "README.md", true, "*.md"},
           {"*.md\n!README*.md\nREADME-secret.md\n", "README-secret.md", true, "README-secret.md"},
           {"*\n!src\n", "src/a/b", false, "!src"},
           {"*\n!src\n", "test/a", true, "*"},
           {"*\n!src\nsrc/*.tmp\n", "src/a.tmp", true, "src/*.tmp"}});
}

TEST(IgnoreDecision, ReincludesBelowAnExcludedDirectory) {
    check({{"foo\n!foo/bar\n", "foo/bar", false, "!foo/bar"},
           {"foo\n!foo/bar\n", "foo/bar/x", false, "!foo/bar"},
           {"foo\n!foo/bar\n", "foo/other", true, "foo"},
           {"foo\n!foo/bar\n", "foo", true, "foo"},
           {"**\n!**/*.go\n", "a/b.go", false, "!**/*.go"}});
}

TEST(IgnoreDecision, ANegationThatHadNothingToTakeBackIsNotInherited) {
    // At foo, `!foo` changes nothing and is skipped; at foo/bar it does not match by itself.
    check({{"foo/bar\n!foo\n", "foo/bar", true, "foo/bar"},
           {"foo/bar\n!foo/**\n", "foo/bar", false, "!foo/**"}});
}

TEST(IgnoreDecision, PatternsWithoutEffectChangeNothing) {
    check({{".\n", "a", false, ""},
           {"/\n", "a", false, ""},
           {"../a\n", "a", false, ""},
           {"*\n!.\n", "a", true, "*"},
           {"*\n", ".", false, ""},
           {"*\n", "", false, ""}});
}

TEST(IgnoreDecision, IgnoresTheDockerfileAndItselfLikeAnythingElse) {
    check({{"Dockerfile\n", "Dockerfile", true, "Dockerfile"},
           {".dockerignore\n", ".dockerignore", true, ".dockerignore"}});
}

TEST(IgnoreDecision, IsUnknownOnceABadPatternIsAsked) {
    const SourceFile file(".dockerignore", "a\n[\n!\\y\n");
    const File tree = parse(file);
    EXPECT_EQ(tree.decide("b").verdict, Verdict::unknown);
    const SourceFile negated(".dockerignore", "a\n!\\y\n");
    const File second = parse(negated);
    EXPECT_EQ(second.decide("b").verdict, Verdict::kept); // never asked
    EXPECT_EQ(second.decide("a").verdict, Verdict::unknown);
}

TEST(IgnoreDecision, IsTheSameForThoseWhoWalkATree) {
    const SourceFile file(".dockerignore", "foo/bar\n!foo\nx\n!x/y\n");
    const File tree = parse(file);
    Directory foo, below;
    EXPECT_EQ(tree.decide("foo", {}, foo).verdict, Verdict::kept);
    EXPECT_EQ(tree.decide("foo/bar", foo, below).verdict, Verdict::ignored);
    EXPECT_EQ(tree.decide("foo/baz", foo, below).verdict, Verdict::kept);
}

TEST(IgnoreDecision, KnowsWhetherNothingOfADirectoryIsKept) {
    const struct {
        std::string text;
        bool all_ignored;
    } cases[] = {
        {"", false},
        {"dir", true},
        {"**/dir", true},
        {"*\n!src", true},
        {"dir\n!dir/a", false},
        {"!dir/a\ndir", true},
        {"dir\n!dirs", true},
        {"dir\n!dir*", false},
        {"dir\n!d[i]r/a", false},
        {"dir\n!**/a", false},
        {"dir\n!other/**", true},
        {"dir\n!dir/**", false},
        {"dir\n!*/a", false},
        {"dir\n!x|dir/a*", false},
        {"dir\n!dirx{0}/*", false},
        {"dir/*", false}, // the directory itself is kept, and so are the files that come later
        {"dir\n[", false},
    };
    for (const auto& [text, all_ignored] : cases) {
        const SourceFile file(".dockerignore", text);
        EXPECT_EQ(parse(file).ignores_all_of("dir"), all_ignored) << text;
    }
}
