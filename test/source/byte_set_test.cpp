// SPDX-License-Identifier: Apache-2.0
#include "dflint/source/byte_set.h"

#include <gtest/gtest.h>

namespace dflint {
namespace {

constexpr ByteSet set("=\xff");

TEST(ByteSet, HoldsWhatItWasMadeOf) {
    EXPECT_TRUE(set.has('='));
    EXPECT_TRUE(set.has('\xff'));
    EXPECT_FALSE(set.has('a'));
    EXPECT_FALSE(set.has('\0'));
}

TEST(ByteSet, FindsTheFirstOfItsBytes) {
    EXPECT_EQ(set.first_in("a=b="), 1U);
    EXPECT_EQ(set.first_in("a=b=", 2), 3U);
    EXPECT_EQ(set.first_in("a\xff"), 1U);
    EXPECT_EQ(set.first_in("ab"), std::string_view::npos);
    EXPECT_EQ(set.first_in("a=", 2), std::string_view::npos);
    EXPECT_EQ(set.first_in(""), std::string_view::npos);
}

TEST(ByteSet, FindsTheFirstOfOtherBytes) {
    EXPECT_EQ(set.first_not_in("=\xff"
                               "a="),
              2U);
    EXPECT_EQ(set.first_not_in("a=", 1), std::string_view::npos);
    EXPECT_EQ(set.first_not_in("=="), std::string_view::npos);
}

} // namespace
} // namespace dflint
