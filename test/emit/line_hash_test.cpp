// SPDX-License-Identifier: Apache-2.0
#include "dflint/emit/line_hash.h"

#include <gtest/gtest.h>

namespace dflint::emit {
namespace {

std::string hashes(std::string_view text) {
    std::string out;
    for (const LineHash& hash : line_hashes(text)) {
        out += to_string(hash);
        out += ' ';
    }
    return out;
}

// The vectors are those of the tests of GitHub's upload action.

TEST(LineHash, OfAnEmptyFileIsOneLine) {
    EXPECT_EQ(hashes(""), "c129715d7a2bc9a3:1 ");
}

TEST(LineHash, IgnoresBlanks) {
    EXPECT_EQ(hashes(" a\nb\n  \t\tc\n d"),
              "271789c17abda88f:1 54703d4cd895b18:1 180aee12dab6264:1 a23a3dc5e078b07b:1 ");
}

TEST(LineHash, NumbersEqualHashes) {
    std::string text;
    for (int i = 0; i < 10; ++i) text += "Lorem ipsum dolor sit amet.\n";
    EXPECT_EQ(hashes(text), "a7f2ff13bc495cf2:1 a7f2ff13bc495cf2:2 a7f2ff13bc495cf2:3 "
                            "a7f2ff13bc495cf2:4 a7f2ff13bc495cf2:5 a7f2ff13bc495cf2:6 "
                            "a7f2ff1481e87703:1 a9cf91f7bbf1862b:1 55ec222b86bcae53:1 "
                            "cc97dc7b1d7d8f7b:1 c129715d7a2bc9a3:1 ");
}

TEST(LineHash, IsTheSameForEveryKindOfLineEnd) {
    EXPECT_EQ(hashes("a\r\nb\rc\n"), hashes("a\nb\nc\n"));
    EXPECT_EQ(line_hashes("\r \n").size(), 3U); // a blank parts CR and LF
}

TEST(LineHash, ReadsMalformedBytesAsJavaScriptDoes) {
    EXPECT_EQ(hashes("\xE2\x82z"), hashes("\uFFFDz"));
    EXPECT_EQ(hashes("\xF0\x9F\x98z"), hashes("\uFFFDz"));
    EXPECT_EQ(hashes("\xED\xA0\x80z"), hashes("\uFFFD\uFFFD\uFFFDz"));
    EXPECT_EQ(hashes("\xC0\xAFz"), hashes("\uFFFD\uFFFDz"));
    EXPECT_NE(hashes("\U0001F600"), hashes("\uFFFD"));
}

} // namespace
} // namespace dflint::emit
