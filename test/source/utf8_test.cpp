// SPDX-License-Identifier: Apache-2.0
#include "dflint/source/utf8.h"

#include <gtest/gtest.h>

namespace dflint::utf8 {
namespace {

TEST(Utf8, SeesAByteAbove127WhereverItStands) {
    for (std::size_t size = 1; size < 80; ++size) {
        const std::string plain(size, '~');
        EXPECT_TRUE(utf8::is_ascii(plain)) << size;
        for (std::size_t at = 0; at < size; ++at) {
            std::string text = plain;
            text[at] = '\x80';
            EXPECT_FALSE(utf8::is_ascii(text)) << at << " of " << size;
        }
    }
    EXPECT_TRUE(utf8::is_ascii(""));
}

TEST(Utf8, DecodesEveryLength) {
    EXPECT_EQ(decode("A", 0).code_point, U'A');
    EXPECT_EQ(decode("\xC3\xA9", 0).code_point, U'\u00E9');
    EXPECT_EQ(decode("\xE2\x82\xAC", 0).code_point, U'\u20AC');
    EXPECT_EQ(decode("\xF0\x9F\x98\x80", 0).code_point, U'\U0001F600');
}

TEST(Utf8, RefusesWhatRfc3629Refuses) {
    for (const char* bad :
         {"\x80", "\xC3", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFF"}) {
        EXPECT_FALSE(is_valid(bad)) << bad;
        EXPECT_EQ(decode(bad, 0).size, 1U);
    }
}

TEST(Utf8, SanitizedKeepsWhatIsValid) {
    EXPECT_EQ(sanitized("a\xFF\xC3\xA9"), "a\xEF\xBF\xBD\xC3\xA9");
}

} // namespace
} // namespace dflint::utf8
