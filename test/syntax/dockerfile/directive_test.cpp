// SPDX-License-Identifier: Apache-2.0
#include "parsed.h"

#include <gtest/gtest.h>

namespace dflint::dockerfile::test {

namespace {
Strings directives(const Parsed& parsed) {
    Strings out;
    for (const Directive& each : parsed.tree().directives) {
        out.push_back(parsed.slice(each.at) + "|" + std::string(each.name.text) + "|" +
                      std::string(each.value.text));
    }
    return out;
}
} // namespace

TEST(Directives, KnowTheirNameAndValue) {
    const Parsed parsed("# syntax=docker/dockerfile:1 \n#check = skip=all\nFROM a\n");
    EXPECT_EQ(directives(parsed),
              (Strings{"# syntax=docker/dockerfile:1|syntax|docker/dockerfile:1",
                       "#check = skip=all|check|skip=all"}));
    EXPECT_EQ(parsed.tree().directives[0].value.at, (Span{9, 28}));
    EXPECT_TRUE(parsed.comments().empty());
}

TEST(Directives, ReadTheirNameInAnyCaseAndTheirValueAsItIs) {
    EXPECT_EQ(Parsed("# ESCAPE=`\nFROM a\n").tree().escape, '`');
    EXPECT_EQ(Parsed("# Syntax=A\nFROM a\n").tree().directives[0].value.text, "A");
}

TEST(Directives, MayBeIndented) {
    EXPECT_EQ(Parsed("  # escape=`\nFROM a\n").tree().escape, '`');
}

struct Ended {
    const char* name;
    const char* first_line;
};
class DirectivesEnd : public testing::TestWithParam<Ended> {};

TEST_P(DirectivesEnd, AtTheFirstLineThatIsNone) {
    const Parsed parsed(std::string(GetParam().first_line) + "\n# escape=`\nFROM a\n");
    EXPECT_EQ(parsed.tree().escape, '\\');
    EXPECT_TRUE(parsed.tree().directives.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Directives, DirectivesEnd,
    testing::Values(Ended{"Blank", ""}, Ended{"Blanks", " \t"}, Ended{"Comment", "# hello"},
                    Ended{"EmptyComment", "#"}, Ended{"NameWithDigit", "# escape2=`"},
                    Ended{"TwoSigns", "## escape=`"}, Ended{"Slashes", "// escape=`"},
                    Ended{"LoneEscape", "\\"}, Ended{"Unknown", "# a=b"}, Ended{"Shebang", "#!x"},
                    Ended{"Instruction", "ARG x"}, Ended{"NoValue", "# syntax="},
                    Ended{"VerticalTab", "#\v syntax=a"}, Ended{"BadName", "# 1syntax=a"}),
    by_name);

TEST(Directives, AreFoundWhateverBlanksStandAroundTheirParts) {
    for (const char* line : {"#escape=`", "#\tescape\t=\t`\t", "# escape = ` \r",
                             "\xC2\xA0#escape=`", "\v# EsCaPe=`", "\xEF\xBB\xBF# escape=`"}) {
        EXPECT_EQ(Parsed(std::string(line) + "\nFROM a\n").tree().escape, '`') << line;
    }
}

struct Repeated {
    const char* name;
    const char* lines;
};
class DirectivesRepeated : public testing::TestWithParam<Repeated> {};

TEST_P(DirectivesRepeated, AreAnErrorOfTheLineBefore) {
    const std::string lines = GetParam().lines;
    const std::string name = GetParam().name;
    const std::string second = lines.substr(lines.find('\n') + 1);
    EXPECT_EQ(Parsed(lines + "\nFROM a\n").errors(),
              Strings{second + "|1|only one " + name.substr(0, name.find('_')) +
                      " parser directive can be used"});
}

INSTANTIATE_TEST_SUITE_P(
    Directives, DirectivesRepeated,
    testing::Values(Repeated{"escape", "# escape=`\n#escape=\\"},
                    Repeated{"check", "# check=skip=A\n# check=skip=A"},
                    Repeated{"check_Indented", "  # check=skip=A\n# Check=skip=B"},
                    Repeated{"syntax", "# syntax=docker/dockerfile:1\n# SYNTAX=b"}),
    by_name);

TEST(Directives, MayBeRepeatedWhereNobodyLooksForThem) {
    EXPECT_EQ(Parsed("# escape=`\n#\n# escape=\\\nFROM a\n").errors(), Strings{});
    EXPECT_EQ(Parsed("# escape=`\nFROM a\n# escape=`\nUSER b\n").errors(), Strings{});
}

TEST(Directives, MayNotBeRepeated) {
    const Parsed parsed("# escape=`\n# escape=`\nFROM a\n");
    EXPECT_EQ(parsed.errors(),
              Strings{"# escape=`|1|only one escape parser directive can be used"});
    EXPECT_EQ(parsed.keywords(), Strings{"FROM"});
}

TEST(Directives, AnEscapeIsABackslashOrABacktick) {
    EXPECT_EQ(Parsed("# escape=x\nFROM a\n").errors(),
              Strings{"x|0|invalid escape token 'x' does not match ` or \\"});
}

TEST(Directives, AnEscapeIsOneCharacter) {
    for (const std::string value : {"``", "` #", "\\\\", "\"`\"", "`;"}) {
        EXPECT_EQ(
            Parsed("# escape=" + value + "\nFROM a\n").errors(),
            Strings{value + "|0|invalid escape token '" + value + "' does not match ` or \\"});
    }
}

TEST(Directives, AValueOfBlanksIsOneBlank) {
    EXPECT_EQ(Parsed("# escape=  \nFROM a\n").errors(),
              Strings{" |0|invalid escape token ' ' does not match ` or \\"});
}

} // namespace dflint::dockerfile::test
