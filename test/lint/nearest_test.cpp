// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/nearest.h"

#include <gtest/gtest.h>

#include <string>

namespace dflint {
namespace {

TEST(EditDistance, CountsAddedDroppedChangedAndSwappedLetters) {
    EXPECT_EQ(edit_distance("pip", "pip"), 0u);
    EXPECT_EQ(edit_distance("pip", "pipx"), 1u);
    EXPECT_EQ(edit_distance("pip", "pp"), 1u);
    EXPECT_EQ(edit_distance("pip", "pap"), 1u);
    EXPECT_EQ(edit_distance("pip", "ipp"), 1u);
    EXPECT_EQ(edit_distance("", "pip"), 3u);
}

TEST(EditDistance, DoesNotReadLongWords) {
    const std::string word(100000, 'a');
    EXPECT_EQ(edit_distance(word, word + "b"), 64u);
    EXPECT_EQ(edit_distance(word, word), 0u);
}

TEST(Nearest, KeepsTheNearestAndOfEqualsTheFirst) {
    Nearest nearest("cace-mount");
    nearest.offer("copy-mount");
    nearest.offer("cache-mount");
    nearest.offer("case-mount");
    EXPECT_EQ(nearest.found(), "cache-mount");
}

TEST(Nearest, FindsNothingWhenNothingIsNear) {
    Nearest nearest("DL3042");
    nearest.offer("inline-comment");
    EXPECT_EQ(nearest.found(), "");
}

} // namespace
} // namespace dflint
