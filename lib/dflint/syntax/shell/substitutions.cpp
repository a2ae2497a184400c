// SPDX-License-Identifier: Apache-2.0
// $(...), `...`, <(...), $((...)) (POSIX XCU 2.6.3, 2.6.4).
#include "dflint/syntax/shell/parser.h"

namespace dflint::shell {

Node& Parser::new_substitution() {
    Node& body = *script_.substitutions.emplace_back(std::make_unique<Node>());
    body.kind = NodeKind::sequence;
    body.at = since(here());
    return body;
}

void Parser::command_substitution(Expansions& out, ExpansionKind kind, bool in_double_quotes) {
    const Level level(*this);
    if (failed_) return;
    const std::uint32_t begin = pos_;
    const std::size_t index = out.size();
    Node& body = new_substitution();
    Expansion& expansion = out.emplace_back();
    expansion.kind = kind;
    expansion.in_double_quotes = in_double_quotes;
    expansion.body = &body;
    if (kind == ExpansionKind::process) extension({begin, begin + 2});
    pos_ += 2;
    sequence(body);
    if (is_at(')')) {
        ++pos_;
    } else if (at_end()) {
        const Span opener{begin, begin + 2};
        fail(opener, quoted(opener) + " is never closed by `)`");
    } else {
        fail_stray();
    }
    out[index].at = since(begin);
}

void Parser::backticks(Expansions& out, bool in_double_quotes) {
    const Level level(*this);
    if (failed_) return;
    const std::uint32_t begin = pos_;
    std::uint32_t close = pos_ + 1;
    bool has_escapes = false;
    while (close < end_ && text_[close] != '`') {
        if (text_[close] == '\\' && close + 1 < end_) {
            const char next = text_[++close];
            has_escapes = has_escapes || next == '$' || next == '`' || next == '\\' ||
                          (next == '"' && in_double_quotes);
        }
        ++close;
    }
    const std::size_t index = out.size();
    Node& body = new_substitution();
    Expansion& expansion = out.emplace_back();
    expansion.kind = ExpansionKind::command;
    expansion.in_double_quotes = in_double_quotes;
    expansion.body = &body;
    if (close >= end_) {
        fail({begin, begin + 1}, "this backtick is never closed");
    } else if (has_escapes) {
        escaped_backticks(body, {begin + 1, close}, in_double_quotes);
        pos_ = failed_ ? end_ : close + 1;
    } else {
        ++pos_;
        const Range range(*this, close);
        sequence(body);
        if (!failed_ && !at_end()) fail_stray();
        ++pos_;
    }
    out[index].at = since(begin);
}

std::optional<std::uint32_t> Parser::arithmetic_end(std::uint32_t from) {
    // Looking in vain again and again would take quadratic time.
    constexpr std::uint64_t most = 8;
    if (lost_ > most * text_.size()) return std::nullopt;
    const auto found = matching_parentheses(from);
    if (!found) lost_ += searched_ - from;
    return found;
}

std::optional<std::uint32_t> Parser::matching_parentheses(std::uint32_t from) {
    int open = 1;
    std::uint32_t& at = searched_;
    for (at = from; at < end_; ++at) {
        switch (text_[at]) {
        case '\\':
            ++at;
            break;
        case '\'':
        case '"': {
            const std::size_t close = text_.substr(0, end_).find(text_[at], at + 1);
            at = close == std::string_view::npos ? end_ : static_cast<std::uint32_t>(close);
            break;
        }
        case '(':
            ++open;
            break;
        case ')':
            if (--open > 0) break;
            // $((a) | (b)) is a substitution that begins with a subshell
            if (at + 1 < end_ && text_[at + 1] == ')') return at;
            return std::nullopt;
        default:
            break;
        }
    }
    return std::nullopt;
}

void Parser::arithmetic_text(Expansions& out, std::uint32_t close) {
    const Range range(*this, close);
    up_to(text_end, out, false, true);
}

void Parser::arithmetic_expansion(Expansions& out, bool in_double_quotes, std::uint32_t close) {
    const Level level(*this);
    if (failed_) return;
    const std::uint32_t begin = pos_;
    const std::size_t index = out.size();
    Expansion& expansion = out.emplace_back();
    expansion.kind = ExpansionKind::arithmetic;
    expansion.in_double_quotes = in_double_quotes;
    pos_ += 3;
    arithmetic_text(out, close);
    if (!failed_) pos_ = close + 2;
    out[index].at = since(begin);
}

void Parser::bracket_arithmetic(Expansions& out, bool in_double_quotes) {
    const Level level(*this);
    if (failed_) return;
    const std::uint32_t begin = pos_;
    const std::size_t index = out.size();
    Expansion& expansion = out.emplace_back();
    expansion.kind = ExpansionKind::arithmetic;
    expansion.in_double_quotes = in_double_quotes;
    pos_ += 2;
    up_to(']', out, in_double_quotes, true);
    if (is_at(']')) {
        ++pos_;
    } else {
        fail({begin, begin + 2}, "`$[` is never closed by `]`");
    }
    out[index].at = since(begin);
}

} // namespace dflint::shell
