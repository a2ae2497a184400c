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

INSTANTIATE_TEST_SUITE_P(Directives, DirectivesEnd,
                         testing::Values(Ended{"Blank", ""}, Ended{"Comment", "# hello"},
                                         Ended{"Unknown", "# a=b"}, Ended{"Shebang", "#!x"},
                                         Ended{"Instruction", "ARG x"},
                                         Ended{"NoValue", "# syntax="},
                                         Ended{"VerticalTab", "#\v syntax=a"},
                                         Ended{"BadName", "# 1syntax=a"}),
                         by_name);

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

TEST(Directives, AValueOfBlanksIsOneBlank) {
    EXPECT_EQ(Parsed("# escape=  \nFROM a\n").errors(),
              Strings{" |0|invalid escape token ' ' does not match ` or \\"});
}

} // namespace dflint::dockerfile::test
