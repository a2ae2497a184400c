// SPDX-License-Identifier: Apache-2.0
#include "dflint/source/nearest.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace dflint {
namespace {

TEST(EditDistance, CountsAddedDroppedChangedAndSwappedLetters) {
    EXPECT_EQ(edit_distance("pip", "pip"), 0u);
    EXPECT_EQ(edit_distance("pip", "pipx"), 1u);
    EXPECT_EQ(edit_distance("pip", "pp"), 1u);
    EXPECT_EQ(edit_distance("pip", "pap"), 1u);
    EXPECT_EQ(edit_distance("pip", "ipp"), 1u);
    EXPECT_EQ(edit_distance("", "pip"), 3u);
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3u);
}

TEST(EditDistance, CountsAnExchangeAsTwoWhereAsked) {
    EXPECT_EQ(edit_distance("pip", "ipp", Swap::two_edits), 2u);
    EXPECT_EQ(edit_distance("kitten", "sitting", Swap::two_edits), 3u);
}

TEST(EditDistance, DoesNotReadLongWords) {
    const std::string word(100000, 'a');
    EXPECT_EQ(edit_distance(word, word + "b"), 64u);
    EXPECT_EQ(edit_distance(word, word), 0u);
    EXPECT_EQ(edit_distance(word.substr(0, 64), word.substr(0, 63) + "b"), 1u);
}

TEST(Nearest, KeepsTheNearestAndOfEqualsTheFirst) {
    Nearest nearest("cace-mount");
    nearest.offer("copy-mount");
    nearest.offer("cache-mount");
    nearest.offer("case-mount");
    EXPECT_EQ(nearest.found(), "cache-mount");
}

TEST(Nearest, TakesNoNumberForAnother) {
    const std::vector<std::string_view> names = {"IMAGE1", "IMAGE12", "IMAGES"};
    EXPECT_EQ(nearest_of("IMAGE3", names), "IMAGES");
    EXPECT_EQ(nearest_of("IMAGE1", names), "IMAGE1");
    EXPECT_EQ(nearest_of("IMAG1", names), "IMAGE1");
    EXPECT_EQ(nearest_of("IMAGE", names), "IMAGE1");
}

TEST(Nearest, FindsNothingWhenNothingIsNear) {
    Nearest nearest("DL3042");
    nearest.offer("inline-comment");
    EXPECT_EQ(nearest.found(), "");
}

TEST(Nearest, ChangesAtMostAThirdOfTheLongerWord) {
    Nearest three("abc");
    three.offer("abd");
    EXPECT_EQ(three.found(), "abd");
    three = Nearest("abc");
    three.offer("ade");
    EXPECT_EQ(three.found(), "");
}

TEST(Nearest, ChangesAtMostSoManyLettersAsAreAllowed) {
    Nearest two("abcdefghi", 2);
    two.offer("abcdef");
    EXPECT_EQ(two.found(), "");
    two.offer("abcdefg");
    EXPECT_EQ(two.found(), "abcdefg");
}

TEST(NearestOf, StopsAtTwoEdits) {
    const std::vector<std::string_view> names{"platform", "chmod", "from"};
    EXPECT_EQ(nearest_of("form", names), "from");
    EXPECT_EQ(nearest_of("chm", names), "chmod");
    EXPECT_EQ(nearest_of("ch", names), "");
    EXPECT_EQ(nearest_of("form", names, Swap::two_edits), "from");
    EXPECT_EQ(nearest_of("rfmo", names), "from");
    EXPECT_EQ(nearest_of("rfmo", names, Swap::two_edits), "");
}

TEST(DidYouMean, AsksOnlyWithAName) {
    EXPECT_EQ(did_you_mean("from"), "; did you mean `from`?");
    EXPECT_EQ(did_you_mean(""), "");
}

} // namespace
} // namespace dflint
