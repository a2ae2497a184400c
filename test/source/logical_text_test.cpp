// SPDX-License-Identifier: Apache-2.0
#include "dflint/source/logical_text.h"

#include <gtest/gtest.h>

namespace dflint {
namespace {

// "ab\<newline>cd" at file offset 10: the joined text is "abcd".
LogicalText joined() {
    return {"abcd", {{0, 10}, {2, 14}}};
}

TEST(LogicalText, MapsThroughAJoin) {
    const LogicalText text = joined();
    EXPECT_EQ(text.in_file(0U), 10U);
    EXPECT_EQ(text.in_file(1U), 11U);
    EXPECT_EQ(text.in_file(2U), 14U);
    EXPECT_EQ(text.in_file(4U), 16U);
}

TEST(LogicalText, ARangeThatEndsAtAJoinStopsBeforeTheContinuation) {
    EXPECT_EQ(joined().in_file(Span{0, 2}), (Span{10, 12}));
    EXPECT_EQ(joined().in_file(Span{1, 3}), (Span{11, 15}));
    EXPECT_TRUE(joined().is_contiguous({0, 2}));
    EXPECT_FALSE(joined().is_contiguous({1, 3}));
}

TEST(LogicalText, APartCountsFromItsOwnBegin) {
    const LogicalText part = joined().part({1, 4});
    EXPECT_EQ(part.text(), "bcd");
    EXPECT_EQ(part.in_file(Span{0, 1}), (Span{11, 12}));
    EXPECT_EQ(part.in_file(Span{1, 3}), (Span{14, 16}));
    EXPECT_EQ(joined().part({2, 4}).in_file(Span{0, 2}), (Span{14, 16}));
    EXPECT_EQ(joined().part({4, 4}).in_file(0U), 16U);
}

// `a\"b` at file offset 10, where \" stands for the quote: the text is `a"b`.
TEST(LogicalText, AnEscapedByteIsAllOfItsEscape) {
    const LogicalText text("a\"b", {{0, 10}, {1, 12, 1}, {2, 13}});
    EXPECT_EQ(text.in_file(Span{0, 1}), (Span{10, 11}));
    EXPECT_EQ(text.in_file(Span{1, 2}), (Span{11, 13}));
    EXPECT_EQ(text.in_file(Span{0, 3}), (Span{10, 14}));
    EXPECT_EQ(text.in_file(1U), 11U);
    EXPECT_FALSE(text.is_contiguous({1, 2}));
    EXPECT_EQ(text.part({1, 3}).in_file(Span{0, 1}), (Span{11, 13}));
}

TEST(LogicalText, ASecondLookBeginsWhereTheFirstEnded) {
    // Seven pieces of two bytes; the third stands for an escape of four.
    const LogicalText text("aabbccddeeffgg",
                           {{0, 10}, {2, 20}, {4, 32, 2}, {6, 40}, {8, 50}, {10, 60}, {12, 70}});
    for (std::size_t first = 0; first <= 8; ++first) { // 8: of another text
        for (std::uint32_t begin = 0; begin <= 14; ++begin) {
            for (std::uint32_t end = begin; end <= 14; ++end) {
                std::size_t near = first;
                EXPECT_EQ(text.in_file({begin, end}, near), text.in_file(Span{begin, end}))
                    << first << ": " << begin << ", " << end;
            }
        }
    }
}

// `a\` and a newline, then `"b\nc`, at file offset 10: continued, then decoded to `a"b<newline>c`.
TEST(LogicalText, ARewrittenTextIsMappedThroughBoth) {
    const LogicalText continued("a\\\"b\\nc", {{0, 10}, {2, 14}});
    const LogicalText text =
        continued.rewritten("a\"b\nc", {{0, 0}, {1, 2, 1}, {2, 3}, {3, 5, 1}, {4, 6}});
    EXPECT_EQ(text.in_file(Span{0, 1}), (Span{10, 11}));
    EXPECT_EQ(text.in_file(Span{1, 2}), (Span{11, 15}));
    EXPECT_EQ(text.in_file(Span{2, 3}), (Span{15, 16}));
    EXPECT_EQ(text.in_file(Span{3, 4}), (Span{16, 18}));
    EXPECT_EQ(text.in_file(Span{4, 5}), (Span{18, 19}));
}

} // namespace
} // namespace dflint
