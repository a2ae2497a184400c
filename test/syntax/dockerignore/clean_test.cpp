// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerignore/clean.h"

#include <gtest/gtest.h>

using dflint::dockerignore::clean;

TEST(Clean, GivesTheShortestEqualPath) {
    const struct {
        std::string_view path, expected;
    } cases[] = {
        {"", "."},         {".", "."},         {"./", "."},           {"a", "a"},
        {"a/", "a"},       {"a//b", "a/b"},    {"./a", "a"},          {"a/.", "a"},
        {"a/./b", "a/b"},  {"a/../b", "b"},    {"a/..", "."},         {"a/b/../..", "."},
        {"..", ".."},      {"../..", "../.."}, {"a/../..", ".."},     {"a/../../b", "../b"},
        {"../a/..", ".."}, {"/", "/"},         {"//", "/"},           {"/..", "/"},
        {"/../a", "/a"},   {"/a/..", "/"},     {"/a/b/../c", "/a/c"}, {"..a/..", "."},
        {"!../..", "."},   {"!../../x", "x"},  {"a...b/", "a...b"},
    };
    for (const auto& [path, expected] : cases) EXPECT_EQ(clean(path), expected) << path;
}
