// SPDX-License-Identifier: Apache-2.0
// [[ ... ]] and (( ... )) (bash manual 3.2.5.2). Both are read in the posix dialect too: two of the
// three shells commonly behind /bin/sh know [[, and nobody means a subshell in a subshell by ((.
#include "dflint/syntax/shell/parser.h"

#include <algorithm>
#include <array>

namespace dflint::shell {

namespace {

bool is_binary_operator(std::string_view word) {
    constexpr std::array<std::string_view, 13> operators = {
        "==", "=", "!=", "=~", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef"};
    return std::find(operators.begin(), operators.end(), word) != operators.end();
}

} // namespace

void Parser::arithmetic_command(Node& out, std::uint32_t close) {
    out.kind = NodeKind::arithmetic;
    out.keyword = {pos_, pos_ + 2};
    const std::uint32_t begin = pos_;
    pos_ += 2;
    arithmetic_word(out.words, close);
    out.at = since(begin);
}

/// The expression before the `))` at `close`, as one word.
void Parser::arithmetic_word(std::vector<Word>& out, std::uint32_t close) {
    const std::uint32_t begin = pos_;
    Word& expression = out.emplace_back();
    arithmetic_text(expression.expansions, close);
    expression.at = since(begin);
    expression.raw = expression.text = slice(expression.at);
    if (!failed_) pos_ = close + 2;
}

void Parser::test(Node& out) {
    out.kind = NodeKind::test;
    out.keyword = keyword_span();
    const std::uint32_t begin = pos_;
    pos_ = out.keyword.end;
    skip_newlines();
    if (at_test_end()) {
        fail(out.keyword, "`[[` is followed by no expression");
    } else {
        test_expression(out.words);
    }
    if (!failed_ && at_test_end()) {
        pos_ += 2;
    } else if (at_end() || is_at(';') || is_at('&') || is_at('|')) {
        fail(out.keyword, "`[[` is never closed by `]]`");
    } else {
        fail_unexpected("where `]]` or an operator is expected");
    }
    out.at = since(begin);
}

bool Parser::at_test_end() const {
    if (!is_at("]]")) return false;
    return pos_ + 2 >= end_ || line_end_size(pos_ + 2) != 0 ||
           (class_of(text_[pos_ + 2]) & (blank | meta)) != 0;
}

void Parser::test_operator(std::vector<Word>& out, std::uint32_t size) {
    Word& word = out.emplace_back();
    word.at = {pos_, pos_ + size};
    word.raw = word.text = slice(word.at);
    pos_ += size;
    skip_newlines();
}

void Parser::test_expression(std::vector<Word>& out) {
    for (;;) {
        while (is_at('!') && (class_of(peek(1)) & (blank | meta)) != 0) test_operator(out, 1);
        test_primary(out);
        skip_newlines();
        if (failed_ || !(is_at("&&") || is_at("||"))) return;
        test_operator(out, 2);
    }
}

void Parser::test_primary(std::vector<Word>& out) {
    if (is_at('(')) {
        const Level level(*this);
        if (failed_) return;
        const Span open{pos_, pos_ + 1};
        test_operator(out, 1);
        test_expression(out);
        if (is_at(')')) {
            test_operator(out, 1);
        } else {
            fail(open, "`(` is never closed by `)`");
        }
        return;
    }
    if (at_test_end() || !at_word()) {
        fail_unexpected("where an operand of `[[` is expected");
        return;
    }
    const Word& first = out.emplace_back(word());
    const bool is_unary = !first.quoted && first.text.size() == 2 && first.text[0] == '-';
    skip_blanks();
    if (ends_test_operand()) return;
    if (is_at('<') || is_at('>')) {
        test_operator(out, 1);
        test_operand(out, WordKind::normal);
        return;
    }
    if (!at_word()) return;
    const std::string_view op = out.emplace_back(word()).raw;
    const Span op_at = out.back().at;
    skip_blanks();
    if (is_unary && ends_test_operand()) return; // -f FILE, but `-f == x` compares
    if (!is_binary_operator(op)) {
        fail(op_at, quoted(op_at) + " is no operator of `[[`");
    } else {
        test_operand(out, op == "=~" ? WordKind::regex : WordKind::normal);
    }
}

bool Parser::ends_test_operand() const {
    return at_end() || line_end_size(pos_) != 0 || at_test_end() || is_at("&&") || is_at("||") ||
           is_at(')');
}

void Parser::test_operand(std::vector<Word>& out, WordKind kind) {
    const bool is_group = kind == WordKind::regex && is_at('(');
    if (!is_group && (at_test_end() || !at_word())) {
        fail_unexpected("where an operand of `[[` is expected");
    } else {
        out.push_back(word(kind));
    }
}

} // namespace dflint::shell
