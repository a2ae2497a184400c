// SPDX-License-Identifier: Apache-2.0
#include "parsed.h"

#include <gtest/gtest.h>

/// How an instruction is split, what flags it takes and what arguments: one table for each
/// statement about BuildKit's parser (frontend/dockerfile/parser, instructions/parse.go) that no
/// other test of this folder makes.
namespace dflint::dockerfile::test {

namespace {
Strings flags_of(const Instruction& instruction) {
    Strings out;
    for (const Flag& each : instruction.flags) out.emplace_back(each.text);
    return out;
}

/// The second instruction of a file whose first is FROM.
struct Line {
    explicit Line(const std::string& text) : parsed("FROM a\n" + text + "\n") {}
    [[nodiscard]] const Instruction& instruction() const { return parsed[1]; }
    Parsed parsed;
};
} // namespace

// ---- word, blanks, rest

struct SplitCase {
    const char* name;
    const char* line;
    Keyword keyword;
    Strings arguments;
};
class SplitTest : public testing::TestWithParam<SplitCase> {};

TEST_P(SplitTest, PartsTheKeywordFromTheRest) {
    const Line line(GetParam().line);
    EXPECT_EQ(line.instruction().keyword, GetParam().keyword);
    EXPECT_EQ(arguments(line.instruction()), GetParam().arguments);
}

INSTANTIATE_TEST_SUITE_P(
    Blanks, SplitTest,
    testing::Values(SplitCase{"Tab", "USER\ta", Keyword::user, {"a"}},
                    SplitCase{"VerticalTab", "USER\va", Keyword::user, {"a"}},
                    SplitCase{"FormFeed", "USER\fa", Keyword::user, {"a"}},
                    SplitCase{"CarriageReturn", "USER\ra", Keyword::user, {"a"}},
                    SplitCase{"Several", "USER \t\v a", Keyword::user, {"a"}},
                    SplitCase{"NextLine",
                              "USER\xC2\x85"
                              "a",
                              Keyword::unknown,
                              {}},
                    SplitCase{"IdeographicSpace",
                              "USER\xE3\x80\x80"
                              "a",
                              Keyword::unknown,
                              {}},
                    SplitCase{"UnicodeBlanksAroundTheRest",
                              "USER \xC2\xA0"
                              "a b\xE3\x80\x80",
                              Keyword::user,
                              {"a b"}},
                    SplitCase{"Latin1BlankBeforeTheRest", "USER \x85 a", Keyword::user, {"a"}},
                    SplitCase{"MixedCase", "uSeR a", Keyword::user, {"a"}}),
    by_name);

// ---- words of the shell form of COPY and its like: ASCII blanks only, no quotes, no escapes

INSTANTIATE_TEST_SUITE_P(
    Words, SplitTest,
    testing::Values(
        SplitCase{"Copy", "COPY a\tb\v\fc", Keyword::copy, {"a", "b", "c"}},
        SplitCase{"CopyNoBreakSpace",
                  "COPY a\xC2\xA0"
                  "b c",
                  Keyword::copy,
                  {"a\xC2\xA0"
                   "b",
                   "c"}},
        SplitCase{"VolumeIdeographicSpace",
                  "VOLUME a\xE3\x80\x80"
                  "b c",
                  Keyword::volume,
                  {"a\xE3\x80\x80"
                   "b",
                   "c"}},
        SplitCase{"ExposeNoBreakSpace",
                  "EXPOSE 80\xC2\xA0"
                  "81\r82",
                  Keyword::expose,
                  {"80\xC2\xA0"
                   "81",
                   "82"}},
        SplitCase{"Add", "ADD 'a b' c\\ d", Keyword::add, {"'a", "b'", "c\\", "d"}},
        SplitCase{"Volume", "VOLUME \"/a b\" c", Keyword::volume, {"\"/a", "b\"", "c"}},
        SplitCase{"VolumeArray", "VOLUME [\"/a b\"]", Keyword::volume, {"/a b"}},
        SplitCase{"VolumeNoArray", "VOLUME ['/a']", Keyword::volume, {"['/a']"}},
        SplitCase{"CopyNoArray", "COPY ['a', 'b']", Keyword::copy, {"['a',", "'b']"}},
        SplitCase{
            "CopyTrailingText", "COPY [\"a\", \"b\"] c", Keyword::copy, {"[\"a\",", "\"b\"]", "c"}},
        SplitCase{"ExposeKeepsItsOrder", "EXPOSE 90  80/udp", Keyword::expose, {"90", "80/udp"}},
        SplitCase{"ExposeHasNoArray", "EXPOSE [\"80\", 90]", Keyword::expose, {"[\"80\",", "90]"}}),
    by_name);

INSTANTIATE_TEST_SUITE_P(
    OneValue, SplitTest,
    testing::Values(SplitCase{"User", "USER a  b:c", Keyword::user, {"a  b:c"}},
                    SplitCase{"UserArray", "USER [\"a\"]", Keyword::user, {"[\"a\"]"}},
                    SplitCase{"Workdir", "WORKDIR \"/a b\" ", Keyword::workdir, {"\"/a b\""}},
                    SplitCase{"StopSignal", "STOPSIGNAL 9 15", Keyword::stopsignal, {"9 15"}},
                    SplitCase{
                        "Maintainer", "MAINTAINER a = \"b\"", Keyword::maintainer, {"a = \"b\""}}),
    by_name);

INSTANTIATE_TEST_SUITE_P(
    Commands, SplitTest,
    testing::Values(
        SplitCase{"CmdShell", "CMD a  'b'", Keyword::cmd, {"a  'b'"}},
        SplitCase{"CmdExec", "CMD  [\"a\",\"b\"] ", Keyword::cmd, {"a", "b"}},
        SplitCase{"CmdEmptyExec", "CMD []", Keyword::cmd, {}},
        SplitCase{"CmdNoArray", "CMD [a]", Keyword::cmd, {"[a]"}},
        SplitCase{"EntrypointShell", "ENTRYPOINT a [b]", Keyword::entrypoint, {"a [b]"}},
        SplitCase{"EntrypointExec", "ENTRYPOINT [\"a\"]", Keyword::entrypoint, {"a"}},
        SplitCase{"EntrypointNothing", "ENTRYPOINT", Keyword::entrypoint, {""}},
        SplitCase{"CmdTrailingComment", "CMD [\"a\"] # b", Keyword::cmd, {"[\"a\"] # b"}},
        SplitCase{"Shell", "SHELL [\"a\", \"-c\"]", Keyword::shell, {"a", "-c"}},
        SplitCase{"RunNothing", "RUN", Keyword::run, {""}}),
    by_name);

// ---- flags are taken from every instruction, before it looks at its arguments

struct FlagsOf {
    const char* name;
    const char* line;
    Strings flags;
    Strings arguments;
};
class FlagsOfTest : public testing::TestWithParam<FlagsOf> {};

TEST_P(FlagsOfTest, AreTakenFirst) {
    const Line line(GetParam().line);
    EXPECT_EQ(flags_of(line.instruction()), GetParam().flags);
    EXPECT_EQ(arguments(line.instruction()), GetParam().arguments);
}

INSTANTIATE_TEST_SUITE_P(
    Every, FlagsOfTest,
    testing::Values(
        FlagsOf{"User", "USER --a b", {"--a"}, {"b"}},
        FlagsOf{"Workdir", "WORKDIR --a /b", {"--a"}, {"/b"}},
        FlagsOf{"Cmd", "CMD --a=1 [\"b\"]", {"--a=1"}, {"b"}},
        FlagsOf{"Env", "ENV --a b=c", {"--a"}, {"b=c"}},
        FlagsOf{"Arg", "ARG --a b=c", {"--a"}, {"b=c"}},
        FlagsOf{"StopSignal", "STOPSIGNAL --a 9", {"--a"}, {"9"}},
        FlagsOf{"Volume", "VOLUME --a /b", {"--a"}, {"/b"}},
        FlagsOf{"Run",
                "RUN --network=none --mount=type=ssh a --b",
                {"--network=none", "--mount=type=ssh"},
                {"a --b"}},
        FlagsOf{"Latin1BlankBetween",
                "COPY --link\x85--parents a b",
                {"--link", "--parents"},
                {"a", "b"}},
        FlagsOf{"EndBehindAFlag", "COPY --link -- --from a b", {"--link"}, {"--from", "a", "b"}},
        FlagsOf{"EndOfTheShellForm", "RUN -- --x", {}, {"--x"}},
        FlagsOf{"ThreeDashes", "RUN ---x y", {"---x"}, {"y"}},
        FlagsOf{"ContinuedBetween",
                "RUN --network=none \\\n  --mount=type=ssh x",
                {"--network=none", "--mount=type=ssh"},
                {"x"}},
        FlagsOf{"ContinuedInside", "RUN --netw\\\nork=none x", {"--network=none"}, {"x"}}),
    by_name);

// ---- which flags an instruction has, and what they take

class FlagTableTest : public testing::TestWithParam<const char*> {};

TEST_P(FlagTableTest, IsAccepted) {
    EXPECT_EQ(Line(GetParam()).parsed.errors(), Strings{});
}

INSTANTIATE_TEST_SUITE_P(
    Taken, FlagTableTest,
    testing::Values("FROM --platform=linux/arm64 b", "FROM --platform= b",
                    "RUN --mount=type=cache,target=/a --mount=type=ssh b",
                    "RUN --network=default a", "RUN --network=none a", "RUN --network=host a",
                    "RUN --security=sandbox a", "RUN --security=insecure a", "COPY --from=a b c",
                    "COPY --from= b c", "COPY --chown=1:2 a b", "COPY --chown= a b",
                    "COPY --chmod=755 a b", "COPY --link a b", "COPY --link=TRUE a b",
                    "COPY --link=False a b", "COPY --parents=true a b",
                    "COPY --exclude=a --exclude=b c d", "ADD --chown=1 a b", "ADD --chmod=u+x a b",
                    "ADD --link=false a b", "ADD --keep-git-dir=true a b", "ADD --checksum=a b c",
                    "ADD --unpack a b", "ADD --exclude=a --exclude=b c d",
                    "HEALTHCHECK --interval=0 CMD a", "HEALTHCHECK --interval=1ms CMD a",
                    "HEALTHCHECK --timeout=1h2m3.5s CMD a", "HEALTHCHECK --start-period=1m CMD a",
                    "HEALTHCHECK --start-interval=5s CMD a", "HEALTHCHECK --retries=0 CMD a",
                    "HEALTHCHECK --retries=2147483647 CMD a", "HEALTHCHECK --interval=x NONE",
                    "ONBUILD COPY --from=a b c", "ARG --whatever a", "STOPSIGNAL --whatever=x 9"));

struct RefusedFlag {
    const char* name;
    const char* line;
    const char* error; ///< text it stands at|message
};
class RefusedFlagTest : public testing::TestWithParam<RefusedFlag> {};

TEST_P(RefusedFlagTest, IsAnError) {
    std::string error = GetParam().error;
    EXPECT_EQ(Line(GetParam().line).parsed.errors(), Strings{error.insert(error.find('|'), "|2")});
}

INSTANTIATE_TEST_SUITE_P(
    NotTaken, RefusedFlagTest,
    testing::Values(
        RefusedFlag{"From", "FROM --mount=a b", "--mount=a|unknown flag: --mount"},
        RefusedFlag{"Run", "RUN --from=a b", "--from=a|unknown flag: --from"},
        RefusedFlag{"CopyChecksum", "COPY --checksum=a b c",
                    "--checksum=a|unknown flag: --checksum"},
        RefusedFlag{"CopyKeepGitDir", "COPY --keep-git-dir a b",
                    "--keep-git-dir|unknown flag: --keep-git-dir"},
        RefusedFlag{"CopyUnpack", "COPY --unpack a b", "--unpack|unknown flag: --unpack"},
        RefusedFlag{"AddFrom", "ADD --from=a b c", "--from=a|unknown flag: --from"},
        RefusedFlag{"AddParents", "ADD --parents a b", "--parents|unknown flag: --parents"},
        RefusedFlag{"Env", "ENV --a b=c", "--a|unknown flag: --a"},
        RefusedFlag{"Label", "LABEL --a b=c", "--a|unknown flag: --a"},
        RefusedFlag{"Cmd", "CMD --a b", "--a|unknown flag: --a"},
        RefusedFlag{"Entrypoint", "ENTRYPOINT --a b", "--a|unknown flag: --a"},
        RefusedFlag{"Expose", "EXPOSE --a 1", "--a|unknown flag: --a"},
        RefusedFlag{"Volume", "VOLUME --a b", "--a|unknown flag: --a"},
        RefusedFlag{"Workdir", "WORKDIR --a b", "--a|unknown flag: --a"},
        RefusedFlag{"Maintainer", "MAINTAINER --a b", "--a|unknown flag: --a"},
        RefusedFlag{"Shell", "SHELL --a [\"b\"]", "--a|unknown flag: --a"},
        RefusedFlag{"Onbuild", "ONBUILD --a RUN b", "--a|unknown flag: --a"},
        RefusedFlag{"ThreeDashes", "COPY ---link a b",
                    "---link|unknown flag: ---link (did you mean link?)"},
        RefusedFlag{"NameCase", "COPY --Link a b",
                    "--Link|unknown flag: --Link (did you mean link?)"},
        RefusedFlag{"BoolTwice", "COPY --link --link=false a b",
                    "--link=false|duplicate flag specified: --link"},
        RefusedFlag{"NameEmpty", "COPY --=a b c", "--=a|unknown flag: --"},
        RefusedFlag{"NetworkCase", "RUN --network=None a", "None|invalid network mode \"None\""},
        RefusedFlag{"NetworkEmpty", "RUN --network= a", "|invalid network mode \"\""},
        RefusedFlag{"MountBare", "RUN --mount a", "--mount|missing a value on flag: --mount"},
        RefusedFlag{"PlatformBare", "FROM --platform b",
                    "--platform|missing a value on flag: --platform"},
        RefusedFlag{"NegativeInterval", "HEALTHCHECK --interval=-1s CMD a",
                    "-1s|Interval \"interval\" cannot be less than 1ms"}),
    by_name);

// ---- arguments

INSTANTIATE_TEST_SUITE_P(
    Arguments, RefusedFlagTest,
    testing::Values(
        RefusedFlag{"FromWithoutAs", "FROM a b c",
                    "b c|FROM requires either one or three arguments"},
        RefusedFlag{"StageNameDigit", "FROM a AS 1",
                    "1|invalid name for build stage: \"1\", name can't start with a number or "
                    "contain symbols"},
        RefusedFlag{"StageNameSign", "FROM a AS _b",
                    "_b|invalid name for build stage: \"_b\", name can't start with a number or "
                    "contain symbols"},
        RefusedFlag{"StageNameSlash", "FROM a AS b/c",
                    "b/c|invalid name for build stage: \"b/c\", name can't start with a number or "
                    "contain symbols"},
        RefusedFlag{"CopyArrayOfOne", "COPY [\"a\"]",
                    "COPY|COPY requires at least two arguments, but only one was provided. "
                    "Destination could not be determined"},
        RefusedFlag{"CopyArrayOfNumbers", "COPY [\"a\", 1]",
                    "1|when using JSON array syntax, arrays must be comprised of strings only"},
        RefusedFlag{"VolumeArrayOfNumbers", "VOLUME [1]",
                    "1|when using JSON array syntax, arrays must be comprised of strings only"},
        RefusedFlag{"CmdArrayOfNull", "CMD [null]",
                    "null|when using JSON array syntax, arrays must be comprised of strings only"},
        RefusedFlag{"HealthcheckEmptyExec", "HEALTHCHECK CMD []",
                    "CMD|Missing command after HEALTHCHECK CMD"},
        RefusedFlag{"HealthcheckTypeInCapitals", "HEALTHCHECK Cmdx a",
                    "Cmdx|Unknown type \"CMDX\" in HEALTHCHECK (try CMD)"},
        RefusedFlag{"OnbuildMaintainer", "ONBUILD MAINTAINER a",
                    "MAINTAINER|MAINTAINER isn't allowed as an ONBUILD trigger"},
        RefusedFlag{"OnbuildFromInAnyCase", "ONBUILD from a",
                    "from|FROM isn't allowed as an ONBUILD trigger"},
        RefusedFlag{"OnbuildOnbuildInAnyCase", "ONBUILD onbuild RUN a",
                    "onbuild|Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed"},
        RefusedFlag{"EnvUnicodeBlank",
                    "ENV a\xE3\x80\x80"
                    "b",
                    "a\xE3\x80\x80"
                    "b|ENV must have two arguments"},
        RefusedFlag{"LabelWord", "LABEL a=b c",
                    "c|Syntax error - can't find = in \"c\". Must be of the form: name=value"},
        RefusedFlag{"LabelBlank", "LABEL a=b =c", "=c|LABEL names can not be blank"}),
    by_name);

TEST(From, TakesStageNamesOfLettersDigitsAndThreeSigns) {
    for (const char* name : {"b", "B", "b1", "b-", "b_", "b.", "b-_.1"}) {
        EXPECT_EQ(Line(std::string("FROM a AS ") + name).parsed.errors(), Strings{}) << name;
    }
}

// ---- words of ENV, LABEL and ARG

INSTANTIATE_TEST_SUITE_P(
    Pairs, SplitTest,
    testing::Values(
        SplitCase{"LegacyFirstWordIsQuoted", R"(ENV "a b" c)", Keyword::env, {R"("a=b" c)"}},
        SplitCase{"LegacyValueWithSign", "ENV a b=c", Keyword::env, {"a=b=c"}},
        SplitCase{"LegacyValueIsVerbatim",
                  R"(LABEL a   "b\ "  'c')",
                  Keyword::label,
                  {R"(a="b\ "  'c')"}},
        SplitCase{"LegacyEscapedBlank", R"(ENV a\ b c)", Keyword::env, {R"(a\=b c)"}},
        SplitCase{"QuotedSignDecides", R"(ENV "a=b c")", Keyword::env, {R"("a=b c")"}},
        SplitCase{"NoBreakSpaceParts",
                  "ENV a=b\xC2\xA0"
                  "c=d",
                  Keyword::env,
                  {"a=b", "c=d"}},
        SplitCase{"NoBreakSpaceInQuotes",
                  "ENV a=\"b\xC2\xA0"
                  "c\"",
                  Keyword::env,
                  {"a=\"b\xC2\xA0"
                   "c\""}},
        SplitCase{
            "EscapedEscapeBeforeQuote", R"(ENV a="b\\" c=d)", Keyword::env, {R"(a="b\\")", "c=d"}},
        SplitCase{"QuoteInsideOtherQuotes",
                  R"(ENV a="it's" b='"' c=d)",
                  Keyword::env,
                  {R"(a="it's")", R"(b='"')", "c=d"}},
        SplitCase{
            "VerticalTabAndFormFeed", "LABEL a=b\vc=d\fe=f", Keyword::label, {"a=b", "c=d", "e=f"}},
        SplitCase{"NextLineParts",
                  "ARG a\xC2\x85"
                  "b",
                  Keyword::arg,
                  {"a", "b"}},
        SplitCase{"IdeographicSpaceParts",
                  "LABEL a=b\xE3\x80\x80"
                  "c=d",
                  Keyword::label,
                  {"a=b", "c=d"}},
        SplitCase{"EscapedNoBreakSpace",
                  "ENV a=b\\\xC2\xA0"
                  "c=d",
                  Keyword::env,
                  {"a=b\\\xC2\xA0"
                   "c=d"}},
        SplitCase{"Latin1BlankIsAByte",
                  "ENV a=b\xA0"
                  "c d=e",
                  Keyword::env,
                  {"a=b\xA0"
                   "c",
                   "d=e"}},
        SplitCase{"LegacyKeyIsATab", "ENV a\tb=c", Keyword::env, {"a=b=c"}},
        SplitCase{"LegacyInUpperPairs", "LABEL a 'b=c' d", Keyword::label, {"a='b=c' d"}},
        SplitCase{"CommentIsAWord", "ARG a # b", Keyword::arg, {"a", "#", "b"}},
        SplitCase{"CommentWithASign", "ENV a=b #c=d", Keyword::env, {"a=b", "#c=d"}},
        SplitCase{"EmptyQuotes", R"(ENV a="" b='')", Keyword::env, {R"(a="")", "b=''"}},
        SplitCase{"UnclosedSingleQuote", "LABEL a=it's b=c", Keyword::label, {"a=it's b=c"}},
        SplitCase{"EscapeAtTheEndOfQuotes", R"(ENV a="b\\\)", Keyword::env, {R"(a="b\\)"}},
        SplitCase{
            "JoinedLines", "ENV a=b \\\n    c=\"d \\\n  e\"", Keyword::env, {"a=b", "c=\"d   e\""}},
        SplitCase{
            "ArgQuoted", R"(ARG a="b c" d e='f g')", Keyword::arg, {R"(a="b c")", "d", "e='f g'"}},
        SplitCase{"ArgSecondSign", "ARG a=b=c", Keyword::arg, {"a=b=c"}}),
    by_name);

