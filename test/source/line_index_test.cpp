// SPDX-License-Identifier: Apache-2.0
#include "dflint/source/line_index.h"

#include <gtest/gtest.h>

namespace dflint {
namespace {

TEST(LineIndex, AnEmptyTextHasOneEmptyLine) {
    const LineIndex lines("");
    EXPECT_EQ(lines.line_count(), 1U);
    EXPECT_EQ(lines.line_of(0), 1U);
    EXPECT_EQ(lines.line(1, ""), (Span{0, 0}));
}

TEST(LineIndex, LinesEndAtLfAndKeepNoCr) {
    const std::string_view text = "a\r\nbb\n\rc";
    const LineIndex lines(text);
    EXPECT_EQ(lines.line_count(), 3U);
    EXPECT_EQ(lines.line(1, text), (Span{0, 1}));
    EXPECT_EQ(lines.line(2, text), (Span{3, 5}));
    EXPECT_EQ(lines.line(3, text), (Span{6, 8})) << "a CR inside a line is text";
    EXPECT_EQ(lines.line_of(2), 1U) << "the LF belongs to the line it ends";
    EXPECT_EQ(lines.line_of(3), 2U);
    EXPECT_EQ(lines.line_of(8), 3U);
}

TEST(LineIndex, ColumnsCountCodePointsAndUtf16Units) {
    const std::string_view text = "x\n\xC3\xA9\xF0\x9F\x98\x80z"; // é, an emoji, z
    const LineIndex lines(text);
    EXPECT_EQ(lines.position(2, text), (Position{2, 1}));
    EXPECT_EQ(lines.position(4, text), (Position{2, 2}));
    EXPECT_EQ(lines.position(8, text), (Position{2, 3}));
    EXPECT_EQ(lines.position(9, text), (Position{2, 4}));
    EXPECT_EQ(lines.utf16_column(4, text), 2U);
    EXPECT_EQ(lines.utf16_column(8, text), 4U) << "the emoji is two units";
}

TEST(LineIndex, AMalformedByteIsOneColumn) {
    const std::string_view text = "\xFF\xC3z";
    const LineIndex lines(text);
    EXPECT_EQ(lines.position(2, text), (Position{1, 3}));
}

} // namespace
} // namespace dflint
