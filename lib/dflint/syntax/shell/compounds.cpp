// SPDX-License-Identifier: Apache-2.0
// Compound commands and functions (POSIX XCU 2.9.4, 2.9.5; bash manual 3.2.5, 3.3).
#include "dflint/syntax/shell/parser.h"

#include <algorithm>
#include <utility>

namespace dflint::shell {

/// Reads the keyword `name`, or says what is missing from the construct `opener` began.
bool Parser::expect(Keyword wanted, std::string_view name, Span opener, Span* at) {
    if (failed_) return false;
    if (keyword() == wanted) {
        const Span found = keyword_span();
        if (at != nullptr) *at = found;
        pos_ = found.end;
        return true;
    }
    const std::string expected = "`" + std::string(name) + "`";
    if (at_end() || is_at(')')) {
        fail(opener, quoted(opener) + " is never followed by its " + expected);
    } else {
        fail_unexpected("where " + expected + " is expected");
    }
    return false;
}

/// The commands behind a keyword; at least one.
void Parser::body_of(Node& out, Span opener) {
    sequence(out);
    if (!failed_ && out.children.empty())
        fail(opener, quoted(opener) + " is followed by no command");
}

void Parser::if_clause(Node& out) {
    out.kind = NodeKind::if_clause;
    out.keyword = keyword_span();
    const std::uint32_t begin = pos_;
    Span opener = out.keyword;
    pos_ = opener.end;
    for (;;) {
        body_of(out.children.emplace_back(), opener);
        Span then;
        if (!expect(Keyword::then, "then", opener, &then)) break;
        body_of(out.children.emplace_back(), then);
        if (failed_) break;
        opener = keyword_span();
        if (keyword() == Keyword::elif) {
            pos_ = opener.end;
            continue;
        }
        if (keyword() == Keyword::else_) {
            pos_ = opener.end;
            out.has_else = true;
            body_of(out.children.emplace_back(), opener);
        }
        expect(Keyword::fi, "fi", out.keyword);
        break;
    }
    out.at = since(begin);
}

void Parser::while_loop(Node& out) {
    out.kind = NodeKind::while_loop;
    out.keyword = keyword_span();
    const std::uint32_t begin = pos_;
    pos_ = out.keyword.end;
    body_of(out.children.emplace_back(), out.keyword);
    if (!failed_) loop_body(out);
    out.at = since(begin);
}

/// do ... done, or the { ... } that bash takes for it after `for`.
void Parser::loop_body(Node& out) {
    if (out.kind == NodeKind::for_loop && keyword() == Keyword::open_brace) {
        const Span brace = keyword_span();
        extension(brace);
        pos_ = brace.end;
        body_of(out.children.emplace_back(), brace);
        expect(Keyword::close_brace, "}", brace);
        return;
    }
    Span opener;
    if (!expect(Keyword::do_, "do", out.keyword, &opener)) return;
    body_of(out.children.emplace_back(), opener);
    expect(Keyword::done, "done", opener);
}

void Parser::for_loop(Node& out) {
    out.kind = NodeKind::for_loop;
    out.keyword = keyword_span();
    const std::uint32_t begin = pos_;
    pos_ = out.keyword.end;
    skip_blanks();
    const std::string keyword_text = quoted(out.keyword);
    if (keyword_text == "`select`" || is_at("((")) extension(out.keyword);
    if (is_at("((")) {
        const auto close = arithmetic_end(pos_ + 2);
        if (close) {
            pos_ += 2;
            arithmetic_word(out.words, *close);
        } else {
            fail({pos_, pos_ + 2}, "`((` is never closed by `))`");
        }
    } else if (!at_word()) {
        fail(out.keyword, keyword_text + " is followed by no name");
    } else {
        out.words.push_back(word());
        skip_newlines();
        if (keyword() == Keyword::in) {
            pos_ = keyword_span().end;
            for (skip_blanks(); !failed_ && at_word(); skip_blanks()) out.words.push_back(word());
            if (!failed_ && !is_at(';') && line_end_size(pos_) == 0) {
                fail(out.keyword,
                     at_end() ? keyword_text + " is never followed by its `do`"
                              : "the words of " + keyword_text + " end at `;` or at a line end");
            }
        }
    }
    skip_blanks();
    if (is_at(';')) ++pos_;
    skip_newlines();
    if (!failed_) loop_body(out);
    out.at = since(begin);
}

void Parser::case_clause(Node& out) {
    out.kind = NodeKind::case_clause;
    out.keyword = keyword_span();
    const std::uint32_t begin = pos_;
    pos_ = out.keyword.end;
    skip_blanks();
    if (!at_word()) {
        fail(out.keyword, "`case` is followed by no word");
    } else {
        out.words.push_back(word());
        skip_newlines();
        expect(Keyword::in, "in", out.keyword);
    }
    for (skip_newlines(); !failed_ && keyword() != Keyword::esac; skip_newlines()) {
        if (at_end()) {
            fail(out.keyword, "`case` is never followed by its `esac`");
            break;
        }
        case_item(out.children.emplace_back());
    }
    if (!failed_) pos_ = keyword_span().end;
    out.at = since(begin);
}

void Parser::case_item(Node& out) {
    out.kind = NodeKind::case_item;
    const std::uint32_t begin = pos_;
    if (is_at('(')) ++pos_;
    for (;;) {
        skip_blanks();
        if (!at_word()) {
            fail_unexpected("where a pattern of `case` is expected");
            break;
        }
        out.words.push_back(word());
        skip_blanks();
        if (!is_at('|')) break;
        ++pos_;
    }
    if (is_at(')')) {
        ++pos_;
    } else {
        fail_unexpected("where `)` is expected behind a pattern of `case`");
    }
    if (!failed_) sequence(out.children.emplace_back());
    out.at = since(begin);
    if (failed_ || keyword() == Keyword::esac) return;
    for (const std::string_view each : {";;&", ";;", ";&"}) {
        if (!is_at(each)) continue;
        out.terminator = Span{pos_, pos_ + static_cast<std::uint32_t>(each.size())};
        pos_ = out.terminator->end;
        return;
    }
    if (!at_end()) fail_unexpected("where `;;` or `esac` is expected");
}

void Parser::subshell(Node& out) {
    out.kind = NodeKind::subshell;
    out.keyword = {pos_, pos_ + 1};
    const std::uint32_t begin = pos_++;
    body_of(out.children.emplace_back(), out.keyword);
    if (is_at(')')) {
        ++pos_;
    } else if (at_end()) {
        fail(out.keyword, "`(` is never closed by `)`");
    } else {
        fail_stray();
    }
    out.at = since(begin);
}

void Parser::group(Node& out) {
    out.kind = NodeKind::group;
    out.keyword = keyword_span();
    const std::uint32_t begin = pos_;
    pos_ = out.keyword.end;
    body_of(out.children.emplace_back(), out.keyword);
    expect(Keyword::close_brace, "}", out.keyword);
    out.at = since(begin);
}

/// `function NAME [()] command`.
void Parser::function(Node& out) {
    const Span keyword_at = keyword_span();
    extension(keyword_at);
    pos_ = keyword_at.end;
    skip_blanks();
    if (!at_word()) {
        fail(keyword_at, "`function` is followed by no name");
        return;
    }
    out.words.push_back(word());
    out.keyword = keyword_at;
    out.at = {keyword_at.begin, pos_};
    skip_blanks();
    // `function NAME (list)` has a subshell for its body.
    const bool has_parentheses = is_at('(') && is_closed_at_once(pos_ + 1);
    function_body(out, has_parentheses);
}

/// Do only blanks stand before the next `)`?
bool Parser::is_closed_at_once(std::uint32_t from) const {
    while (from < end_ && (text_[from] == ' ' || text_[from] == '\t')) ++from;
    return from < end_ && text_[from] == ')';
}

/// Behind the name: the parentheses, if any, and the command.
void Parser::function_body(Node& out, bool has_parentheses) {
    out.kind = NodeKind::function;
    const Word& name = out.words.front();
    if (!std::all_of(name.raw.begin(), name.raw.end(), is_name_letter)) extension(name.at);
    if (has_parentheses) {
        const Span open{pos_, pos_ + 1};
        ++pos_;
        skip_blanks();
        if (is_at(')')) {
            ++pos_;
        } else {
            fail(open, "`(` in the middle of a command");
        }
    }
    skip_newlines();
    if (!failed_ && at_closer()) {
        fail(out.words.front().at, "function " + quoted(out.words.front().at) + " has no body");
    }
    if (!failed_ && script_.dialect == Dialect::bash && !at_compound()) {
        fail(token_here(), "bash takes a compound command such as `{ ...; }` for the body of " +
                               quoted(out.words.front().at));
    }
    if (!failed_) command(out.children.emplace_back());
    out.at = since(out.at.begin);
    if (!out.children.empty() && !failed_) out.at.end = out.children.front().at.end;
}

/// `coproc [NAME] command`: only a compound command can have a name.
void Parser::coproc(Node& out) {
    out.kind = NodeKind::coproc;
    out.keyword = keyword_span();
    extension(out.keyword);
    const std::uint32_t begin = pos_;
    pos_ = out.keyword.end;
    skip_blanks();
    if (keyword() == Keyword::none && is_name_letter(peek()) && is_compound_behind_name()) {
        out.words.push_back(word());
        skip_blanks();
    }
    if (at_closer()) {
        fail(out.keyword, "`coproc` is followed by no command");
    } else {
        command(out.children.emplace_back());
    }
    out.at = since(begin);
}

/// A compound command begins here, which bash wants for a function's body.
bool Parser::at_compound() const {
    switch (keyword()) {
    case Keyword::open_brace:
    case Keyword::open_test:
    case Keyword::if_:
    case Keyword::for_:
    case Keyword::select:
    case Keyword::while_:
    case Keyword::until:
    case Keyword::case_:
        return true;
    default:
        return is_at('(');
    }
}

/// At a name: does a compound command follow it on the line?
bool Parser::is_compound_behind_name() {
    const std::uint32_t begin = pos_;
    while (is_name_letter(peek())) ++pos_;
    const std::uint32_t name_end = pos_;
    while (peek() == ' ' || peek() == '\t') ++pos_;
    const bool follows = at_compound() && (pos_ > name_end || is_at('('));
    pos_ = begin;
    return follows;
}

/// Behind a word that could also be the name of a command: does a { or ( follow?
bool Parser::is_compound_ahead(std::uint32_t from) const {
    while (from < end_ && (text_[from] == ' ' || text_[from] == '\t')) ++from;
    if (from >= end_) return false;
    if (text_[from] == '(') return true;
    return text_[from] == '{' && from + 1 < end_ &&
           (class_of(text_[from + 1]) & (blank | meta | carriage)) != 0;
}

/// Behind `select`: does NAME in follow?
bool Parser::is_select_ahead(std::uint32_t from) const {
    const auto skip = [&] {
        const std::uint32_t begin = from;
        while (from < end_ && (text_[from] == ' ' || text_[from] == '\t')) ++from;
        return from > begin;
    };
    if (!skip() || from >= end_ || !is_name_start(text_[from])) return false;
    while (from < end_ && is_name_letter(text_[from])) ++from;
    if (!skip()) return false;
    return slice({from, end_}).starts_with("in") &&
           (from + 2 >= end_ || (class_of(text_[from + 2]) & (blank | meta)) != 0);
}

} // namespace dflint::shell
