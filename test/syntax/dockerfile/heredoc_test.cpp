// SPDX-License-Identifier: Apache-2.0
#include "parsed.h"

#include <gtest/gtest.h>

namespace dflint::dockerfile::test {

namespace {
Strings names(const Instruction& instruction) {
    Strings out;
    for (const Heredoc& each : instruction.heredocs) out.emplace_back(each.name);
    return out;
}
} // namespace

TEST(Heredoc, HasABodyAndATerminator) {
    const Parsed parsed("FROM a\nRUN <<EOF\nx \\\n# y\n\nEOF\nUSER b\n");
    const Heredoc& heredoc = parsed[1].heredocs.at(0);
    EXPECT_EQ(heredoc.name, "EOF");
    EXPECT_EQ(heredoc.opener, (Span{11, 16}));
    EXPECT_EQ(parsed.slice(heredoc.body), "x \\\n# y\n\n");
    EXPECT_EQ(heredoc.terminator, (Span{26, 29}));
    EXPECT_EQ(parsed[1].at, (Span{7, 29}));
    EXPECT_EQ(parsed[1].text.text(), "RUN <<EOF");
    EXPECT_EQ(parsed[1].last_line, 6U);
    EXPECT_EQ(parsed[2].first_line, 7U);
    EXPECT_TRUE(parsed.comments().empty());
}

TEST(Heredoc, MayHaveAnEmptyBodyAndEndWithTheFile) {
    const Parsed parsed("FROM a\nRUN <<E\nE");
    EXPECT_TRUE(parsed[1].heredocs[0].body.empty());
    EXPECT_TRUE(parsed.errors().empty());
}

TEST(Heredoc, KeepsCarriageReturnsInItsBody) {
    const Parsed parsed("FROM a\r\nRUN <<E\r\nx\r\nE\r\nUSER b\r\n");
    EXPECT_EQ(parsed.slice(parsed[1].heredocs[0].body), "x\r\n");
    EXPECT_EQ(parsed.slice(parsed[1].heredocs[0].terminator), "E");
    EXPECT_EQ(parsed.keywords(), (Strings{"FROM", "RUN", "USER"}));
}

TEST(Heredoc, SeveralFollowOneAnother) {
    const Parsed parsed("FROM a\nCOPY <<a <<-b /c/\n1\na\n\t2\n\tb\nUSER b\n");
    ASSERT_EQ(names(parsed[1]), (Strings{"a", "b"}));
    const Heredoc& second = parsed[1].heredocs[1];
    EXPECT_TRUE(second.strips_tabs);
    EXPECT_EQ(parsed.slice(second.body), "\t2\n");
    EXPECT_EQ(parsed.slice(second.terminator), "b");
    EXPECT_EQ(parsed.keywords(), (Strings{"FROM", "COPY", "USER"}));
}

TEST(Heredoc, OnlyADashTakesTabsFromTheTerminator) {
    EXPECT_EQ(Parsed("FROM a\nRUN <<E\n\tE\nE\n").keywords(), (Strings{"FROM", "RUN"}));
}

TEST(Heredoc, StandsInRunCopyAddAndTheirTriggersOnly) {
    EXPECT_EQ(names(Parsed("FROM a\nADD <<E /x\nE\n")[1]), Strings{"E"});
    EXPECT_TRUE(names(Parsed("FROM a\nCMD <<E\nE\n")[1]).empty());
    const Parsed trigger("FROM a\nONBUILD RUN <<E\nx\nE\n");
    EXPECT_EQ(names(trigger[1]), Strings{"E"});
    EXPECT_EQ(names(*trigger[1].as<Onbuild>()->inner), Strings{"E"});
    EXPECT_EQ(trigger[1].as<Onbuild>()->inner->at, (Span{15, 26}));
}

class NoHeredoc : public testing::TestWithParam<const char*> {};

TEST_P(NoHeredoc, IsLookedForThere) {
    const Parsed parsed(std::string("FROM a\n") + GetParam() + "\nUSER b\n");
    EXPECT_EQ(parsed.tree().instructions.size(), 3U);
    EXPECT_TRUE(names(parsed[1]).empty());
}

INSTANTIATE_TEST_SUITE_P(ExecForm, NoHeredoc,
                         testing::Values("RUN [\"<<E\"]", "COPY [\"<<E\", \"/x\"]",
                                         "ADD [\"<<E\",\"/x\"]", "ONBUILD RUN [ \"<<E\" ]",
                                         "ONBUILD COPY [\"<<E\", \"/x\"]"));
INSTANTIATE_TEST_SUITE_P(OtherInstructions, NoHeredoc,
                         testing::Values("CMD <<E", "ENTRYPOINT <<E", "HEALTHCHECK CMD <<E",
                                         "ENV A <<E", "LABEL a=b c=<<E", "ARG <<E", "VOLUME <<E",
                                         "USER <<E", "WORKDIR <<E", "SHELL <<E", "EXPOSE <<E",
                                         "STOPSIGNAL <<E", "MAINTAINER <<E", "FROM <<E",
                                         "ONBUILD CMD <<E", "ONBUILD ENV A <<E", "ONBUILD <<E",
                                         "ONBUILD ONBUILD RUN <<E", "RUNN <<E"));
INSTANTIATE_TEST_SUITE_P(UnsplitLine, NoHeredoc,
                         testing::Values("COPY <<E it's", "RUN --mount=source=it\\'s' <<E",
                                         "ONBUILD RUN <<E it's", "RUN <<E \\\n it's", "COPY <<E \"",
                                         "RUN <<E ${x", "RUN <<E \"${x\""));
INSTANTIATE_TEST_SUITE_P(Arrows, NoHeredoc,
                         testing::Values("RUN a < <E", "RUN a <\\\n <E", "RUN a <<", "RUN a <<<E",
                                         "RUN a <<< E", "RUN a <<E<<F", "RUN a<<E", "RUN x3<<E",
                                         "RUN (<<E)", "RUN a;<<E", "RUN &&<<E", "RUN {<<E",
                                         "RUN '<<'E", "RUN \"<\"<E", "RUN \\<<E", "RUN $<<E",
                                         "RUN <<''", "RUN <<\"\"", "RUN <<- E"));

TEST(Heredoc, CommentsInsideTheInstructionAreNoPartOfTheLine) {
    const Parsed parsed("FROM a\nRUN x \\\n# it's <<F\n\n <<E\ny\nE\nUSER b\n");
    EXPECT_EQ(names(parsed[1]), Strings{"E"});
    EXPECT_EQ(parsed.slice(parsed[1].heredocs[0].body), "y\n");
    EXPECT_EQ(parsed[1].last_line, 7U);
    EXPECT_TRUE(parsed[1].has_empty_continuation);
}

TEST(Heredoc, TheLineMayGoOnBehindTheOpener) {
    const Parsed parsed(
        "# escape=`\r\nFROM a\r\nRUN <<-\"E\" `\r\n# c `\r\n > x\r\n\ty `\r\n\tE\r\n"
        "USER b\r\n");
    EXPECT_EQ(parsed[1].text.text(), "RUN <<-\"E\"  > x");
    EXPECT_EQ(parsed.slice(parsed[1].heredocs[0].body), "\ty `\r\n");
    EXPECT_FALSE(parsed[1].heredocs[0].expands);
    EXPECT_EQ(parsed[1].last_line, 7U);
    EXPECT_EQ(parsed.comments(), Strings{"# c `"});
}

struct TerminatorCase {
    const char* name;
    const char* opener;
    const char* line;
    bool ends;
};
class TerminatorTest : public testing::TestWithParam<TerminatorCase> {};

TEST_P(TerminatorTest, IsTheNameAndNothingElse) {
    const TerminatorCase& row = GetParam();
    const Parsed parsed(std::string("FROM a\nRUN ") + row.opener + "\n" + row.line +
                        "\nUSER b\nE\n");
    EXPECT_EQ(parsed[1].heredocs.at(0).body.empty(), row.ends);
}

INSTANTIATE_TEST_SUITE_P(
    Heredoc, TerminatorTest,
    testing::Values(TerminatorCase{"Alone", "<<E", "E", true},
                    TerminatorCase{"CarriageReturns", "<<E", "E\r\r", true},
                    TerminatorCase{"BlankBehind", "<<E", "E ", false},
                    TerminatorCase{"TabBefore", "<<E", "\tE", false},
                    TerminatorCase{"TabsBeforeWithDash", "<<-E", "\t\tE", true},
                    TerminatorCase{"BlankBeforeWithDash", "<<-E", " E", false},
                    TerminatorCase{"TabAndBlankWithDash", "<<-E", "\t E", false},
                    TerminatorCase{"TabBehindWithDash", "<<-E", "E\t", false},
                    TerminatorCase{"OtherCase", "<<E", "e", false},
                    TerminatorCase{"Quoted", "<<\"E\"", "\"E\"", false},
                    TerminatorCase{"Longer", "<<E", "EE", false},
                    TerminatorCase{"Continued", "<<E", "E\\", false},
                    TerminatorCase{"ByteOrderMark", "<<E",
                                   "\xEF\xBB\xBF"
                                   "E",
                                   false},
                    TerminatorCase{"Comment", "<<E", "#E", false}),
    by_name);

TEST(Heredoc, TheOpenerMayStandOnAContinuedLine) {
    const Parsed parsed("FROM a\nRUN x \\\n <<E\ny\nE\n");
    EXPECT_EQ(parsed.slice(parsed[1].heredocs[0].opener), "<<E");
    EXPECT_EQ(parsed.slice(parsed[1].heredocs[0].body), "y\n");
}

struct OpenerCase {
    const char* name;
    const char* words;
    Strings names;
    bool expands = true;
};
class OpenerTest : public testing::TestWithParam<OpenerCase> {};

TEST_P(OpenerTest, IsRecognisedAsBuildKitDoes) {
    std::string text = std::string("FROM a\nRUN ") + GetParam().words + "\n";
    for (const std::string& name : GetParam().names) text += name + "\n";
    const Parsed parsed(text + "USER b\n");
    EXPECT_EQ(names(parsed[1]), GetParam().names);
    EXPECT_EQ(parsed.keywords(), (Strings{"FROM", "RUN", "USER"}));
    for (const Heredoc& each : parsed[1].heredocs) EXPECT_EQ(each.expands, GetParam().expands);
}

INSTANTIATE_TEST_SUITE_P(
    Heredoc, OpenerTest,
    testing::Values(
        OpenerCase{"Plain", "<<EOF", {"EOF"}}, OpenerCase{"Command", "cat <<EOF > x", {"EOF"}},
        OpenerCase{"SingleQuotes", "<<'EOF'", {"EOF"}, false},
        OpenerCase{"DoubleQuotes", R"(<<"EOF")", {"EOF"}, false},
        OpenerCase{"PartlyQuoted", R"(<<E"O"F)", {"EOF"}, false},
        OpenerCase{"QuotedBlank", "<<'E F'", {"E F"}, false},
        OpenerCase{"Backslash", "<<\\EOF", {"EOF"}}, OpenerCase{"Number", "3<<EOF", {"EOF"}},
        OpenerCase{"Blanks", "<< \t EOF", {"EOF"}}, OpenerCase{"DashThenBlank", "<<- EOF", {}},
        OpenerCase{"BlankThenDash", "<< -EOF", {"-EOF"}}, OpenerCase{"InsideAWord", "cat<<EOF", {}},
        OpenerCase{"HereString", "cat <<<x", {}}, OpenerCase{"Pipe", "<<EOF|grep", {"EOF|grep"}},
        OpenerCase{"Semicolon", "<<EOF;", {"EOF;"}},
        OpenerCase{"Arithmetic", "echo $(( 1 << 2 ))", {"2"}},
        OpenerCase{"ShellComment", "true # <<x", {"x"}},
        OpenerCase{"Apostrophe", "echo it's <<EOF", {}},
        OpenerCase{"InQuotes", "echo '<<EOF' \"<<EOF\"", {}},
        OpenerCase{"BadSubstitution", "echo ${} <<EOF", {}},
        OpenerCase{"BashOnlyExpansion", "echo ${x^^} <<EOF", {}},
        OpenerCase{"Variable", "<<$EOF", {"$EOF"}},
        OpenerCase{"BracedVariable", "<<${EOF}", {"${EOF}"}},
        OpenerCase{"VariableWithADefault", "<<${EOF:-x}", {}},
        OpenerCase{"UnsetVariables", "echo ${x:?y} $z ${a#b} ${c/d/e} <<EOF", {"EOF"}},
        OpenerCase{"DashAndSingleQuotes", "<<-'E'", {"E"}, false},
        OpenerCase{"EmptyQuotesInTheName", "<<E''", {"E"}, false},
        OpenerCase{"QuotesAroundAPart", "<<'E'F", {"EF"}, false},
        OpenerCase{"QuoteInQuotes", R"(<<"E'F")", {"E'F"}, false},
        OpenerCase{"EscapedQuote", "<<\\'E", {"'E"}},
        OpenerCase{"EscapedQuoteInQuotes", R"(<<"E\"F")", {"E\"F"}, false},
        OpenerCase{"EscapedBlank", "<<E\\ F", {"E F"}},
        OpenerCase{"EscapeInsideTheName", "<<E\\OF", {"EOF"}},
        OpenerCase{"Redirection", "<<E>x", {"E>x"}}, OpenerCase{"Hash", "<<E#", {"E#"}},
        OpenerCase{"Braces", "<<{E}", {"{E}"}}, OpenerCase{"Brackets", "<<$(E)", {"$(E)"}},
        OpenerCase{"Tab", "<<\tE", {"E"}}, OpenerCase{"CarriageReturn", "<<\rE", {"E"}},
        OpenerCase{"VerticalTab", "<<\vE", {}},
        OpenerCase{"NoBreakSpaceBehind",
                   "<<E\xC2\xA0"
                   "<F",
                   {"E"}},
        OpenerCase{"NumberApart", "3 <<E", {"E"}}, OpenerCase{"NumberAndDash", "3<<-E", {"E"}},
        OpenerCase{"BehindASemicolonAndABlank", "a; <<E", {"E"}},
        OpenerCase{"BehindAnApostropheInQuotes", R"(a "it's" <<E)", {"E"}},
        OpenerCase{"BehindAnEscapedApostrophe", "a it\\'s <<E", {"E"}},
        OpenerCase{"BehindCommandSubstitution", "a $(b) $(( 1 )) <<E", {"E"}},
        OpenerCase{"Two", "<<E <<F", {"E", "F"}}, OpenerCase{"TwoOfOneName", "<<E <<E", {"E", "E"}},
        OpenerCase{"ArrowInTheName", "<<a<b", {}},
        OpenerCase{"TwoQuotes", R"(<<"a"'b')", {"ab"}, false}, OpenerCase{"Nothing", "cat <<", {}}),
    by_name);

TEST(Heredoc, OfCopyIsLookedForInWordsThatCopyDoesNotHave) {
    const Parsed parsed("FROM a\nCOPY << E 3<<F /x\n1\nE\n2\nF\n");
    EXPECT_EQ(names(parsed[1]), (Strings{"E", "F"}));
    EXPECT_EQ(arguments(parsed[1]), (Strings{"<<", "E", "3<<F", "/x"}));
    EXPECT_EQ(names(Parsed("FROM a\nCOPY <<a <<a /x/\n1\na\n2\na\n")[1]), (Strings{"a", "a"}));
}

TEST(Heredoc, LooksForOpenersWithABackslashWhateverTheDirectiveSays) {
    EXPECT_EQ(names(Parsed("# escape=`\nFROM a\nRUN \\<<E <<F\nF\n")[1]), Strings{"F"});
}

TEST(Heredoc, ReadsTheNumberOfTheStream) {
    EXPECT_EQ(Parsed("FROM a\nRUN 3<<E\nE\n")[1].heredocs[0].fd, 3U);
    EXPECT_EQ(Parsed("FROM a\nRUN 99999999999999999999<<E\nE\n")[1].heredocs[0].fd, 4294967295U);
}

TEST(Heredoc, WithoutItsTerminatorRunsToTheEndOfTheFile) {
    const Parsed parsed("FROM a\nRUN <<E <<F\nx\nUSER b\n");
    EXPECT_EQ(parsed.errors(), Strings{"<<E|2|unterminated heredoc"});
    EXPECT_EQ(parsed.keywords(), (Strings{"FROM", "RUN"}));
    EXPECT_EQ(parsed.slice(parsed[1].heredocs[0].body), "x\nUSER b\n");
    EXPECT_TRUE(parsed[1].heredocs[1].body.empty());
    EXPECT_EQ(parsed[1].last_line, 4U);
}

TEST(Heredoc, DeepNestingIsNotFollowed) {
    std::string text = "FROM a\nRUN <<E ";
    for (int i = 0; i < 5000; ++i) text += "${a:-";
    EXPECT_TRUE(Parsed(text + "\nE\n")[1].heredocs.empty());
}

} // namespace dflint::dockerfile::test
