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

} // namespace
} // namespace dflint
