// SPDX-License-Identifier: Apache-2.0
#include "dflint/fix/apply.h"
#include "dflint/fix/verify.h"

#include <gtest/gtest.h>

namespace dflint::fix {
namespace {

/// An edit that replaces the first place where `old` stands.
Edit replace(const std::string& text, std::string_view old, std::string_view by) {
    const std::size_t found = text.find(old);
    EXPECT_NE(found, std::string::npos) << old;
    const auto begin = static_cast<std::uint32_t>(found);
    return {{begin, begin + static_cast<std::uint32_t>(old.size())}, std::string(by)};
}
Edit insert_before(const std::string& text, std::string_view place, std::string_view what) {
    Edit edit = replace(text, place, what);
    edit.at.end = edit.at.begin;
    return edit;
}
Edit insert_behind(const std::string& text, std::string_view place, std::string_view what) {
    Edit edit = replace(text, place, what);
    edit.at.begin = edit.at.end;
    return edit;
}

/// The reason to refuse the edits, "" when they are proved.
std::string objection(const std::string& text, const std::vector<Edit>& edits) {
    const SourceFile before("Dockerfile", text);
    const Proof proof(before);
    const SourceFile after("Dockerfile", fix::apply(before, edits));
    const auto found = proof.object(edits, after);
    return found ? found->reason : "";
}
std::string objection(const std::string& text, const Edit& edit) {
    return objection(text, std::vector<Edit>{edit});
}

const char* const other_meaning = "a word outside of the edits changes its meaning";
const char* const foreign = "kept text gets another meaning";

TEST(Proof, HoldsForAReplacedWord) {
    const std::string text = "FROM a\nRUN pip install b # c\n";
    EXPECT_EQ(objection(text, replace(text, "install", "download")), "");
}

TEST(Proof, HoldsForQuotesAroundAWord) {
    const std::string text = "FROM a\nRUN pip install b>=1 c\n";
    EXPECT_EQ(objection(text, replace(text, "b>=1", "'b>=1'")), "");
    EXPECT_EQ(objection(text, {insert_before(text, "b>", "'"), insert_behind(text, "=1", "'")}),
              other_meaning)
        << "b>=1 is a word and a redirect";
    const std::string extras = "FROM a\nRUN pip install b[c] d\n";
    EXPECT_EQ(
        objection(extras, {insert_before(extras, "b[", "'"), insert_behind(extras, "]", "'")}), "");
}

TEST(Proof, HoldsForInsertedInstructionsAndFlags) {
    const std::string text = "FROM a\n# c\nRUN b c\n";
    EXPECT_EQ(objection(text, insert_before(text, "RUN", "ENV A=1\n")), "");
    EXPECT_EQ(objection(text, insert_before(text, "b c", "--mount=type=tmpfs,target=/x ")), "");
    EXPECT_EQ(objection(text, insert_behind(text, "FROM a\n", "ARG A\n")), "");
}

TEST(Proof, HoldsForASplitRun) {
    const std::string text = "FROM a\nRUN b c && \\\n  # why\n  d e\n";
    EXPECT_EQ(objection(text, replace(text, " && \\\n  # why\n  ", "\n# why\nRUN ")), "");
}

TEST(Proof, HoldsForAMovedInstruction) {
    const std::string text = "FROM a\n# c\nCOPY . .\nRUN b\n";
    EXPECT_EQ(objection(text, {replace(text, "# c\nCOPY . .\n", ""),
                               insert_behind(text, "RUN b\n", "# c\nCOPY . .\n")}),
              "");
}

TEST(Proof, RefusesATextThatIsNotWhatTheEditsGive) {
    const SourceFile before("Dockerfile", "FROM a\nRUN b\n");
    const SourceFile after("Dockerfile", "FROM a\nRUN c\n");
    EXPECT_EQ(Proof(before).object({}, after)->reason, "the text is not what the edits give");
}

TEST(Proof, RefusesJoinedWords) {
    const std::string text = "FROM a\nRUN b c d\n";
    EXPECT_EQ(objection(text, replace(text, " c ", "")), other_meaning);
    EXPECT_EQ(objection(text, replace(text, " c ", "-")), other_meaning);
}

TEST(Proof, RefusesJoinedInstructions) {
    const std::string text = "FROM a\nRUN b\nRUN c\n";
    EXPECT_EQ(objection(text, replace(text, "\nRUN c", " RUN c")), "") << "all of it is replaced";
    const Edit newline{{12, 13}, " "};
    EXPECT_EQ(objection(text, newline), other_meaning);
}

TEST(Proof, RefusesASwallowedNextInstruction) {
    const std::string text = "FROM a\nRUN b\nUSER c\n";
    EXPECT_EQ(objection(text, insert_behind(text, "RUN b", " \\")), other_meaning);
    EXPECT_EQ(objection(text, insert_behind(text, "RUN b", " <<E")).substr(0, 11), "new mistake");
}

TEST(Proof, RefusesALostContinuation) {
    const std::string text = "FROM a\nRUN b \\\n  c\n";
    EXPECT_NE(objection(text, replace(text, " \\\n", "\n")), "");
    const std::string flags = "FROM a\nRUN b \\\n  && env C=d\n";
    EXPECT_NE(objection(flags, replace(flags, " \\\n  && ", "\n")), "");
}

TEST(Proof, RefusesArgumentsThatBecomeCommands) {
    const std::string text = "FROM a\nRUN b c\n";
    EXPECT_EQ(objection(text, insert_before(text, "c\n", "; ")), other_meaning);
}

TEST(Proof, RefusesWhatBecomesAComment) {
    const std::string text = "FROM a\nRUN b\nUSER c\n";
    EXPECT_EQ(objection(text, insert_before(text, "RUN", "# ")), other_meaning);
    EXPECT_EQ(objection(text, insert_before(text, "b", "# ")), other_meaning);
}

TEST(Proof, RefusesAnUnclosedQuote) {
    const std::string text = "FROM a\nRUN b c\n";
    EXPECT_EQ(objection(text, insert_before(text, "c", "'")),
              "the shell could no longer read the command");
}

TEST(Proof, RefusesTwoWordsInOneQuote) {
    const std::string text = "FROM a\nRUN b c d\n";
    EXPECT_EQ(objection(text, {insert_before(text, "c", "'"), insert_behind(text, "d", "'")}),
              foreign);
}

TEST(Proof, RefusesALostComment) {
    const std::string text = "FROM a\nRUN b \\\n  # why\n  c\n";
    EXPECT_EQ(objection(text, replace(text, "b \\\n  # why\n  c", "b c")),
              "the comment `# why` is lost");
    EXPECT_EQ(objection(text, replace(text, "b \\\n  # why\n  c", "b \\\n  # why\n  d")), "");
}

TEST(Proof, AllowsToDeleteOrChangeACommentOnPurpose) {
    const std::string text = "FROM a\n# dflint ignore=a,b\nRUN b\n";
    EXPECT_EQ(objection(text, replace(text, "# dflint ignore=a,b\n", "")), "");
    EXPECT_EQ(objection(text, replace(text, ",b", "")), "");
}

TEST(Proof, RefusesACommentThatBecomesADirective) {
    const std::string text = "# c\n# escape=`\nFROM a\n";
    EXPECT_EQ(objection(text, replace(text, "# c\n", "")),
              "another escape character or byte order mark");
    const std::string syntax = "# c\n# syntax=docker/dockerfile:1\nFROM a\n";
    EXPECT_EQ(objection(syntax, replace(syntax, "# c\n", "")), other_meaning);
}

TEST(Proof, RefusesADirectiveThatBecomesAComment) {
    const std::string text = "# syntax=docker/dockerfile:1\nFROM a\n";
    EXPECT_EQ(objection(text, insert_before(text, "# syntax", "# c\n")), other_meaning);
}

TEST(Proof, RefusesAChangedHeredocBody) {
    const std::string text = "FROM a\nCOPY <<E /x\ntext\nE\nRUN b\n";
    EXPECT_NE(objection(text, replace(text, "<<E", "<<F")), "");
    EXPECT_EQ(objection(text, replace(text, "/x", "/y")), "");
    EXPECT_EQ(objection(text, replace(text, "text", "words")), "");
}

TEST(Proof, RefusesAKeptClosingWordThatBecomesSomethingElse) {
    const std::string text = "FROM a\nRUN if b; then c; fi\n";
    EXPECT_NE(objection(text, replace(text, "if b; then c;", "echo")), "");
    EXPECT_EQ(objection(text, replace(text, "if b; then c; fi", "c")), "");
}

TEST(Proof, RefusesOtherLineEnds) {
    const std::string text = "FROM a\r\nRUN b\r\n";
    EXPECT_EQ(objection(text, insert_before(text, "RUN", "USER c\n")),
              "other line ends than in the rest of the file");
    EXPECT_EQ(objection(text, insert_before(text, "RUN", "USER c\r\n")), "");
}

TEST(Proof, LetsTextBecomeReadable) {
    const std::string text = "FROM a\nRUN b \\ # why\n  && c\nUSER d\n";
    EXPECT_EQ(objection(text, {insert_before(text, "RUN", "# why\n"), replace(text, " # why", "")}),
              "");
    const std::string typo = "FROM a\nRUNN b c\n";
    EXPECT_EQ(objection(typo, replace(typo, "RUNN", "RUN")), "");
}

TEST(Proof, LetsAShellTextBecomeReadable) {
    const std::string cut = "FROM a\nRUN if b; then c \\\n# d\n  fi\nUSER e\n";
    EXPECT_EQ(objection(cut, insert_behind(cut, "c", ";")), "");
    const std::string script = "FROM a\nRUN <<E\nif b; then c fi\nE\n";
    EXPECT_EQ(objection(script, insert_behind(script, "c", ";")), "");
    const std::string open = "FROM a\nRUN b 'c\nd'\n";
    EXPECT_EQ(objection(open, insert_behind(open, "c", " \\")), "");
}

TEST(Proof, AsksOfAShellTextThatItsNeighboursStay) {
    const std::string open = "FROM a\nRUN b 'c\nUSER d\n";
    EXPECT_EQ(objection(open, insert_behind(open, "c", " \\")), other_meaning);
    EXPECT_EQ(objection(open, insert_before(open, "b", "--network=none ")), "");
}

TEST(Proof, LeavesTextsOfOtherShellsAlone) {
    const std::string text = "FROM a\nSHELL [\"powershell\"]\nRUN if ($a) { b }\n";
    EXPECT_EQ(objection(text, insert_before(text, "if", "--network=none ")), "");
    EXPECT_EQ(objection(text, replace(text, "b }", "c }")), "");
}

TEST(Proof, ReadsALineTogetherWithItsHeredocs) {
    const std::string text = "FROM a\nRUN cat <<E >f && b c\ntext\nE\n";
    EXPECT_EQ(objection(text, replace(text, "b c", "d c")), "");
    EXPECT_EQ(objection(text, insert_before(text, "c\n", "; ")), other_meaning);
    EXPECT_NE(objection(text, replace(text, "text\nE", "textE")), "");
}

TEST(Proof, SeesAnEditInAScriptOfAHeredoc) {
    const std::string text = "FROM a\nRUN <<E\nb c\nd e\nE\n";
    EXPECT_EQ(objection(text, replace(text, "c", "x y")), "");
    EXPECT_EQ(objection(text, insert_before(text, "c", "'")),
              "the shell could no longer read the command");
}

} // namespace
} // namespace dflint::fix
