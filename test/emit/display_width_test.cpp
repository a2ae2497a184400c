// SPDX-License-Identifier: Apache-2.0
#include "dflint/emit/display_width.h"

#include "dflint/emit/visible.h"

#include <gtest/gtest.h>

namespace dflint::emit {
namespace {

std::string visible(std::string_view text) {
    std::string out;
    append_visible(out, text);
    return out;
}

TEST(DisplayWidth, IsOneForLettersOfMostScripts) {
    for (const char32_t c : {U'a', U'\u00E9', U'\u0416', U'\u05D0', U'\u2500', U'\uFFFD'}) {
        EXPECT_EQ(display_width(c), 1U) << static_cast<std::uint32_t>(c);
    }
}

TEST(DisplayWidth, IsTwoForEastAsianAndEmoji) {
    for (const char32_t c :
         {U'\u3042', U'\u4E2D', U'\uAC00', U'\uFF21', U'\U0001F600', U'\U00020000'}) {
        EXPECT_EQ(display_width(c), 2U) << static_cast<std::uint32_t>(c);
    }
}

TEST(DisplayWidth, IsZeroForWhatJoinsItsNeighbour) {
    for (const char32_t c : {U'\u0301', U'\u200D', U'\uFE0F', U'\u20DD', U'\U000E0101'}) {
        EXPECT_EQ(display_width(c), 0U) << static_cast<std::uint32_t>(c);
    }
}

TEST(Visible, ShowsControlCharactersAsPictures) {
    EXPECT_EQ(visible("a\x1b[31m\r\n\x7f"), "a\u241b[31m\u240d\u240a\u2421");
    EXPECT_EQ(visible(std::string_view("\0", 1)), "\u2400");
}

TEST(Visible, NamesCharactersThatReorderOrHideOthers) {
    EXPECT_EQ(visible("a\u202Eb\u2028\u009B\u200B"), "a<U+202E>b<U+2028><U+009B><U+200B>");
}

TEST(Visible, ReplacesMalformedBytes) {
    EXPECT_EQ(visible("a\xFFz"), "a\uFFFDz");
}

} // namespace
} // namespace dflint::emit
