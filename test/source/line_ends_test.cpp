// SPDX-License-Identifier: Apache-2.0
#include "dflint/source/line_ends.h"

#include <gtest/gtest.h>

namespace dflint {
namespace {

std::string kept(const std::string& text, std::uint32_t at, const std::string& inserted) {
    const SourceFile file("Dockerfile", text);
    std::vector<Edit> edits{{{at, at}, inserted}};
    keep_line_ends(file, edits);
    return edits.front().text;
}

TEST(LineEnds, AreThoseOfThePlace) {
    EXPECT_EQ(kept("a\r\nb\r\n", 3, "x\ny\n"), "x\r\ny\r\n");
    EXPECT_EQ(kept("a\nb\n", 2, "x\r\n"), "x\n");
    EXPECT_EQ(kept("a\r\nb\n", 0, "x\n"), "x\r\n") << "mixed: as this line";
    EXPECT_EQ(kept("a\r\nb\n", 3, "x\n"), "x\n");
    EXPECT_EQ(kept("a\r\nb\r\n", 3, "x\r\n"), "x\r\n") << "already so";
}

TEST(LineEnds, OfTheLastLineAreThoseOfTheOneBefore) {
    EXPECT_EQ(kept("a\r\nb", 4, "\nc"), "\r\nc");
    EXPECT_EQ(kept("a", 1, "\n"), "\n");
    EXPECT_EQ(kept("a\r\n", 3, "b\n"), "b\r\n");
}

} // namespace
} // namespace dflint
