// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/shell/repairs.h"

#include "dflint/syntax/shell/parse.h"

#include <gtest/gtest.h>

#include <string>

namespace dflint::shell {

namespace {

/// The repaired text, "safe: " before it when the repair is certain; "" without a repair. A tab
/// stands for a line that was joined to the one before.
std::string repaired(std::string_view text, Dialect dialect = Dialect::posix) {
    const Script script = parse(text, dialect);
    const auto has_line_end = [&](Span gap) {
        return text.substr(gap.begin, gap.size()).find('\t') != std::string_view::npos;
    };
    const auto repair = repair_of(script, has_line_end);
    if (!repair) return "";
    std::string out(text);
    for (auto edit = repair->edits.rbegin(); edit != repair->edits.rend(); ++edit) {
        out.replace(edit->at.begin, edit->at.size(), edit->text);
    }
    return (repair->is_certain ? "safe: " : "") + out;
}

} // namespace

TEST(Repairs, SeparateTheKeywordsOfEachCompound) {
    EXPECT_EQ(repaired("if a; then b fi"), "if a; then b; fi");
    EXPECT_EQ(repaired("if a then b; fi"), "if a; then b; fi");
    EXPECT_EQ(repaired("if a then b else c fi"), "if a; then b; else c; fi");
    EXPECT_EQ(repaired("if a; then b elif c; then d; fi"), "if a; then b; elif c; then d; fi");
    EXPECT_EQ(repaired("for x in a b do c done"), "for x in a b; do c; done");
    EXPECT_EQ(repaired("while a do b; done"), "while a; do b; done");
    EXPECT_EQ(repaired("case a in b) c;; d) e esac"), "case a in b) c;; d) e; esac");
    EXPECT_EQ(repaired("a || { b }"), "a || { b; }");
    EXPECT_EQ(repaired("f() { b }"), "f() { b; }");
    EXPECT_EQ(repaired("(if a; then b >c fi) && d"), "(if a; then b >c; fi) && d");
}

TEST(Repairs, SeparateTheKeywordsThatBeginLinesFirst) {
    EXPECT_EQ(repaired("for x in a; do echo done\tdone"), "safe: for x in a; do echo done;\tdone");
    EXPECT_EQ(repaired("if a; then echo fi\tfi; echo fi"),
              "safe: if a; then echo fi;\tfi; echo fi");
}

TEST(Repairs, SeparateTheLastKeywordWhenAllAreTooMany) {
    EXPECT_EQ(repaired("for x in a; do echo done done"), "for x in a; do echo done; done");
}

TEST(Repairs, SeparateBeforeAContinuation) {
    EXPECT_EQ(repaired("if a; then b \\\n  fi"), "if a; then b; \\\n  fi");
    EXPECT_EQ(repaired("if a; then b \\\r\n  fi"), "if a; then b; \\\r\n  fi");
}

TEST(Repairs, LeaveOutOneOfTwoOperators) {
    EXPECT_EQ(repaired("a; && b"), "a && b");
    EXPECT_EQ(repaired("a;\t|| b"), "a\t|| b");
    EXPECT_EQ(repaired("for x in a; do b; && c; done"), "for x in a; do b && c; done");
    EXPECT_EQ(repaired("a && && b"), "safe: a && b");
    EXPECT_EQ(repaired("a || \\\n  || b"), "safe: a || \\\n  b");
}

TEST(Repairs, EscapeAnApostrophe) {
    EXPECT_EQ(repaired("echo don't"), "echo don\\'t");
    EXPECT_EQ(repaired("echo I don't know && echo 'x'"), "echo I don\\'t know && echo 'x'");
}

TEST(Repairs, AreNoneForOtherMistakes) {
    EXPECT_EQ(repaired("echo fi"), "") << "no mistake";
    EXPECT_EQ(repaired(""), "");
    EXPECT_EQ(repaired("if a; then b"), "");
    EXPECT_EQ(repaired("if a; then b 'fi'"), "");
    EXPECT_EQ(repaired("if a; then b fi; ("), "") << "another mistake remains";
    EXPECT_EQ(repaired("if a; then echo \"fi"), "");
    EXPECT_EQ(repaired("&& b"), "");
    EXPECT_EQ(repaired("a && || b"), "") << "either can be meant";
    EXPECT_EQ(repaired("a;; && b"), "");
    EXPECT_EQ(repaired("a & && b"), "");
    EXPECT_EQ(repaired("echo 'a"), "");
    EXPECT_EQ(repaired("echo a='b"), "");
    EXPECT_EQ(repaired("echo \"a'b"), "");
}

TEST(Repairs, AreReadInTheDialectOfTheScript) {
    EXPECT_EQ(repaired("if [[ a ]]; then b=(c) fi", Dialect::bash), "if [[ a ]]; then b=(c); fi");
}

TEST(Repairs, PointToTheCause) {
    const std::string_view text = "if a then b; fi";
    const Script script = parse(text, Dialect::posix);
    const auto repair = repair_of(script, [](Span) { return false; });
    ASSERT_TRUE(repair);
    ASSERT_EQ(repair->causes.size(), 1u);
    EXPECT_EQ(repair->causes[0], (Span{5, 9}));
}

} // namespace dflint::shell
