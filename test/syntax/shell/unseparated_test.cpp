// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/shell/unseparated.h"

#include "dflint/syntax/shell/parse.h"

#include <gtest/gtest.h>

#include <string>

namespace dflint::shell {

namespace {

/// The text with a `;` where one is missing; a tab stands for a line that was joined to the one
/// before.
std::string separated(std::string_view text, Dialect dialect = Dialect::posix) {
    const Script script = parse(text, dialect);
    const auto begins_line = [&](const UnseparatedKeyword& each) {
        return text.substr(each.separator, each.at.begin - each.separator).find('\t') !=
               std::string_view::npos;
    };
    std::string out;
    std::uint32_t copied = 0;
    for (const UnseparatedKeyword& each : unseparated_keywords(script, begins_line)) {
        out.append(text, copied, each.separator - copied).append(";");
        copied = each.separator;
    }
    return copied == 0 ? "" : out.append(text, copied);
}

} // namespace

TEST(UnseparatedKeywords, AreFoundInEachCompound) {
    EXPECT_EQ(separated("if a; then b fi"), "if a; then b; fi");
    EXPECT_EQ(separated("if a then b; fi"), "if a; then b; fi");
    EXPECT_EQ(separated("if a then b else c fi"), "if a; then b; else c; fi");
    EXPECT_EQ(separated("if a; then b elif c; then d; fi"), "if a; then b; elif c; then d; fi");
    EXPECT_EQ(separated("for x in a b do c done"), "for x in a b; do c; done");
    EXPECT_EQ(separated("while a do b; done"), "while a; do b; done");
    EXPECT_EQ(separated("case a in b) c;; d) e esac"), "case a in b) c;; d) e; esac");
    EXPECT_EQ(separated("a || { b }"), "a || { b; }");
    EXPECT_EQ(separated("f() { b }"), "f() { b; }");
    EXPECT_EQ(separated("(if a; then b >c fi) && d"), "(if a; then b >c; fi) && d");
}

TEST(UnseparatedKeywords, AreThoseOfLinesFirst) {
    EXPECT_EQ(separated("for x in a; do echo done\tdone"), "for x in a; do echo done;\tdone");
    EXPECT_EQ(separated("if a; then echo fi\tfi; echo fi"), "if a; then echo fi;\tfi; echo fi");
}

TEST(UnseparatedKeywords, AreTheLastWhenAllAreTooMany) {
    EXPECT_EQ(separated("for x in a; do echo done done"), "for x in a; do echo done; done");
}

TEST(UnseparatedKeywords, AreSeparatedBeforeAContinuation) {
    EXPECT_EQ(separated("if a; then b \\\n  fi"), "if a; then b; \\\n  fi");
    EXPECT_EQ(separated("if a; then b \\\r\n  fi"), "if a; then b; \\\r\n  fi");
}

TEST(UnseparatedKeywords, AreNoneWhereTheyAreNotTheMistake) {
    EXPECT_EQ(separated("echo fi"), "");
    EXPECT_EQ(separated("if a; then b"), "");
    EXPECT_EQ(separated("if a; then b 'fi'"), "");
    EXPECT_EQ(separated("if a; then b fi; ("), "");
    EXPECT_EQ(separated("if a; then echo \"fi"), "");
}

TEST(UnseparatedKeywords, AreReadInTheDialectOfTheScript) {
    EXPECT_EQ(separated("if [[ a ]]; then b=(c) fi", Dialect::bash), "if [[ a ]]; then b=(c); fi");
}

} // namespace dflint::shell
