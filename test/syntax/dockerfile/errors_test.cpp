// SPDX-License-Identifier: Apache-2.0
#include "parsed.h"

#include <gtest/gtest.h>

namespace dflint::dockerfile::test {

struct ErrorCase {
    const char* name;
    const char* line;
    Strings errors; ///< text it stands at|message
};
class ErrorTest : public testing::TestWithParam<ErrorCase> {};

TEST_P(ErrorTest, StandsAtTheNarrowestPlace) {
    Strings expected;
    for (std::string each : GetParam().errors) {
        expected.push_back(each.insert(each.find('|'), "|2"));
    }
    EXPECT_EQ(Parsed(std::string("FROM a\n") + GetParam().line + "\n").errors(), expected);
}

INSTANTIATE_TEST_SUITE_P(
    Unknown, ErrorTest,
    testing::Values(
        ErrorCase{
            "Near", "WORDIR /", {"WORDIR|unknown instruction: WORDIR (did you mean WORKDIR?)"}},
        ErrorCase{"Swapped", "RNU x", {"RNU|unknown instruction: RNU (did you mean RUN?)"}},
        ErrorCase{"LowerCase", "rum x", {"rum|unknown instruction: rum (did you mean run?)"}},
        ErrorCase{
            "MixedCase", "Coppy x", {"Coppy|unknown instruction: Coppy (did you mean copy?)"}},
        ErrorCase{"Colon", "USER: x", {"USER:|unknown instruction: USER: (did you mean USER?)"}},
        ErrorCase{"Far", "&& x", {"&&|unknown instruction: &&"}},
        ErrorCase{"NoBlank", "CMD[\"x\"]", {"CMD[\"x\"]|unknown instruction: CMD[\"x\"]"}}),
    by_name);

INSTANTIATE_TEST_SUITE_P(
    Arguments, ErrorTest,
    testing::Values(
        ErrorCase{"FromNothing", "FROM", {"FROM|FROM requires either one or three arguments"}},
        ErrorCase{"FromTwo", "FROM a b", {"b|FROM requires either one or three arguments"}},
        ErrorCase{"FromAs", "FROM a AS", {"AS|FROM requires either one or three arguments"}},
        ErrorCase{
            "FromFour", "FROM a AS b c d", {"c d|FROM requires either one or three arguments"}},
        ErrorCase{"FromName",
                  "FROM a AS 1b",
                  {"1b|invalid name for build stage: \"1b\", name can't start with a number or "
                   "contain symbols"}},
        ErrorCase{"CopyOne",
                  "COPY a",
                  {"COPY|COPY requires at least two arguments, but only one was provided. "
                   "Destination could not be determined"}},
        ErrorCase{"AddNothing",
                  "ADD",
                  {"ADD|ADD requires at least two arguments, but only one was provided. "
                   "Destination could not be determined"}},
        ErrorCase{"CopyToHeredoc",
                  "COPY a <<b\nb",
                  {"<<b|COPY cannot accept a heredoc as a destination"}},
        ErrorCase{"Env", "ENV", {"ENV|ENV requires at least one argument"}},
        ErrorCase{"EnvOne", "ENV a", {"a|ENV must have two arguments"}},
        ErrorCase{"EnvWord",
                  "ENV a=b c d",
                  {"c|Syntax error - can't find = in \"c\". Must be of the form: name=value"}},
        ErrorCase{"EnvSubstitution",
                  "ENV a=${x:?must set}",
                  {"set}|Syntax error - can't find = in \"set}\". Must be of the form: "
                   "name=value"}},
        ErrorCase{
            "EnvWordsOfNoLetters",
            "ENV a=b \"\\\x1B\x7F\x08\xE2\x80\x8B\xC2\xAD\xC3\xA9",
            {"\"\\\x1B\x7F\x08\xE2\x80\x8B\xC2\xAD\xC3\xA9|Syntax error - can't find = in "
             "\"\\\"\\\\\\x1b\\x7f\\b\\u200b\\u00ad\xC3\xA9\". Must be of the form: name=value"}},
        ErrorCase{"HealthTypeWithByteOrderMark",
                  "HEALTHCHECK \xEF\xBB\xBFX y",
                  {"\xEF\xBB\xBFX|Unknown type \"\\ufeffX\" in HEALTHCHECK (try CMD)"}},
        ErrorCase{"EnvBlank", "ENV =b", {"=b|ENV names can not be blank"}},
        ErrorCase{"LabelOne", "LABEL a", {"a|LABEL must have two arguments"}},
        ErrorCase{"Arg", "ARG", {"ARG|ARG requires at least one argument"}},
        ErrorCase{"ArgBlank", "ARG a = 1", {"=|ARG names can not be blank"}},
        ErrorCase{"Expose", "EXPOSE", {"EXPOSE|EXPOSE requires at least one argument"}},
        ErrorCase{"Volume", "VOLUME []", {"VOLUME|VOLUME requires at least one argument"}},
        ErrorCase{"VolumeBlank",
                  "VOLUME [\"a\", \" \"]",
                  {"\" \"|VOLUME specified can not be an empty string"}},
        ErrorCase{"User", "USER", {"USER|USER requires exactly one argument"}},
        ErrorCase{"Workdir", "WORKDIR", {"WORKDIR|WORKDIR requires exactly one argument"}},
        ErrorCase{
            "StopSignal", "STOPSIGNAL", {"STOPSIGNAL|STOPSIGNAL requires exactly one argument"}},
        ErrorCase{
            "Maintainer", "MAINTAINER", {"MAINTAINER|MAINTAINER requires exactly one argument"}},
        ErrorCase{"Shell", "SHELL", {"SHELL|SHELL requires at least one argument"}},
        ErrorCase{"ShellEmpty", "SHELL []", {"SHELL|SHELL requires at least one argument"}},
        ErrorCase{"ShellText",
                  "SHELL bash -c",
                  {"bash -c|SHELL requires the arguments to be in JSON form"}},
        ErrorCase{
            "Health", "HEALTHCHECK", {"HEALTHCHECK|HEALTHCHECK requires at least one argument"}},
        ErrorCase{"HealthNone", "HEALTHCHECK none x", {"x|HEALTHCHECK NONE takes no arguments"}},
        ErrorCase{"HealthType",
                  "HEALTHCHECK curl x",
                  {"curl|Unknown type \"CURL\" in HEALTHCHECK (try CMD)"}},
        ErrorCase{"HealthTypeOfBytes",
                  "HEALTHCHECK C\xFF x",
                  {"C\xFF|Unknown type \"C\xEF\xBF\xBD\" in HEALTHCHECK (try CMD)"}},
        ErrorCase{"EnvWordOfBytes",
                  "ENV a=b \xFF",
                  {"\xFF|Syntax error - can't find = in \"\xEF\xBF\xBD\". Must be of the form: "
                   "name=value"}},
        ErrorCase{"CopyArrayToHeredoc",
                  "COPY [\"a\", \"<<b\"]",
                  {"\"<<b\"|COPY cannot accept a heredoc as a destination"}},
        ErrorCase{"HealthCmd", "HEALTHCHECK CMD", {"CMD|Missing command after HEALTHCHECK CMD"}},
        ErrorCase{"Onbuild", "ONBUILD", {"ONBUILD|ONBUILD requires at least one argument"}},
        ErrorCase{
            "OnbuildFrom", "ONBUILD FROM x", {"FROM|FROM isn't allowed as an ONBUILD trigger"}},
        ErrorCase{"OnbuildUnknown",
                  "ONBUILD WORDIR /",
                  {"WORDIR|unknown instruction: WORDIR (did you mean WORKDIR?)"}},
        ErrorCase{"OnbuildCopy",
                  "ONBUILD COPY a",
                  {"COPY|COPY requires at least two arguments, but only one was provided. "
                   "Destination could not be determined"}},
        ErrorCase{"OnbuildFlag", "ONBUILD COPY --x a b", {"--x|unknown flag: --x"}},
        ErrorCase{"OnbuildEnv", "ONBUILD ENV x", {"x|ENV must have two arguments"}}),
    by_name);

INSTANTIATE_TEST_SUITE_P(
    Flags, ErrorTest,
    testing::Values(
        ErrorCase{
            "Unknown", "COPY --form=a b c", {"--form=a|unknown flag: --form (did you mean from?)"}},
        ErrorCase{"UnknownFar", "ADD --recursive a b", {"--recursive|unknown flag: --recursive"}},
        ErrorCase{"Case", "COPY --FROM=a b c", {"--FROM=a|unknown flag: --FROM"}},
        ErrorCase{"None", "USER --a b", {"--a|unknown flag: --a"}},
        ErrorCase{
            "Twice", "COPY --from=a --from=b c d", {"--from=b|duplicate flag specified: --from"}},
        ErrorCase{"NoValue", "COPY --chown a b", {"--chown|missing a value on flag: --chown"}},
        ErrorCase{"EmptyBool", "COPY --link= a b", {"--link=|missing a value on flag: --link"}},
        ErrorCase{
            "BadBool", "COPY --link=1 a b", {"1|expecting boolean value for flag --link, not: 1"}},
        ErrorCase{"Network", "RUN --network=x y", {"x|invalid network mode \"x\""}},
        ErrorCase{"Security", "RUN --security=x y", {"x|security \"x\" is not valid"}},
        ErrorCase{"Device", "RUN --device=x,y z", {"y|invalid field 'y' must be a key=value pair"}},
        ErrorCase{"MountOrigin",
                  "RUN --mount=type=bind,FROM=$a,target=/b c",
                  {"$a|'from' doesn't support variable expansion, define alias stage instead"}},
        ErrorCase{"MountNothing", "RUN --mount= a", {"--mount=|failed to parse csv mounts: EOF"}},
        ErrorCase{"MountQuote",
                  R"(RUN --mount=id=a\"b c)",
                  {R"(id=a\"b|failed to parse csv mounts: parse error on line 1, column 5: )"
                   R"(bare " in non-quoted-field)"}},
        ErrorCase{
            "Unit", "HEALTHCHECK --interval=5 CMD x", {"5|time: missing unit in duration \"5\""}},
        ErrorCase{"UnknownUnit",
                  "HEALTHCHECK --timeout=5d CMD x",
                  {"5d|time: unknown unit \"d\" in duration \"5d\""}},
        ErrorCase{
            "NoDuration", "HEALTHCHECK --timeout=x CMD x", {"x|time: invalid duration \"x\""}},
        ErrorCase{"Short",
                  "HEALTHCHECK --interval=5us CMD x",
                  {"5us|Interval \"interval\" cannot be less than 1ms"}},
        ErrorCase{"Retries",
                  "HEALTHCHECK --retries=x CMD x",
                  {"x|strconv.ParseInt: parsing \"x\": invalid syntax"}},
        ErrorCase{"ManyRetries",
                  "HEALTHCHECK --retries=2147483648 CMD x",
                  {"2147483648|strconv.ParseInt: parsing \"2147483648\": value out of range"}},
        ErrorCase{"NegativeRetries",
                  "HEALTHCHECK --retries=-1 CMD x",
                  {"-1|--retries cannot be negative (-1)"}},
        ErrorCase{"Two", "COPY --a --b c d", {"--a|unknown flag: --a", "--b|unknown flag: --b"}}),
    by_name);

class ValidTest : public testing::TestWithParam<const char*> {};

TEST_P(ValidTest, HasNoErrors) {
    EXPECT_EQ(Parsed(std::string("FROM a\n") + GetParam() + "\n").errors(), Strings{});
}

INSTANTIATE_TEST_SUITE_P(
    Valid, ValidTest,
    testing::Values("RUN", "CMD", "ENTRYPOINT", "CMD []", "FROM --platform= a AS B_-.1",
                    "COPY --link --parents=FALSE --exclude=a --exclude=b c d",
                    "ADD --keep-git-dir --unpack=true --checksum=x a b",
                    "RUN --mount=type=cache --mount=type=bind --network=none x",
                    "RUN --mount=from=a$,b x", "RUN --device=a --device=b x", "ARG --x a",
                    "STOPSIGNAL --x 9", "HEALTHCHECK --x NONE",
                    "HEALTHCHECK --interval=1m30.5s --timeout=0 --start-period= --retries=+3 CMD x",
                    "HEALTHCHECK --interval=.5h --start-interval=10us1s CMD x", "ENV \"a\"=b",
                    "VOLUME a b", "EXPOSE 1 2"));

TEST(Errors, AFileWithoutInstructionsIsOne) {
    EXPECT_EQ(Parsed("").errors(), Strings{"|0|file with no instructions"});
    EXPECT_EQ(Parsed("# a\n\n").errors(), Strings{"|2|file with no instructions"});
}

TEST(Errors, OnlyArgMayComeBeforeTheFirstStage) {
    EXPECT_EQ(Parsed("ARG a\nRUN b\nUSER c\nFROM d\n").errors(),
              Strings{"RUN|0|no build stage in current context"});
    EXPECT_TRUE(Parsed("ARG a\nFROM b\n").errors().empty());
}

TEST(Errors, OfAnInstructionComeAsBuildKitFindsThem) {
    EXPECT_EQ(Parsed("FROM a\nENV --c\n").errors(),
              (Strings{"--c|2|unknown flag: --c", "ENV|2|ENV requires at least one argument"}));
    EXPECT_EQ(Parsed("FROM a\nUSER --c\n").errors(),
              (Strings{"USER|2|USER requires exactly one argument", "--c|2|unknown flag: --c"}));
    EXPECT_EQ(Parsed("FROM --c=d a AS 1\n").errors().front(),
              "1|1|invalid name for build stage: \"1\", name can't start with a number or contain "
              "symbols");
    EXPECT_EQ(Parsed("FROM a\nHEALTHCHECK --c\n").errors().front(),
              "HEALTHCHECK|2|HEALTHCHECK requires at least one argument");
}

TEST(Errors, AskForTheStageOfTheFirstInstructionThatIsRightInItself) {
    EXPECT_EQ(
        Parsed("RUN --o a\nSHELL a\nRUN b\nRUN c\n").errors(),
        (Strings{"--o|1|unknown flag: --o", "a|2|SHELL requires the arguments to be in JSON form",
                 "RUN|0|no build stage in current context"}));
    EXPECT_EQ(Parsed("ONBUILD COPY a\n").errors().back(),
              "ONBUILD|0|no build stage in current context");
}

TEST(Errors, AllOfAFileAreReported) {
    EXPECT_EQ(Parsed("FROM a b\nENV x\nFOO\nCOPY y\n").errors().size(), 4U);
}

TEST(Errors, NameTheFirstLineOfTheInstruction) {
    EXPECT_EQ(Parsed("FROM a\nENV \\\n\\\n  x\n").errors(),
              Strings{"x|2|ENV must have two arguments"});
}

TEST(Errors, KnowThePhaseBuildKitFindsThemIn) {
    const Parsed parsed("FROM a\nENV x\nFOO\n");
    EXPECT_EQ(parsed.tree().errors[0].phase, Phase::parse);
    EXPECT_EQ(parsed.tree().errors[1].phase, Phase::instruction);
}

TEST(Errors, OfATriggerAreFoundByTheBuildThatRunsIt) {
    const Parsed parsed("FROM a\nONBUILD FOO\nONBUILD ENV x\n");
    EXPECT_EQ(parsed.tree().errors[0].phase, Phase::parse);
    EXPECT_EQ(parsed.tree().errors[1].phase, Phase::trigger);
}

struct RepairCase {
    const char* line;
    const char* repaired; ///< "" when there is no repair
};
class RepairTest : public testing::TestWithParam<RepairCase> {};

TEST_P(RepairTest, IsTheOnlyReading) {
    const Parsed parsed(std::string("FROM a\n") + GetParam().line + "\n");
    ASSERT_FALSE(parsed.errors().empty());
    std::string repaired;
    if (const auto& fix = parsed.tree().errors[0].fix) {
        ASSERT_EQ(fix->edits.size(), 1U);
        repaired = parsed.file().text();
        const Edit& edit = fix->edits[0];
        repaired.replace(edit.at.begin, edit.at.size(), edit.text);
        repaired = repaired.substr(7, repaired.size() - 8);
    }
    EXPECT_EQ(repaired, GetParam().repaired);
}

INSTANTIATE_TEST_SUITE_P(
    Repairs, RepairTest,
    testing::Values(
        RepairCase{"WORDIR /a", "WORKDIR /a"}, RepairCase{"Wordir /a", "WORKDIR /a"},
        RepairCase{"RNU a", "RUN a"}, RepairCase{"MAINTIANER a", "MAINTAINER a"},
        RepairCase{"EXPOES 1", "EXPOSE 1"}, RepairCase{"USER: a", "USER a"},
        RepairCase{"CMD[\"a\"]", "CMD [\"a\"]"}, RepairCase{"RUN\u00a0a", "RUN a"},
        RepairCase{"COPY--from=b a c", "COPY --from=b a c"},
        // Too far, two as near, nothing behind it, or arguments that do not fit.
        RepairCase{"FOO a", ""}, RepairCase{"ADG a b", ""}, RepairCase{"RUNN", ""},
        RepairCase{"COPPY a", ""}, RepairCase{"HEALTCHECK a", ""}, RepairCase{"RUM <<E", ""},
        // Commands of the shell that are near to instructions.
        RepairCase{"ln -s a b", ""}, RepairCase{"cd a", ""}, RepairCase{"wordir /a", ""},
        RepairCase{"COPY --form=x a b", "COPY --from=x a b"},
        RepairCase{"COPY --from x a b", "COPY --from=x a b"}, RepairCase{"COPY --from x a", ""},
        RepairCase{"COPY --from [\"x\", \"a\"]", ""}, RepairCase{"COPY --from --link x a b", ""},
        RepairCase{"FROM --platform linux/amd64 a", "FROM --platform=linux/amd64 a"},
        RepairCase{"FROM --platform b/a:1", ""},
        RepairCase{"RUN --mount type=ssh a", "RUN --mount=type=ssh a"},
        RepairCase{"RUN --mount a", ""}, RepairCase{"RUN --network none a", "RUN --network=none a"},
        RepairCase{"HEALTHCHECK --interval 5s CMD a", "HEALTHCHECK --interval=5s CMD a"},
        RepairCase{"HEALTHCHECK curl a", "HEALTHCHECK CMD curl a"},
        RepairCase{"HEALTHCHECK nome a", ""}, RepairCase{"ARG a = 1", "ARG a=1"},
        RepairCase{"ARG a =1", "ARG a=1"}, RepairCase{"ARG a = b=1", ""}, RepairCase{"ARG =1", ""},
        RepairCase{"SHELL /bin/bash -c", "SHELL [\"/bin/bash\", \"-c\"]"},
        RepairCase{"SHELL ['a']", ""}));

TEST(Errors, AMisspeltNameIsWrittenInTheCaseOfTheFile) {
    const Parsed parsed("from a\nwordir /a\n");
    ASSERT_TRUE(parsed.tree().errors[0].fix);
    EXPECT_EQ(parsed.tree().errors[0].fix->edits[0].text, "workdir");
}

TEST(Errors, DoNotHideTheWordsThatAreReadable) {
    EXPECT_EQ(arguments(Parsed("FROM a\nENV a=b c d=e\n")[1]), (Strings{"a=b", "c", "d=e"}));
}

} // namespace dflint::dockerfile::test
