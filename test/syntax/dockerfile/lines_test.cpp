// SPDX-License-Identifier: Apache-2.0
#include "parsed.h"

#include <gtest/gtest.h>

namespace dflint::dockerfile::test {

TEST(Lines, AFileOfSingleLinesIsNotCopied) {
    const Parsed parsed("FROM a\nRUN b\n");
    EXPECT_TRUE(parsed.tree().texts.empty());
    EXPECT_EQ(parsed[1].text.text().data(), parsed.file().text().data() + 7);
    EXPECT_EQ(parsed[1].at, (Span{7, 12}));
    EXPECT_EQ(parsed[1].first_line, 2U);
}

TEST(Lines, TheLastLineNeedsNoLineEnd) {
    EXPECT_EQ(Parsed("FROM a\nRUN b").keywords(), (Strings{"FROM", "RUN"}));
}

TEST(Lines, CarriageReturnsAtTheEndOfALineAreNotPartOfIt) {
    const Parsed parsed("FROM a\r\nRUN b\\\r\nc\r\r\n");
    EXPECT_EQ(parsed[1].text.text(), "RUN bc");
    EXPECT_EQ(parsed[1].at, (Span{8, 17}));
    EXPECT_EQ(parsed[1].last_line, 3U);
}

TEST(Lines, ALoneCarriageReturnIsABlank) {
    const Parsed parsed("FROM x\rRUN y\n");
    EXPECT_EQ(parsed.keywords(), Strings{"FROM"});
    EXPECT_EQ(parsed.errors(), Strings{"RUN y|1|FROM requires either one or three arguments"});
}

TEST(Lines, AByteOrderMarkIsSkippedOnTheFirstLineOnly) {
    const Parsed parsed("\xEF\xBB\xBF"
                        "FROM a\n\xEF\xBB\xBFRUN b\n");
    EXPECT_TRUE(parsed.tree().has_bom);
    EXPECT_EQ(parsed[0].keyword, Keyword::from);
    EXPECT_EQ(parsed[0].at, (Span{3, 9}));
    EXPECT_EQ(parsed[1].keyword, Keyword::unknown);
}

TEST(Lines, WhatIsLeftOfALineBehindAByteOrderMarkIsReadAsUsual) {
    const std::string mark = "\xEF\xBB\xBF";
    EXPECT_EQ(Parsed(mark).errors(), Strings{"|1|file with no instructions"});
    EXPECT_EQ(Parsed(mark + "\r\nFROM a\r\n")[0].first_line, 2U);
    EXPECT_EQ(Parsed(mark + "# b\nFROM a\n").comments(), Strings{"# b"});
    EXPECT_EQ(Parsed(mark + "\\\nFROM a\n")[0].first_line, 1U);
    EXPECT_EQ(Parsed(mark + mark + "FROM a\n")[0].keyword, Keyword::unknown);
    EXPECT_EQ(Parsed(mark + "# escape=`\nFROM a\n" + mark + "# b\n").errors(),
              Strings{mark + "#|3|unknown instruction: " + mark + "#"});
}

TEST(Lines, ADirectiveMayFollowAByteOrderMark) {
    EXPECT_EQ(Parsed("\xEF\xBB\xBF# escape=`\nFROM a\n").tree().escape, '`');
}

TEST(Lines, BytesThatAreNotUtf8StayBytes) {
    const Parsed parsed(std::string("FROM a\nRUN \xFF\x00\xC3\n", 15));
    EXPECT_EQ(arguments(parsed[1]), Strings{std::string("\xFF\x00\xC3", 3)});
}

TEST(Lines, UnicodeBlanksAreTrimmedFromAnInstruction) {
    const Parsed parsed("\xC2\xA0  FROM a \xE3\x80\x80\n");
    EXPECT_EQ(parsed[0].text.text(), "FROM a");
    EXPECT_EQ(parsed[0].at, (Span{4, 10}));
}

TEST(Lines, AUnicodeBlankDoesNotEndAKeyword) {
    const Parsed parsed("FROM\xC2\xA0x\n");
    EXPECT_EQ(parsed[0].keyword, Keyword::unknown);
    EXPECT_EQ(parsed.slice(parsed[0].keyword_at), "FROM\xC2\xA0x");
}

TEST(Lines, AContinuedInstructionIsOneText) {
    const Parsed parsed("FROM a\nRUN b \\ \t\n  c \\\n\td\n");
    EXPECT_EQ(parsed[1].text.text(), "RUN b   c \td");
    EXPECT_EQ(parsed[1].first_line, 2U);
    EXPECT_EQ(parsed[1].last_line, 4U);
    EXPECT_EQ(parsed[1].at, (Span{7, 25}));
    EXPECT_EQ(parsed[1].text.in_file(Span{8, 9}), (Span{19, 20})); // c
}

struct Continuation {
    const char* name;
    const char* line;
    bool continues;
};

class ContinuationTest : public testing::TestWithParam<Continuation> {};

TEST_P(ContinuationTest, LooksOneByteBackFromTheEscape) {
    const Parsed parsed(std::string("FROM a\n") + GetParam().line + "\nUSER b\n");
    EXPECT_EQ(parsed.tree().instructions.size() == 2, GetParam().continues);
}

INSTANTIATE_TEST_SUITE_P(Lines, ContinuationTest,
                         testing::Values(Continuation{"One", "RUN a\\", true},
                                         Continuation{"Blanks", "RUN a\\ \t", true},
                                         Continuation{"Two", "RUN a\\\\", false},
                                         Continuation{"Three", "RUN a\\\\\\", false},
                                         Continuation{"Alone", "\\", true},
                                         Continuation{"Apart", "RUN a\\ \\", true},
                                         Continuation{"Backtick", "RUN a`", false},
                                         Continuation{"NoBreakSpace", "RUN a\\\xC2\xA0", false}),
                         by_name);

TEST(Lines, TheBacktickTakesTheBackslashsPlace) {
    const Parsed parsed("# escape=`\nFROM a\nRUN a\\\nRUN b`\nc\n");
    EXPECT_EQ(parsed.keywords(), (Strings{"FROM", "RUN", "RUN"}));
    EXPECT_EQ(parsed[1].text.text(), "RUN a\\");
    EXPECT_EQ(parsed[2].text.text(), "RUN bc");
}

TEST(Lines, CommentsInsideAContinuationVanishWithTheirEscape) {
    const Parsed parsed("FROM a\nRUN b \\\n  # one \\\n# two\nc\n");
    EXPECT_EQ(parsed[1].text.text(), "RUN b c");
    ASSERT_EQ(parsed.comments(), (Strings{"# one \\", "# two"}));
    EXPECT_TRUE(parsed.tree().comments[0].inside);
    EXPECT_TRUE(parsed.tree().comments[0].indented);
    EXPECT_FALSE(parsed.tree().comments[1].indented);
    EXPECT_FALSE(parsed[1].has_empty_continuation);
}

TEST(Lines, BlankLinesInsideAContinuationVanishAndAreRemembered) {
    const Parsed parsed("FROM a\nRUN b \\\n\n \t\nc\n");
    EXPECT_EQ(parsed[1].text.text(), "RUN b c");
    EXPECT_TRUE(parsed[1].has_empty_continuation);
    EXPECT_EQ(parsed[1].last_line, 5U);
}

TEST(Lines, AContinuationMayRunIntoTheEndOfTheFile) {
    const Parsed parsed("FROM a\nRUN b \\\n# c\n\n");
    EXPECT_EQ(parsed[1].text.text(), "RUN b");
    EXPECT_EQ(parsed.slice(parsed[1].at), "RUN b \\");
    EXPECT_EQ(parsed[1].last_line, 4U);
    EXPECT_TRUE(parsed.errors().empty());
}

TEST(Lines, ALoneEscapeIsTheFirstLineOfItsInstruction) {
    const Parsed parsed("FROM a\n\\\n  RUN b\n");
    EXPECT_EQ(parsed[1].text.text(), "RUN b");
    EXPECT_EQ(parsed[1].first_line, 2U);
    EXPECT_EQ(parsed.slice(parsed[1].at), "RUN b");
}

TEST(Lines, AFileThatIsALoneEscapeHasAnInstructionWithoutAName) {
    EXPECT_EQ(Parsed("\\").errors(), Strings{"|1|unknown instruction: "});
}

TEST(Lines, AJoinInsideAWordIsNotABlank) {
    const Parsed parsed("FROM a\nUSER ro\\\not\n");
    EXPECT_EQ(arguments(parsed[1]), Strings{"root"});
    const Word& value = parsed[1].as<Single>()->value;
    EXPECT_EQ(parsed.slice(value.at), "ro\\\not");
}

TEST(Comments, StandBesideTheTreeWithTheirPlaces) {
    const Parsed parsed("# one \n\n  #two\nFROM a # three\n");
    EXPECT_EQ(parsed.comments(), (Strings{"# one", "#two"}));
    EXPECT_FALSE(parsed.tree().comments[0].indented);
    EXPECT_TRUE(parsed.tree().comments[1].indented);
    EXPECT_EQ(parsed.errors(), Strings{"# three|4|FROM requires either one or three arguments"});
}

TEST(Comments, BelongToTheNextInstructionAcrossBlankLines) {
    const Parsed parsed("# a\nFROM x\n# b\n\n# c\nRUN y \\\n# d\nz\n# e\n");
    EXPECT_EQ(parsed[0].comments_begin, 0U);
    EXPECT_EQ(parsed[0].comments_end, 1U);
    EXPECT_EQ(parsed[1].comments_begin, 1U);
    EXPECT_EQ(parsed[1].comments_end, 3U);
    EXPECT_EQ(parsed.comments(), (Strings{"# a", "# b", "# c", "# d", "# e"}));
}

TEST(Comments, AnEmptyCommentLetsGoOfThoseAboveIt) {
    const Parsed parsed("# a\n#\n# b\nFROM x\n");
    EXPECT_EQ(parsed[0].comments_begin, 2U);
    EXPECT_EQ(parsed[0].comments_end, 3U);
}

TEST(Comments, DirectivesAndBodiesOfHeredocsAreNone) {
    const Parsed parsed("# escape=`\n# a\nFROM x\nRUN <<E\n# b\nE\n# c\nUSER y\n# d\n");
    EXPECT_EQ(parsed.comments(), (Strings{"# a", "# c", "# d"}));
    EXPECT_EQ(parsed[0].comments_begin, 0U);
    EXPECT_EQ(parsed[1].comments_begin, parsed[1].comments_end);
    EXPECT_EQ(parsed[2].comments_begin, 1U);
    EXPECT_EQ(parsed[2].comments_end, 2U);
}

TEST(Comments, ASignLaterInALineBeginsNone) {
    const Parsed parsed("FROM a\nUSER b # c\nENV d=#e f=g#\nRUN h \\\n i # j \\\n k\n");
    EXPECT_TRUE(parsed.comments().empty());
    EXPECT_EQ(arguments(parsed[1]), Strings{"b # c"});
    EXPECT_EQ(arguments(parsed[2]), (Strings{"d=#e", "f=g#"}));
    EXPECT_EQ(arguments(parsed[3]), Strings{"h  i # j  k"});
}

TEST(Comments, AnIndentedEmptyCommentDoesNot) {
    EXPECT_EQ(Parsed("# a\n  #\nFROM x\n")[0].comments_begin, 0U);
}

TEST(Lines, ALineOfSixtyFourKibibytesIsReadAndOneByteMoreIsAnError) {
    const std::string head = "FROM a\nRUN ";
    const std::string fits(65536 - 5, 'x');
    EXPECT_TRUE(Parsed(head + fits + "\n").errors().empty());
    const Parsed parsed(head + fits + "x\nUSER b\n");
    ASSERT_EQ(parsed.tree().errors.size(), 1U);
    EXPECT_EQ(parsed.tree().errors[0].line, 1U);
    EXPECT_EQ(parsed.tree().errors[0].message,
              "dockerfile line greater than max allowed size of 65535");
    EXPECT_EQ(parsed.keywords(), (Strings{"FROM", "RUN", "USER"}));
}

TEST(Lines, ALastLineWithoutLineEndMayHaveOneByteLess) {
    const std::string head = "FROM a\nRUN ";
    EXPECT_TRUE(Parsed(head + std::string(65535 - 4, 'x')).errors().empty());
    EXPECT_EQ(Parsed(head + std::string(65536 - 4, 'x')).errors().size(), 1U);
}

TEST(Lines, ATooLongFirstLineIsAFileWithNoInstructions) {
    const Parsed parsed(std::string(70000, '#') + "\nFROM a\n");
    ASSERT_EQ(parsed.tree().errors.size(), 1U);
    EXPECT_EQ(parsed.tree().errors[0].message, "file with no instructions");
}

TEST(Lines, ContinuedLinesCommentsAndBodiesHaveTheSameLimit) {
    const struct {
        std::string before, after;
    } rows[] = {{"RUN a \\\n ", "\n"}, {"#", "\nUSER b\n"}, {"RUN <<E\n ", "\nE\n"}};
    for (const auto& row : rows) {
        const std::string fits = "FROM a\n" + row.before + std::string(65534, 'x');
        EXPECT_EQ(Parsed(fits + row.after).errors(), Strings{}) << row.before;
        const Parsed parsed(fits + "x" + row.after);
        ASSERT_EQ(parsed.tree().errors.size(), 1U) << row.before;
        EXPECT_EQ(parsed.tree().errors[0].message,
                  "dockerfile line greater than max allowed size of 65535");
    }
}

TEST(Lines, JoinedInstructionsHaveNoLimit) {
    std::string text = "FROM a\nRUN true";
    for (int i = 0; i < 10000; ++i) text += " \\\n && some-command";
    EXPECT_TRUE(Parsed(text).errors().empty());
}

} // namespace dflint::dockerfile::test
