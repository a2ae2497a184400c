// SPDX-License-Identifier: Apache-2.0
#include "parsed.h"

#include <gtest/gtest.h>

namespace dflint::dockerfile::test {

TEST(Instruction, IsNamedInAnyCase) {
    const Parsed parsed("from a\nrUn b\n");
    EXPECT_EQ(parsed[0].keyword, Keyword::from);
    EXPECT_EQ(parsed[1].keyword, Keyword::run);
    EXPECT_EQ(name_of(parsed[1].keyword), "RUN");
}

TEST(Instruction, EveryNameIsKnown) {
    for (int i = 0; i < static_cast<int>(Keyword::unknown); ++i) {
        const auto keyword = static_cast<Keyword>(i);
        const Parsed parsed(std::string(name_of(keyword)) + " x\n");
        EXPECT_EQ(parsed[0].keyword, keyword);
    }
    EXPECT_EQ(name_of(Keyword::unknown), "");
}

TEST(Instruction, AnUnknownOneDoesNotHideTheRest) {
    const Parsed parsed("FROM a\nRUM b c\nUSER d\n");
    EXPECT_EQ(parsed[1].keyword, Keyword::unknown);
    EXPECT_EQ(parsed.slice(parsed[1].as<Unreadable>()->rest.at), "b c");
    EXPECT_EQ(parsed[2].keyword, Keyword::user);
}

TEST(From, HasAnImageAndPerhapsAName) {
    const Parsed parsed("FROM a AS b\nFROM  c:1@x\t\n");
    const From* from = parsed[0].as<From>();
    EXPECT_EQ(from->image.text, "a");
    EXPECT_EQ(parsed.slice(from->as->at), "AS");
    EXPECT_EQ(from->name->at, (Span{10, 11}));
    EXPECT_EQ(parsed[1].as<From>()->image.at, (Span{18, 23}));
    EXPECT_FALSE(parsed[1].as<From>()->name);
}

TEST(From, IsSplitAtBlanksOfAsciiOnly) {
    EXPECT_EQ(Parsed("FROM a\vAS\fb\n")[0].as<From>()->name->text, "b");
    EXPECT_EQ(Parsed("FROM a\xC2\xA0"
                     "b\n")[0]
                  .as<From>()
                  ->image.text,
              "a\xC2\xA0"
              "b");
    EXPECT_EQ(Parsed("FROM \"a AS b\"\n").errors(),
              Strings{"b\"|1|invalid name for build stage: \"b\\\"\", name can't start with a "
                      "number or contain symbols"});
}

TEST(From, ReadsAsInAnyCase) {
    EXPECT_EQ(Parsed("FROM a aS B\n")[0].as<From>()->name->text, "B");
}

TEST(Copy, SplitsAtBlanksWithoutQuoting) {
    const Parsed parsed("FROM x\nCOPY \"a b\" c\\ d\n");
    EXPECT_EQ(arguments(parsed[1]), (Strings{"\"a", "b\"", "c\\", "d"}));
    EXPECT_FALSE(parsed[1].as<Words>()->json);
}

TEST(Copy, TakesAJsonArray) {
    const Parsed parsed("FROM x\nCOPY [\"a b\", \"c\"]\n");
    EXPECT_EQ(arguments(parsed[1]), (Strings{"a b", "c"}));
    EXPECT_TRUE(parsed[1].as<Words>()->json);
    EXPECT_EQ(parsed[1].as<Words>()->words[0].at, (Span{13, 18}));
}

TEST(Run, KeepsTheShellTextAsItStands) {
    const Parsed parsed("FROM x\nRUN  a  'b  c' \\\n  && d # e  \n");
    const Word& shell = parsed[1].as<Command>()->shell;
    EXPECT_EQ(shell.text, "a  'b  c'   && d # e");
    EXPECT_EQ(parsed.slice(shell.at), "a  'b  c' \\\n  && d # e");
    EXPECT_EQ(parsed[1].text.slice(shell.logical), shell.text);
}

TEST(Single, TakesTheWholeRest) {
    EXPECT_EQ(arguments(Parsed("WORKDIR  /a  b \n")[0]), Strings{"/a  b"});
    EXPECT_EQ(arguments(Parsed("MAINTAINER A <a@b>\n")[0]), Strings{"A <a@b>"});
}

TEST(Healthcheck, HasATypeAndACommand) {
    const Parsed parsed("HEALTHCHECK --retries=3 cmd [\"a\"]\nHEALTHCHECK NONE\n"
                        "HEALTHCHECK CMD a  b\n");
    const auto* exec = parsed[0].as<Healthcheck>();
    EXPECT_EQ(exec->type.text, "cmd");
    EXPECT_TRUE(exec->command.json);
    EXPECT_EQ(texts(exec->command.exec), Strings{"a"});
    EXPECT_EQ(parsed[1].as<Healthcheck>()->type.text, "NONE");
    EXPECT_EQ(parsed[2].as<Healthcheck>()->command.shell.text, "a  b");
}

TEST(Healthcheck, TellsItsTypeByBytes) {
    const auto type = [](const std::string& text) {
        const Parsed parsed("HEALTHCHECK " + text + "\n");
        return std::string(parsed[0].as<Healthcheck>()->type.text) + "|" +
               std::string(parsed[0].as<Healthcheck>()->command.shell.text);
    };
    EXPECT_EQ(type("CMD\va"), "CMD|a");
    EXPECT_EQ(type("CMD\xA0"
                   "a"),
              "CMD|a");
    EXPECT_EQ(type("CMD\xC2\xA0"
                   "a"),
              "CMD\xC2|a");
    EXPECT_EQ(type("CMD\xC3\xA9 a"), "CMD\xC3\xA9|a");
    EXPECT_EQ(type("NONE\x85"), "NONE|");
}

TEST(Onbuild, HoldsAnInstructionWithPlacesOfItsOwn) {
    const Parsed parsed("FROM a\nONBUILD  COPY --from=b c d\\\n e\n");
    const Instruction& inner = *parsed[1].as<Onbuild>()->inner;
    EXPECT_EQ(inner.keyword, Keyword::copy);
    EXPECT_EQ(inner.text.text(), "COPY --from=b c d e");
    EXPECT_EQ(parsed.slice(inner.keyword_at), "COPY");
    EXPECT_EQ(*inner.flag("from")->value, "b");
    EXPECT_EQ(arguments(inner), (Strings{"c", "d", "e"}));
    EXPECT_EQ(parsed.slice(inner.as<Words>()->words[2].at), "e");
    EXPECT_EQ(inner.first_line, 2U);
    EXPECT_EQ(inner.last_line, 3U);
}

TEST(Onbuild, NestsOnceOnly) {
    const Parsed parsed("FROM a\nONBUILD ONBUILD RUN x\n");
    EXPECT_EQ(parsed[1].as<Onbuild>()->inner->keyword, Keyword::onbuild);
    EXPECT_EQ(parsed[1].as<Onbuild>()->inner->as<Onbuild>()->inner, nullptr);
    EXPECT_EQ(parsed.errors(),
              Strings{"ONBUILD|2|Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed"});
}

// ---- words of ENV, LABEL, ARG

struct WordCase {
    const char* name;
    const char* arguments;
    Strings expected;
};
class PairsTest : public testing::TestWithParam<WordCase> {};

TEST_P(PairsTest, KeepQuotesAndEscapes) {
    EXPECT_EQ(arguments(Parsed(std::string("ENV ") + GetParam().arguments + "\n")[0]),
              GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Env, PairsTest,
    testing::Values(WordCase{"One", "a=b", {"a=b"}},
                    WordCase{"Several", "a=b  c=d", {"a=b", "c=d"}},
                    WordCase{"Empty", "a= b=", {"a=", "b="}},
                    WordCase{"DoubleQuoted", R"(a="b c" d=e)", {R"(a="b c")", "d=e"}},
                    WordCase{"SingleQuoted", "a='b c\\' d=e", {"a='b c\\'", "d=e"}},
                    WordCase{"EscapedQuote", R"(a="b\" c" d=e)", {R"(a="b\" c")", "d=e"}},
                    WordCase{"EscapedBlank", R"(a=b\ c d=e)", {R"(a=b\ c)", "d=e"}},
                    WordCase{"AdjacentQuotes", R"(a="b"'c d'e)", {R"(a="b"'c d'e)"}},
                    WordCase{"Unterminated", R"(a="b c d=e)", {R"(a="b c d=e)"}},
                    WordCase{"QuotedKey", R"("a b"=c)", {R"("a b"=c)"}},
                    WordCase{"UnicodeBlank",
                             "a=b\xE3\x80\x80"
                             "c=d",
                             {"a=b", "c=d"}},
                    WordCase{"SecondSign", "a=b=c", {"a=b=c"}},
                    WordCase{"Legacy", "a b  c=d ", {"a=b  c=d"}},
                    WordCase{"LegacySign", "a = 1", {"a== 1"}},
                    WordCase{"LegacyQuotes", R"(a "b  c")", {R"(a="b  c")"}},
                    WordCase{"EscapeAtTheEnd", "a=b\\\\\\", {"a=b\\\\"}}),
    by_name);

TEST(Env, TellsTheLegacyFormApart) {
    EXPECT_FALSE(Parsed("ENV a=b\n")[0].as<Pairs>()->legacy);
    EXPECT_TRUE(Parsed("ENV a b\n")[0].as<Pairs>()->legacy);
}

TEST(Env, KnowsThePlacesOfKeysAndValues) {
    const Parsed parsed("LABEL a=\"b\" \\\n  c=d\n");
    const Pair& second = parsed[0].as<Pairs>()->pairs[1];
    EXPECT_EQ(second.at, (Span{16, 19}));
    EXPECT_EQ(second.key.at, (Span{16, 17}));
    EXPECT_EQ(second.value->at, (Span{18, 19}));
    EXPECT_EQ(parsed.slice(parsed[0].as<Pairs>()->pairs[0].value->at), "\"b\"");
}

TEST(Arg, MayHaveNoDefault) {
    const Parsed parsed("ARG a b=c d=\n");
    EXPECT_EQ(arguments(parsed[0]), (Strings{"a", "b=c", "d="}));
    EXPECT_FALSE(parsed[0].as<Pairs>()->pairs[0].value);
    EXPECT_EQ(parsed[0].as<Pairs>()->pairs[2].value->text, "");
}

TEST(Env, UsesTheEscapeOfTheFile) {
    EXPECT_EQ(arguments(Parsed("# escape=`\nENV a=b` c d=C:\\x\n")[0]),
              (Strings{"a=b` c", "d=C:\\x"}));
}

} // namespace dflint::dockerfile::test
