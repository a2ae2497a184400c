// SPDX-License-Identifier: Apache-2.0
// Lists, pipelines and simple commands (POSIX XCU 2.9.1 to 2.9.3).
#include "dflint/syntax/shell/parser.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dflint::shell {

namespace {

/// Puts a new node of this kind around `node`, which becomes its first child.
void wrap(Node& node, NodeKind kind) {
    Node inner = std::exchange(node, Node{});
    node.kind = kind;
    node.at = inner.at;
    node.negated = std::exchange(inner.negated, false);
    node.children.reserve(4);
    node.children.push_back(std::move(inner));
}

/// The builtins of bash whose arguments may be arrays.
bool declares(const Word& name) {
    constexpr std::array<std::string_view, 6> builtins = {"declare", "local",    "export",
                                                          "typeset", "readonly", "eval"};
    return std::find(builtins.begin(), builtins.end(), name.raw) != builtins.end();
}

} // namespace

void Parser::sequence(Node& out) {
    out.kind = NodeKind::sequence;
    skip_newlines();
    out.at = since(here());
    while (!failed_ && !at_closer()) {
        if (!out.children.empty() && !out.children.back().terminator) {
            fail_unexpected(
                "follows a finished command: `;`, `&` or a line end is missing between");
            break;
        }
        Node& statement = out.children.emplace_back();
        and_or(statement);
        skip_blanks();
        if (!failed_) terminator(statement);
        out.at.end = statement.terminator && slice(*statement.terminator) != "\n"
                         ? statement.terminator->end
                         : statement.at.end;
        skip_newlines();
    }
}

void Parser::terminator(Node& statement) {
    if (const std::uint32_t size = line_end_size(pos_)) {
        statement.terminator = Span{pos_ + size - 1, pos_ + size};
        newline();
    } else if ((is_at(';') && peek(1) != ';' && peek(1) != '&') || is_at('&')) {
        statement.background = is_at('&');
        statement.terminator = Span{pos_, pos_ + 1};
        ++pos_;
    }
}

void Parser::and_or(Node& out) {
    pipeline(out);
    for (;;) {
        skip_blanks();
        if (failed_ || !(is_at("&&") || is_at("||"))) return;
        const Span op{pos_, pos_ + 2};
        if (out.kind != NodeKind::and_or) {
            wrap(out, NodeKind::and_or);
            out.children.front().negated = std::exchange(out.negated, false);
        }
        out.operators.push_back(op);
        pos_ += 2;
        skip_newlines();
        if (at_closer()) {
            fail(op, quoted(op) + " is followed by no command");
            return;
        }
        pipeline(out.children.emplace_back());
        out.at.end = out.children.back().at.end;
    }
}

void Parser::pipeline(Node& out) {
    const std::uint32_t begin = here();
    out.at = since(begin);
    bool negated = false;
    while (keyword() == Keyword::bang) {
        const Span bang{pos_, pos_ + 1};
        negated = !negated;
        ++pos_;
        skip_blanks();
        if (!at_closer()) continue;
        fail(bang, "`!` is followed by no command");
        return;
    }
    if (keyword() == Keyword::time &&
        (script_.dialect == Dialect::bash || is_compound_ahead(keyword_span().end))) {
        timed(out);
    } else {
        command(out);
        for (;;) {
            skip_blanks();
            if (failed_ || !is_at('|') || is_at("||")) break;
            const Span op{pos_, pos_ + (peek(1) == '&' ? 2U : 1U)};
            if (op.size() == 2) extension(op);
            if (out.kind != NodeKind::pipeline || out.operators.empty()) {
                wrap(out, NodeKind::pipeline);
            }
            out.operators.push_back(op);
            pos_ = op.end;
            skip_newlines();
            if (at_closer()) {
                fail(op, quoted(op) + " is followed by no command");
                break;
            }
            command(out.children.emplace_back());
            out.at.end = out.children.back().at.end;
        }
    }
    out.negated = negated;
    if (begin < out.at.begin) out.at.begin = begin;
}

/// `time` of bash, which measures a whole pipeline.
void Parser::timed(Node& out) {
    const Level level(*this);
    if (failed_) return;
    out.kind = NodeKind::timed;
    out.keyword = keyword_span();
    extension(out.keyword);
    const std::uint32_t begin = pos_;
    pos_ = out.keyword.end;
    out.at = {begin, pos_};
    skip_blanks();
    if (is_at("-p") && (peek(2) == ' ' || peek(2) == '\t')) {
        pos_ += 2;
        out.at.end = pos_;
        skip_blanks();
    }
    if (at_closer() || line_end_size(pos_) != 0 || is_at(';') || is_at('&')) return;
    pipeline(out.children.emplace_back());
    out.at.end = out.children.back().at.end;
}

void Parser::command(Node& out) {
    out.at = since(here());
    const Level level(*this);
    if (failed_) return;
    if (is_at('(')) {
        if (peek(1) == '(') {
            if (const auto close = arithmetic_end(pos_ + 2)) {
                arithmetic_command(out, *close);
                return redirects(out);
            }
        }
        subshell(out);
        return redirects(out);
    }
    const bool is_bash = script_.dialect == Dialect::bash;
    switch (keyword()) {
    case Keyword::open_brace:
        group(out);
        break;
    case Keyword::open_test:
        test(out);
        break;
    case Keyword::if_:
        if_clause(out);
        break;
    case Keyword::while_:
    case Keyword::until:
        while_loop(out);
        break;
    case Keyword::for_:
        for_loop(out);
        break;
    case Keyword::case_:
        case_clause(out);
        break;
    case Keyword::function:
        function(out);
        break;
    case Keyword::bang:
        fail(keyword_span(), "`!` inside a pipeline: it stands before all of it");
        return;
    case Keyword::in:
        fail(keyword_span(), "`in` without a `for` or a `case`");
        return;
    case Keyword::select:
        if (!is_bash && !is_select_ahead(keyword_span().end)) return simple_command(out);
        for_loop(out);
        break;
    case Keyword::coproc:
        if (!is_bash && !is_compound_ahead(keyword_span().end)) return simple_command(out);
        coproc(out);
        break;
    default:
        return simple_command(out);
    }
    redirects(out);
}

void Parser::simple_command(Node& out) {
    constexpr std::size_t usual_words = 4;
    out.kind = NodeKind::simple;
    out.at = {pos_, pos_};
    for (;;) {
        skip_blanks();
        if (failed_ || at_end() || line_end_size(pos_) != 0) break;
        if (at_redirect()) {
            redirect(out.redirects);
        } else if (is_at('(')) {
            const bool names_function = out.words.size() == 1 && out.assignments.empty() &&
                                        out.redirects.empty() && out.words.front().is_static() &&
                                        !out.words.front().quoted;
            if (names_function) return function_body(out, true);
            fail({pos_, pos_ + 1}, "`(` in the middle of a command");
            break;
        } else if (!at_word()) {
            break;
        } else if (!out.words.empty() || !assignment(out)) {
            if (out.words.empty()) out.words.reserve(usual_words);
            Word& read = out.words.emplace_back(word());
            if (is_at('(') && out.words.size() > 1 && declares(out.words.front())) {
                array_argument(read);
            }
        }
        out.at.end = since(out.at.begin).end;
    }
    if (!failed_ && out.at.empty()) fail_unexpected("where a command is expected");
}

} // namespace dflint::shell