// ---- an escaped escape at the end of a line

struct EndCase {
    const char* name;
    const char* text; ///< lines behind FROM
    Strings instructions;
};
class EndOfLineTest : public testing::TestWithParam<EndCase> {};

TEST_P(EndOfLineTest, ContinuesOnlyBehindOneEscape) {
    const Parsed parsed(std::string("FROM a\n") + GetParam().text);
    Strings found;
    for (std::size_t i = 1; i < parsed.tree().instructions.size(); ++i) {
        found.emplace_back(parsed[i].text.text());
    }
    EXPECT_EQ(found, GetParam().instructions);
}

INSTANTIATE_TEST_SUITE_P(
    Escapes, EndOfLineTest,
    testing::Values(
        EndCase{"Two", "RUN a\\\\\nUSER b\n", {"RUN a\\\\", "USER b"}},
        EndCase{"TwoAndBlanks", "RUN a\\\\ \t\nUSER b\n", {"RUN a\\\\", "USER b"}},
        EndCase{"TwoApart", "RUN a\\ \\\nUSER b\n", {"RUN a\\ USER b"}},
        EndCase{"Three", "RUN a\\\\\\\nUSER b\n", {"RUN a\\\\\\", "USER b"}},
        EndCase{"TwoEndAContinuation", "RUN a \\\nb\\\\\nUSER c\n", {"RUN a b\\\\", "USER c"}},
        EndCase{"TwoAlone", "RUN a \\\n\\\\\nUSER b\n", {"RUN a \\\\", "USER b"}},
        EndCase{"OneAloneIndented", "RUN a \\\n  \\\nb\n", {"RUN a   b"}},
        EndCase{"TwoAtTheEndOfTheFile", "RUN a\\\\", {"RUN a\\\\"}},
        EndCase{"OneAtTheEndOfTheFile", "RUN a\\", {"RUN a"}},
        EndCase{"CarriageReturn", "RUN a\\\\\r\nUSER b\r\n", {"RUN a\\\\", "USER b"}},
        EndCase{"InQuotes", "ENV a=\"b\\\\\nUSER c\n", {"ENV a=\"b\\\\", "USER c"}}),
    by_name);

