// SPDX-License-Identifier: Apache-2.0
#include "dflint/source/byte_cursor.h"

#include <gtest/gtest.h>

namespace dflint {
namespace {

TEST(ByteCursor, TellsWhichSpansHoldTheByte) {
    ByteCursor cursor("ab$ cd $$ e", '$');
    EXPECT_FALSE(cursor.is_in({0, 2}));
    EXPECT_TRUE(cursor.is_in({0, 3}));
    EXPECT_TRUE(cursor.is_in({2, 3}));
    EXPECT_FALSE(cursor.is_in({3, 7}));
    EXPECT_TRUE(cursor.is_in({8, 9}));
    EXPECT_FALSE(cursor.is_in({9, 11}));
    EXPECT_FALSE(cursor.is_in({11, 11}));
}

TEST(ByteCursor, FindsNothingInAnEmptyText) {
    ByteCursor cursor("", '$');
    EXPECT_FALSE(cursor.is_in({0, 0}));
}

} // namespace
} // namespace dflint
