// SPDX-License-Identifier: Apache-2.0
#include "rebuilt.h"
#include "spans.h"

#include <gtest/gtest.h>

namespace dflint::dockerfile::test {

namespace {
std::string repeated(std::string_view part, std::size_t count) {
    std::string out;
    out.reserve(part.size() * count);
    for (std::size_t i = 0; i < count; ++i) out += part;
    return out;
}

/// What every tree promises, whatever the bytes.
void expect_sound(const Parsed& parsed) {
    EXPECT_EQ(span_problems(parsed.file(), parsed.tree()), Strings{});
    EXPECT_EQ(rebuilt(parsed.file(), parsed.tree()), parsed.file().text());
}

/// One of everything.
constexpr std::string_view rich =
    "\xEF\xBB\xBF# syntax=docker/dockerfile:1\n# escape=\\\n\n# note\r\nARG V=${X:-\"1 2\"}\nFROM "
    "--platform=$BUILDPLATFORM a AS b\nRUN --mount=type=cache,target=/c \\\n  # inside\n\n  echo "
    "'x' \"$y\" && \\\r\n  true\nCOPY --from=b <<-\"E\" <<F /d/\n\tone\n\tE\ntwo \\\n# no "
    "comment\nF\n"
    "ENV A=\"b \\\" c\" D=e\\ f\nLABEL g h i\nCMD [\"j\", \"\\u00e9\\n\"]\nHEALTHCHECK "
    "--interval=5s CMD k\nONBUILD RUN <<G\nl\nG\nWORDIR m\nVOLUME [\"n\"]\nEXPOSE 1 2/udp\n";
} // namespace

TEST(Hardening, AFileIsRebuiltFromItsTree) {
    expect_sound(Parsed(std::string(rich)));
}

TEST(Hardening, EveryPrefixOfAFileIsReadAndRebuilt) {
    for (std::size_t size = 0; size <= rich.size(); ++size) {
        SCOPED_TRACE(size);
        expect_sound(Parsed(std::string(rich.substr(0, size))));
    }
}

TEST(Hardening, EveryFileWithAByteTooMuchIsReadAndRebuilt) {
    for (const char byte : {'\0', '\r', '\n', '\\', '"', '\'', '\xFF', '\xA0', '<', '#'}) {
        for (std::size_t at = 0; at <= rich.size(); ++at) {
            SCOPED_TRACE(at);
            std::string text(rich);
            expect_sound(Parsed(text.insert(at, 1, byte)));
        }
    }
}

TEST(Hardening, ANulByteIsAByteLikeOthers) {
    const Parsed parsed(std::string("FROM a\nRUN b\0c\n", 15));
    EXPECT_EQ(arguments(parsed[1]), Strings{std::string("b\0c", 3)});
    EXPECT_TRUE(parsed.errors().empty());
}

TEST(Hardening, TextThatIsNotUtf8StaysAsItIs) {
    const Parsed parsed("FROM a\nRUN echo \xE9\xFF\nENV A=\xC3\n");
    EXPECT_EQ(arguments(parsed[1]), Strings{"echo \xE9\xFF"});
    EXPECT_EQ(arguments(parsed[2]), Strings{"A=\xC3"});
    EXPECT_TRUE(parsed.errors().empty());
}

TEST(Hardening, LineEndsMayBeMixed) {
    const Parsed parsed("FROM a\r\nRUN b \\\n  c \\\r\r\n  d\nUSER e\r\n");
    EXPECT_EQ(parsed.keywords(), (Strings{"FROM", "RUN", "USER"}));
    EXPECT_EQ(arguments(parsed[1]), Strings{"b   c   d"});
}

TEST(Hardening, AFileOfCarriageReturnsIsOneLine) {
    const Parsed parsed("FROM a\rRUN b\rUSER c\r");
    EXPECT_EQ(parsed.errors(),
              Strings{"RUN b\rUSER c|1|FROM requires either one or three arguments"});
}

TEST(Hardening, WhatIsNotClosedEndsWithTheFile) {
    for (const char* text :
         {"FROM a\nRUN echo 'b\nUSER c", "FROM a\nENV A=\"b\nUSER c", "FROM a\nENV A=${b\nUSER c",
          "FROM a\nCMD [\"b\nUSER c", "FROM a\nCMD [\"b\", [\nUSER c"}) {
        const Parsed parsed(text);
        EXPECT_EQ(parsed.keywords().back(), "USER") << text;
        EXPECT_TRUE(parsed.errors().empty()) << text;
    }
}

TEST(Hardening, TriggersDoNotNest) {
    const Parsed parsed("FROM a\n" + repeated("ONBUILD ", 100'000) + "RUN b\n");
    EXPECT_EQ(parsed.errors().back(),
              "ONBUILD|2|Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
}

TEST(Hardening, DeepNestingIsReadWithoutEnd) {
    expect_sound(Parsed("FROM a\nENV A=" + repeated("${b:-", 20'000) + "\n"));
    expect_sound(Parsed("FROM a\nRUN <<" + repeated("${b:-", 20'000) + "\n"));
    expect_sound(Parsed("FROM a\nRUN " + repeated("[", 60'000) + "\n"));
    expect_sound(Parsed("FROM a\nRUN " + repeated("<<a ", 10'000) + "\na\n"));
}

TEST(Hardening, AFileOfTenMegabytesIsRead) {
    const Parsed heredoc("FROM a\nRUN <<E\n" + repeated("0123456789\n", 1 << 20) + "E\n");
    EXPECT_TRUE(heredoc.errors().empty());
    const Parsed continued("FROM a\nRUN b" + repeated(" \\\n  c", 1'500'000) + "\n");
    EXPECT_TRUE(continued.errors().empty());
    EXPECT_EQ(continued[1].last_line, 1'500'002U);
}

TEST(Hardening, ManyUnknownWordsAreReadInNoTime) {
    const Parsed parsed("FROM a\n" + repeated("x\n", 100'000));
    EXPECT_EQ(parsed.tree().errors.size(), 100'000U);
}

} // namespace dflint::dockerfile::test
