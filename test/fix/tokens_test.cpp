// SPDX-License-Identifier: Apache-2.0
#include "dflint/fix/tokens.h"
#include "dflint/syntax/dockerfile/parse.h"

#include <gtest/gtest.h>

namespace dflint::fix {
namespace {

std::string_view name_of(Role role) {
    static constexpr std::string_view names[] = {
        "directive",     "comment",     "keyword",    "flag",      "word",
        "json",          "key",         "value",      "body",      "end",
        "command",       "argument",    "assignment", "redirect",  "operator",
        "shell-keyword", "punctuation", "shell-text", "unreadable"};
    return names[static_cast<std::size_t>(role)];
}

/// "role:text" of each token; a `+` marks the second part of one.
std::string tokens(const std::string& text) {
    const SourceFile file("Dockerfile", text);
    const dockerfile::Tree tree = dockerfile::parse(file);
    std::string out;
    for (const Token& each : tokens_of(file, tree)) {
        if (!out.empty()) out += " | ";
        out += name_of(each.role);
        out += each.continues ? "+:" : ":";
        out += file.slice(each.at);
    }
    return out;
}

TEST(Tokens, OfInstructions) {
    EXPECT_EQ(tokens("# syntax=x\n# c\nFROM --platform=p a AS b\nENV K=v\nUSER u\n"),
              "directive:# syntax=x | comment:# c | keyword:FROM | flag:--platform=p | word:a | "
              "word:AS | word:b | keyword:ENV | key:K | value:v | keyword:USER | value:u");
    EXPECT_EQ(tokens("FROM a\nCOPY [\"a\", \"b\"]\nONBUILD ADD x y\n"),
              "keyword:FROM | word:a | keyword:COPY | json:\"a\" | json:\"b\" | keyword:ONBUILD | "
              "keyword:ADD | word:x | word:y");
}

TEST(Tokens, OfShellTexts) {
    EXPECT_EQ(tokens("FROM a\nRUN --mount=type=ssh A=1 b c >d && e; f\n"),
              "keyword:FROM | word:a | keyword:RUN | flag:--mount=type=ssh | assignment:A=1 | "
              "command:b | argument:c | redirect:>d | operator:&& | command:e | operator:; | "
              "command:f");
}

TEST(Tokens, OfAContinuedInstructionWithComments) {
    EXPECT_EQ(tokens("FROM a\nRUN b \\\n  # c\n  d\n"),
              "keyword:FROM | word:a | keyword:RUN | command:b | comment:# c | argument:d");
}

TEST(Tokens, OfAWordThatACommentCuts) {
    EXPECT_EQ(tokens("FROM a\nRUN b 'x\\\n# c\ny'\n"),
              "keyword:FROM | word:a | keyword:RUN | command:b | argument:'x\\\n | comment:# c | "
              "argument+:\ny'");
}

TEST(Tokens, OfHeredocs) {
    EXPECT_EQ(tokens("FROM a\nRUN <<E\nb c # d\nE\nCOPY <<F /x\ntext\nF\n"),
              "keyword:FROM | word:a | keyword:RUN | redirect:<<E | command:b | argument:c | "
              "comment:# d | end:E | keyword:COPY | word:<<F | word:/x | body:text\n | end:F");
    EXPECT_EQ(tokens("FROM a\nRUN <<E\n#!/usr/bin/env python\nprint('x')\nE\n"),
              "keyword:FROM | word:a | keyword:RUN | redirect:<<E | "
              "body:#!/usr/bin/env python\nprint('x')\n | end:E");
}

TEST(Tokens, OfALineWithHeredocs) {
    EXPECT_EQ(tokens("FROM a\nRUN cat <<E >x && \\\n  b\ntext\nE\nUSER c\n"),
              "keyword:FROM | word:a | keyword:RUN | command:cat | redirect:<<E | redirect:>x | "
              "operator:&& | command:b | body:text\n | end:E | keyword:USER | value:c");
}

TEST(Tokens, OfTextsThatCannotBeRead) {
    EXPECT_EQ(tokens("FROM a\nRUN echo 'b\noops c\n"),
              "keyword:FROM | word:a | keyword:RUN | shell-text:echo 'b | unreadable:oops c");
}

} // namespace
} // namespace dflint::fix
