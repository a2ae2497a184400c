// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/hcl/token.h"
#include "tree_check.h"

#include <gtest/gtest.h>

namespace dflint::hcl {

namespace {
/// The written tokens, one after the other, with line ends as ;
std::string tokens_of(const std::string& text) {
    std::deque<std::string> texts;
    Diagnostics mistakes;
    const auto size = static_cast<std::uint32_t>(text.size());
    const Tokens read = lex(text, {0, size}, LexMode::code, texts, mistakes);
    EXPECT_EQ(TreeCheck::of(text, read), "") << text;
    std::string all;
    for (const Token& token : read.tokens) {
        if (token.kind == TokenKind::end) break;
        all +=
            token.kind == TokenKind::newline ? ";" : text.substr(token.at.begin, token.at.size());
        all += token.is_missing ? "_ " : " ";
    }
    return all;
}
} // namespace

TEST(HclTokens, LineEndsCountInBodiesAndObjectsOnly) {
    EXPECT_EQ(tokens_of("a = [\n1\n]\nb = {\nc = (\n1\n)\n}\n"),
              "a = [ 1 ] ; b = { c = ( 1 ) ; } ; ");
}

TEST(HclTokens, ANumberDoesNotEndWithADot) {
    EXPECT_EQ(tokens_of("1... 1.5 1.a 1e5 1e 1.2.3"), "1 ... 1.5 1 . a 1e5 1 e 1.2.3 ");
}

TEST(HclTokens, WhatIsNotClosedIsClosedByAnEmptyToken) {
    EXPECT_EQ(tokens_of("a = (["), "a = ( [ _ _ ");
    EXPECT_EQ(tokens_of("a {\nb = [1\n}\n"), "a { ; b = [ 1 _ } ; ");
    EXPECT_EQ(tokens_of("a = [1,\nb = 2\n"), "a = [ 1 , _ ; b = 2 ; ");
    EXPECT_EQ(tokens_of("a = \"b${c\n"), "a = \" b ${ c _ _ ");
}

TEST(HclTokens, AnItemsBeginEndsBracketsButNoComparison) {
    EXPECT_EQ(tokens_of("a = [\nb == c\n]\n"), "a = [ b == c ] ; ");
    EXPECT_EQ(tokens_of("a = {\nb = [\nc = 1\n}\n"), "a = { b = [ _ ; c = 1 ; } ; ");
    EXPECT_EQ(tokens_of("a {\nb = {\n\nc \"d\" {\n}\n}\n"),
              "a { ; b = { _ ; c \" d \" { ; } ; } ; ");
}

} // namespace dflint::hcl
