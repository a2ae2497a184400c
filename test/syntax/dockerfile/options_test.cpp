// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/options.h"

#include "parsed.h"

#include <gtest/gtest.h>

namespace dflint::dockerfile::test {

namespace {
/// "image line", or nothing.
std::string frontend(const std::string& text) {
    const Parsed parsed(text);
    if (!parsed.tree().frontend) return "";
    return std::string(parsed.tree().frontend->image) + " " +
           std::to_string(parsed.tree().frontend->line);
}

std::string as_text(const CheckOptions& options) {
    std::string out;
    if (options.skips_all) out += "skip all;";
    for (const Word& each : options.skipped) out += "skip " + std::string(each.text) + ";";
    if (options.enables_all) out += "experimental all;";
    for (const Word& each : options.enabled) out += "experimental " + std::string(each.text) + ";";
    if (options.fails_build) out += "error;";
    return out + options.mistake;
}

/// What `# check=VALUE` asks for, or its mistake.
std::string checks(const std::string& value) {
    const Parsed parsed("# check=" + value + "\nFROM a\n");
    return parsed.tree().checks ? as_text(*parsed.tree().checks) : "none";
}

/// What the comments above ask of the second instruction.
std::string checks_of_second(const std::string& comments) {
    const Parsed parsed("FROM a\n" + comments + "RUN b\n");
    const auto options = check_options(parsed.file(), parsed.tree(), parsed[1]);
    return options ? as_text(*options) : "none";
}
} // namespace

struct FrontendCase {
    const char* name;
    const char* file;
    const char* expected;
};
class FrontendTest : public testing::TestWithParam<FrontendCase> {};

TEST_P(FrontendTest, IsFoundWhereBuildKitLooks) {
    EXPECT_EQ(frontend(GetParam().file), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Frontend, FrontendTest,
    testing::Values(
        FrontendCase{"FirstLine", "# syntax=a\nFROM b\n", "a 1"},
        FrontendCase{"BehindOtherDirectives", "# escape=`\n#Check=skip=all\n# syntax=a\n", "a 3"},
        FrontendCase{"NotBehindAComment", "# x\n# syntax=a\n", ""},
        FrontendCase{"NotBehindABlankLine", "\n# syntax=a\n", ""},
        FrontendCase{"NotIndented", "  # syntax=a\n", ""},
        FrontendCase{"NotBehindAnIndentedOne", "  # escape=`\n# syntax=a\n", ""},
        FrontendCase{"SeenThoughIndented", "  # syntax=a\n# syntax=b\n", ""},
        FrontendCase{"NotBehindAnUnknownOne", "# a=b\n# syntax=a\n", ""},
        FrontendCase{"ValueHasACase", "# SYNTAX=Docker/X\n", "Docker/X 1"},
        FrontendCase{"ByteOrderMarkAndShebang", "\xEF\xBB\xBF#!x\r\n# syntax=a\r\n", "a 2"},
        FrontendCase{"SecondShebang", "#!x\n#!y\n# syntax=a\n", ""},
        FrontendCase{"IndentedSlashes", " // syntax=a\n", ""},
        FrontendCase{"NotBehindARepeatedOne", "# escape=`\n# escape=`\n# syntax=a\n", ""},
        FrontendCase{"FirstOfTwo", "# syntax=a\n# syntax=b\n", "a 1"},
        FrontendCase{"UpToASpace", "# syntax=a b\n", "a 1"},
        FrontendCase{"ByteOrderMark", "\xEF\xBB\xBF# syntax=a\n", "a 1"},
        FrontendCase{"CrLf", "# syntax=a\r\nFROM b\r\n", "a 1"},
        FrontendCase{"Shebang", "#!/usr/bin/env x\n# syntax=a\n", "a 2"},
        FrontendCase{"Slashes", "// syntax=a\n", "a 1"},
        FrontendCase{"SlashesAfterAShebang", "#!x\n//syntax = a\n", "a 2"},
        FrontendCase{"HashBeforeSlashes", "# syntax=a\n// syntax=b\n", "a 1"},
        FrontendCase{"Json", "{\"b\": [1, {\"syntax\": \"c\"}], \"syntax\": \"a b\"}\n", "a b 0"},
        FrontendCase{"JsonAfterAShebang", "#!x\n{\"syntax\":\"a\"}", "a 1"},
        FrontendCase{"JsonEscapes", "{\"syn\\u0074ax\":\"\\u0061\"}", "a 0"},
        FrontendCase{"LastOfTwoInJson", "{\"syntax\":\"a\",\"syntax\":\"b\"}", "b 0"},
        FrontendCase{"NoStringInJson", "{\"syntax\":\"a\",\"syntax\":1}", ""},
        FrontendCase{"BrokenJson", "{\"syntax\":\"a\",}", ""},
        FrontendCase{"JsonArray", "[\"syntax\",\"a\"]", ""}, FrontendCase{"EmptyFile", "", ""}),
    by_name);

struct CheckCase {
    const char* name;
    const char* value;
    const char* expected;
};
class CheckTest : public testing::TestWithParam<CheckCase> {};

TEST_P(CheckTest, IsReadAsBuildKitReadsIt) {
    EXPECT_EQ(checks(GetParam().value), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Check, CheckTest,
    testing::Values(
        CheckCase{"Skip", "skip=A,B", "skip A;skip B;"},
        CheckCase{"SkipAll", "skip=all", "skip all;"},
        CheckCase{"AllIsNoNameInAList", "skip=A,all", "skip A;skip all;"},
        CheckCase{"Experimental", "experimental=A", "experimental A;"},
        CheckCase{"ExperimentalAll", "experimental=all", "experimental all;"},
        CheckCase{"Error", "error=true", "error;"}, CheckCase{"ErrorShort", "error=t", "error;"},
        CheckCase{"NoError", "error=False", ""},
        CheckCase{"ThreeParts", "error=1;experimental=B;skip=A", "skip A;experimental B;error;"},
        CheckCase{"ThirdPartTakesTheRest", "error=1;skip=A;skip=B;error=0",
                  "skip B;error=0;error;"},
        CheckCase{"LastListCounts", "skip=A;skip=B", "skip B;"},
        CheckCase{"EmptyList", "skip=", "skip ;"},
        CheckCase{"UpToASpace", "skip=A, B", "skip A;skip ;"},
        CheckCase{"TabsAreTrimmed", "skip\t=\tA\t,B", "skip A;skip B;"},
        CheckCase{"PartAfterASpace", "skip=A; error=true", "skip A;invalid check option \"\""},
        CheckCase{"NoSign", "all", "invalid check option \"all\""},
        CheckCase{"UnknownKey", "skp=A", "invalid check option \"skp\""},
        CheckCase{"KeysAreLowerCase", "Skip=A", "invalid check option \"Skip\""},
        CheckCase{"NoBool", "error=yes",
                  "failed to parse check option \"error=yes\": strconv.ParseBool: parsing \"yes\": "
                  "invalid syntax"}),
    by_name);

TEST(Check, TakesTheTwelveBooleansOfGo) {
    for (const std::string yes : {"1", "t", "T", "TRUE", "true", "True"}) {
        EXPECT_EQ(checks("error=" + yes), "error;") << yes;
    }
    for (const std::string no : {"0", "f", "F", "FALSE", "false", "False"}) {
        EXPECT_EQ(checks("error=" + no), "") << no;
    }
    for (const std::string neither : {"yes", "tRUE", "2", "on", "01", "\"true\""}) {
        EXPECT_NE(checks("error=" + neither).find("strconv.ParseBool"), std::string::npos);
    }
}

TEST(Check, MistakesStopTheBuild) {
    EXPECT_EQ(Parsed("# check=skip=A;skp=B\nFROM a\n").errors(),
              Strings{"skp|0|failed to parse check options: invalid check option \"skp\""});
    EXPECT_EQ(Parsed("# check=error=\nFROM a\n").errors().at(0).substr(0, 9), "error=|0|");
    EXPECT_EQ(Parsed("# check=error=1\nFROM a\n").errors(), Strings{});
}

TEST(Check, IsNotFoundInAnIndentedDirective) {
    EXPECT_FALSE(Parsed(" # check=skip=A\nFROM a\n").tree().checks);
    EXPECT_TRUE(Parsed("#!x\n# check=skip=A\nFROM a\n").tree().checks);
}

TEST(Check, IsTakenFromTheFirstCommentAttachedToAnInstruction) {
    EXPECT_EQ(checks_of_second("# check=skip=A\n"), "skip A;");
    EXPECT_EQ(checks_of_second("# words\n\n#CHECK = skip=A\n# check=skip=B\n"), "skip A;");
    EXPECT_EQ(checks_of_second("# check=skip=A\n#\n"), "none") << "an empty comment detaches";
    EXPECT_EQ(checks_of_second("  # check=skip=A\n"), "none");
    EXPECT_EQ(checks_of_second("  # check=skip=A\n# check=skip=B\n"), "skip B;");
    EXPECT_EQ(checks_of_second("# check=skp=A\n# check=skip=B\n"), "none");
    EXPECT_EQ(checks_of_second("# see check=skip=A\n"), "none");
}

} // namespace dflint::dockerfile::test
