// SPDX-License-Identifier: Apache-2.0
#include "dflint/source/ascii.h"
#include "dflint/source/quote.h"

#include <gtest/gtest.h>

namespace dflint {
namespace {

/// All bytes that a function takes.
template <class Is> std::string bytes(Is is) {
    std::string found;
    for (int byte = 0; byte < 256; ++byte) {
        if (is(static_cast<char>(byte))) found += static_cast<char>(byte);
    }
    return found;
}

const std::string digits = "0123456789";
const std::string upper_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const std::string lower_letters = "abcdefghijklmnopqrstuvwxyz";

TEST(Ascii, ClassesHoldNoOtherByte) {
    EXPECT_EQ(bytes(ascii::is_digit), digits);
    EXPECT_EQ(bytes(ascii::is_upper), upper_letters);
    EXPECT_EQ(bytes(ascii::is_lower), lower_letters);
    EXPECT_EQ(bytes(ascii::is_letter), upper_letters + lower_letters);
    EXPECT_EQ(bytes(ascii::is_letter_or_digit), digits + upper_letters + lower_letters);
    EXPECT_EQ(bytes(ascii::is_hex_digit), digits + "ABCDEFabcdef");
    EXPECT_EQ(bytes(ascii::begins_name), upper_letters + "_" + lower_letters);
    EXPECT_EQ(bytes(ascii::is_in_name), digits + upper_letters + "_" + lower_letters);
    EXPECT_EQ(bytes(ascii::is_blank), "\t ");
}

TEST(Ascii, ChangesTheCaseOfLettersAlone) {
    EXPECT_EQ(ascii::lower("AZ@[`{\xC4 az"), "az@[`{\xC4 az");
    EXPECT_EQ(ascii::upper("az@[`{\xE4 AZ"), "AZ@[`{\xE4 AZ");
}

TEST(Ascii, ComparesWithoutTheCaseOfLetters) {
    EXPECT_TRUE(ascii::equals_ignoring_case("Ab-1", "aB-1"));
    EXPECT_TRUE(ascii::equals_ignoring_case("", ""));
    EXPECT_FALSE(ascii::equals_ignoring_case("a", "ab"));
    EXPECT_FALSE(ascii::equals_ignoring_case("@", "`"));
    EXPECT_FALSE(ascii::equals_ignoring_case("\xC4", "\xE4"));
}

TEST(InCode, PutsTextIntoBackticks) {
    EXPECT_EQ(in_code("RUN a"), "`RUN a`");
    EXPECT_EQ(in_code(""), "``");
}

} // namespace
} // namespace dflint