INSTANTIATE_TEST_SUITE_P(
    Joins, EndOfLineTest,
    testing::Values(
        EndCase{"InTheKeyword", "US\\\nER b\n", {"USER b"}},
        EndCase{"CommentInTheKeyword", "US\\\n# c\nER b\n", {"USER b"}},
        EndCase{"BehindTheKeyword", "USER\\\nb\n", {"USERb"}},
        EndCase{"IndentedBehindTheKeyword", "USER\\\n\tb\n", {"USER\tb"}},
        EndCase{"InTheDashesOfAFlag", "COPY -\\\n-link a b\n", {"COPY --link a b"}},
        EndCase{"InAWord", "COPY a b\\\nc\n", {"COPY a bc"}},
        EndCase{"InQuotes", "ENV a=\"b\\\n c\" d=e\n", {"ENV a=\"b c\" d=e"}},
        EndCase{"InAnArray", "CMD [\"a\", \\\n# c\n\n \"b\"]\n", {"CMD [\"a\",  \"b\"]"}},
        EndCase{"LoneEscapes", "\\\n\\\n\\\nUSER b\n", {"USER b"}},
        EndCase{"LoneEscapesInside", "RUN a\\\n\\\n\\ \nb\n", {"RUN ab"}},
        EndCase{"OnlyComments", "RUN a \\\n# b\n# c\n", {"RUN a"}},
        EndCase{"NoBreakSpaceLineVanishes", "RUN a \\\n\xC2\xA0\nb\n", {"RUN a b"}},
        EndCase{"ByteOrderMarkStays",
                "RUN a \\\n\xEF\xBB\xBF"
                "b\n",
                {"RUN a \xEF\xBB\xBF"
                 "b"}},
        EndCase{
            "ByteOrderMarkHidesAComment", "RUN a \\\n\xEF\xBB\xBF# b\n", {"RUN a \xEF\xBB\xBF# b"}},
        EndCase{"CarriageReturnBeforeTheEscape", "RUN a\r\\\nb\n", {"RUN a\rb"}},
        EndCase{"CarriageReturnBehindBlanks", "RUN a \\ \r\nb\n", {"RUN a b"}},
        EndCase{"BlankBehindCarriageReturn", "RUN a \\\r \nUSER b\n", {"RUN a \\", "USER b"}}),
    by_name);

TEST(EndOfLine, TwoBackticksDoNotContinueWhereOneDoes) {
    const Parsed parsed("# escape=`\nFROM a\nRUN b``\nRUN c`\nd\nRUN e\\`\nf\n");
    ASSERT_EQ(parsed.tree().instructions.size(), 4U);
    EXPECT_EQ(parsed[1].text.text(), "RUN b``");
    EXPECT_EQ(parsed[2].text.text(), "RUN cd");
    EXPECT_EQ(parsed[3].text.text(), "RUN e\\f");
}

// ---- order of the phases

TEST(Phases, AParseErrorBelowHidesAnInstructionErrorAbove) {
    const Parsed parsed("FROM a\nFOO\nRUN [1]\n");
    ASSERT_EQ(parsed.tree().errors.size(), 2U);
    EXPECT_EQ(parsed.tree().errors[0].phase, Phase::parse);
    EXPECT_EQ(parsed.tree().errors[1].phase, Phase::instruction);
}

} // namespace dflint::dockerfile::test
