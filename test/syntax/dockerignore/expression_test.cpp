// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerignore/parse.h"

#include <gtest/gtest.h>
#include <string>

using namespace dflint;
using namespace dflint::dockerignore;

namespace {

bool matches(const std::string& pattern, const std::string& path) {
    const SourceFile file(".dockerignore", pattern);
    return parse(file).patterns.front().matches(path);
}

} // namespace

TEST(IgnoreExpression, DoesNotTryWaysTwice) {
    std::string pattern, path;
    for (int i = 0; i < 400; ++i) pattern += "*a**/";
    for (int i = 0; i < 4000; ++i) path += 'a';
    EXPECT_FALSE(matches(pattern + "b", path));
    std::string optional = "?{0,1000}";
    EXPECT_FALSE(matches(optional + "/b", path));
}

TEST(IgnoreExpression, DotsStopAtNewlinesAndBracketsDoNot) {
    EXPECT_TRUE(matches("a*b", "a\nb"));
    EXPECT_TRUE(matches("a*/**/b", "a/x/b"));
    EXPECT_FALSE(matches("a*/**/b", "a/x\ny/b"));
}

TEST(IgnoreExpression, UnicodeClassesAreUnknown) {
    const SourceFile file(".dockerignore", "\\pL*\n[\\p{Greek}]\n");
    const File tree = parse(file);
    EXPECT_TRUE(tree.mistakes.empty());
    EXPECT_FALSE(tree.patterns[0].is_known());
    EXPECT_FALSE(tree.patterns[1].is_known());
}
