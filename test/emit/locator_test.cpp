// SPDX-License-Identifier: Apache-2.0
#include "dflint/emit/locator.h"

#include <gtest/gtest.h>

namespace dflint::emit {
namespace {

TEST(Locator, AnswersAsTheFileDoesForEveryByte) {
    std::string text = "\xEF\xBB\xBF"
                       "FROM a\r\n\n";
    for (int i = 0; i < 500; ++i) text += "a\t\xC3\xA9\xF0\x9F\x98\x80\xFF\xE2\x82";
    text += "\nlast";
    const SourceFile file("Dockerfile", text);
    Locator locator(file);
    for (std::uint32_t at = 0; at <= text.size(); ++at) {
        ASSERT_EQ(locator.position(at), file.position(at)) << at;
        ASSERT_EQ(locator.utf16_position(at).column, file.lines().utf16_column(at, text)) << at;
    }
}

TEST(Locator, CountsTwoUtf16UnitsForAnEmoji) {
    const SourceFile file("Dockerfile", "\xF0\x9F\x98\x80x");
    Locator locator(file);
    EXPECT_EQ(locator.position(4), (Position{1, 2}));
    EXPECT_EQ(locator.utf16_position(4), (Position{1, 3}));
}

} // namespace
} // namespace dflint::emit
