// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/hcl/lexer.h"

#include "dflint/source/ascii.h"
#include "dflint/syntax/hcl/identifier.h"
#include "dflint/syntax/hcl/parse.h"

#include <utility>

namespace dflint::hcl {

namespace {
struct Symbol {
    std::string_view text;
    TokenKind kind;
};

/// Longer ones first.
constexpr Symbol symbols[] = {
    {"...", TokenKind::ellipsis},  {"==", TokenKind::double_equal},  {"!=", TokenKind::not_equal},
    {"<=", TokenKind::less_equal}, {">=", TokenKind::greater_equal}, {"&&", TokenKind::logical_and},
    {"||", TokenKind::logical_or}, {"::", TokenKind::double_colon},  {"=>", TokenKind::arrow},
    {"=", TokenKind::equal},       {"<", TokenKind::less},           {">", TokenKind::greater},
    {"!", TokenKind::bang},        {"+", TokenKind::plus},           {"-", TokenKind::minus},
    {"*", TokenKind::star},        {"/", TokenKind::slash},          {"%", TokenKind::percent},
    {"?", TokenKind::question},    {":", TokenKind::colon},          {",", TokenKind::comma},
    {".", TokenKind::dot},
};

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
} // namespace

Tokens Lexer::run(LexMode mode) {
    // The specification forbids the mark; the implementation skips it.
    if (at_ == 0 && mode == LexMode::code && has(byte_order_mark)) at_ = byte_order_mark.size();
    frames_.push_back({.kind = mode == LexMode::code ? FrameKind::body : FrameKind::bare});
    while (more()) {
        switch (top().kind) {
        case FrameKind::quoted:
        case FrameKind::heredoc:
        case FrameKind::bare:
            template_text();
            break;
        default:
            code();
            break;
        }
    }
    while (frames_.size() > 1) {
        if (top().kind == FrameKind::quoted && !result_.is_cut) unclosed_quote();
        if (top().kind == FrameKind::heredoc && !result_.is_cut) unclosed_heredoc();
        close_unfinished();
    }
    emit(TokenKind::end, 0);
    strip_white_space(result_.tokens);
    return std::move(result_);
}

void Lexer::code() {
    if (skip_blanks()) return;
    const char c = peek();
    if (const std::uint32_t size = newline_size(at_); size > 0) return newline(size);
    if (c == '#' || has("//")) return line_comment();
    if (has("/*")) return block_comment();
    if (ascii::is_digit(c)) return number();
    if (c == '"') return open(TokenKind::open_quote, FrameKind::quoted, 1);
    if (has("<<") && heredoc_opener()) return;
    if (const std::uint32_t size = identifier_size(text_, at_); size > 0) {
        emit(TokenKind::identifier, size);
        return;
    }
    symbol();
}

void Lexer::symbol() {
    switch (peek()) {
    case '{':
        return open_brace();
    case '}':
        return close_brace(1);
    case '[':
        return open(TokenKind::open_bracket, FrameKind::bracket, 1);
    case ']':
        return close(TokenKind::close_bracket, FrameKind::bracket, 1);
    case '(':
        return open(TokenKind::open_paren, FrameKind::paren, 1);
    case ')':
        return close(TokenKind::close_paren, FrameKind::paren, 1);
    default:
        break;
    }
    if (has("~}")) return close_brace(2);
    for (const Symbol& each : symbols) {
        if (!has(each.text)) continue;
        const bool begins_value = each.kind == TokenKind::equal || each.kind == TokenKind::colon;
        if (begins_value && top().kind == FrameKind::body) top().is_in_value = true;
        emit(each.kind, static_cast<std::uint32_t>(each.text.size()));
        return;
    }
    mistake();
}

bool Lexer::skip_blanks() {
    const std::uint32_t begin = at_;
    while (more() && ascii::is_blank(text_[at_])) ++at_;
    return at_ > begin;
}

std::uint32_t Lexer::newline_size(std::size_t at) const {
    if (at < text_.size() && text_[at] == '\n') return 1;
    return text_.substr(at, 2) == "\r\n" ? 2 : 0;
}

void Lexer::newline(std::uint32_t size) {
    if (top().kind != FrameKind::body) leave_unclosed_brackets(at_ + size);
    Frame& frame = top();
    if (frame.kind == FrameKind::heredoc) { // its sequence was left: this is text again
        frame.is_at_line_begin = false;
        return;
    }
    const bool is_in_object =
        frame.kind == FrameKind::object && !frame.ignores_newlines && !frame.is_fresh;
    const bool repeats = result_.tokens.empty() || result_.tokens.back().kind == TokenKind::newline;
    if ((frame.kind == FrameKind::body || is_in_object) && !repeats) {
        emit(TokenKind::newline, size);
    } else {
        at_ += size;
    }
    frame.is_in_value = false;
}

/// `name =` and `type "label" {` can begin a line of a body, the first one a line of an object too,
/// and no line of anything else: what is open before such a line lacks its closer.
void Lexer::leave_unclosed_brackets(std::size_t line) {
    const bool is_block = has_block_at(line);
    if (!is_block && (top().kind == FrameKind::object || !has_attribute_at(line))) return;
    std::size_t keep = frames_.size();
    for (; keep > 1; --keep) {
        const FrameKind kind = frames_[keep - 1].kind;
        // A string ends on its line, so it goes with the sequence inside.
        if (kind == FrameKind::sequence && frames_[keep - 2].kind == FrameKind::quoted) --keep;
        if (kind == FrameKind::body || kind == FrameKind::heredoc || kind == FrameKind::bare) break;
        if (kind == FrameKind::object && !is_block) break;
    }
    if (frames_[keep - 1].kind == FrameKind::bare) return;
    while (frames_.size() > keep) close_unfinished();
}

std::size_t Lexer::behind_name(std::size_t at) const {
    at = behind_blanks(at);
    const std::uint32_t size = identifier_size(text_, at);
    return size == 0 ? std::string_view::npos : behind_blanks(at + size);
}

std::size_t Lexer::behind_blanks(std::size_t at) const {
    while (at < text_.size() && ascii::is_blank(text_[at])) ++at;
    return at;
}

bool Lexer::has_attribute_at(std::size_t line) const {
    const std::size_t at = behind_name(line);
    if (at >= text_.size() || text_[at] != '=') return false;
    const std::string_view two = text_.substr(at, 2);
    return two != "==" && two != "=>";
}

bool Lexer::has_block_at(std::size_t line) const {
    const std::size_t quote = behind_name(line);
    if (quote >= text_.size() || text_[quote] != '"') return false;
    const std::size_t end = text_.find_first_of("\"\n", quote + 1);
    if (end == std::string_view::npos || text_[end] != '"') return false;
    const std::size_t brace = behind_blanks(end + 1);
    return brace < text_.size() && text_[brace] == '{';
}

void Lexer::line_comment() {
    std::size_t end = text_.find('\n', at_);
    if (end == std::string_view::npos) end = text_.size();
    if (end > at_ && end < text_.size() && text_[end - 1] == '\r') --end;
    result_.comments.push_back({{at_, static_cast<std::uint32_t>(end)}});
    at_ = static_cast<std::uint32_t>(end);
}

void Lexer::block_comment() {
    const std::uint32_t begin = at_;
    const std::size_t end = text_.find("*/", at_ + 2);
    if (end == std::string_view::npos) {
        report({begin, begin + 2}, "this comment has no `*/`: it takes in the rest of the file");
        at_ = static_cast<std::uint32_t>(text_.size());
    } else {
        at_ = static_cast<std::uint32_t>(end) + 2;
    }
    result_.comments.push_back({{begin, at_}});
}

/// Digits, dots and exponents as far as they go, as long as no dot is last: 1.5.2 is one token, and
/// no number.
void Lexer::number() {
    std::uint32_t end = at_;
    for (std::uint32_t next = at_; next < text_.size();) {
        const char c = text_[next];
        if (ascii::is_digit(c)) {
            end = ++next;
        } else if (c == '.') {
            ++next;
        } else if (c == 'e' || c == 'E') {
            std::uint32_t digit = next + 1;
            if (digit < text_.size() && (text_[digit] == '+' || text_[digit] == '-')) ++digit;
            if (digit >= text_.size() || !ascii::is_digit(text_[digit])) break;
            end = next = digit + 1;
        } else {
            break;
        }
    }
    emit(TokenKind::number, end - at_);
}

/// <<ID or <<-ID, with the line end directly behind it. What else is written there has no other
/// meaning, so it is reported and read as if it were not there.
bool Lexer::heredoc_opener() {
    const std::uint32_t dash = peek(2) == '-' ? 1 : 0;
    std::uint32_t begin = static_cast<std::uint32_t>(behind_blanks(at_ + 2 + dash));
    const bool is_quoted = begin < text_.size() && (text_[begin] == '"' || text_[begin] == '\'');
    if (is_quoted) ++begin;
    const std::uint32_t size = identifier_size(text_, begin);
    if (size == 0) return false;
    const Span marker = {begin, begin + size};
    const std::uint32_t front = at_ + 2 + dash;
    std::uint32_t line_end = marker.end;
    while (line_end < text_.size() && newline_size(line_end) == 0) ++line_end;
    if (line_end == text_.size()) return false;
    if (front != marker.begin || line_end != marker.end) {
        bad_heredoc_opener({at_, line_end}, marker, is_quoted);
    }
    open(TokenKind::open_heredoc, FrameKind::heredoc, line_end - at_);
    if (result_.is_cut) return true;
    Token& opener = result_.tokens.back();
    opener.text = slice(marker);
    opener.strips = dash == 1;
    top().marker = opener.text;
    at_ += newline_size(at_);
    return true;
}

void Lexer::open(TokenKind kind, FrameKind frame, std::uint32_t size) {
    if (frames_.size() > max_depth) return cut();
    emit(kind, size);
    const auto opener = static_cast<std::uint32_t>(result_.tokens.size() - 1);
    frames_.push_back({.kind = frame, .opener = opener});
}

/// What follows is read by nobody: every reader of the tree may count on its depth.
void Lexer::cut() {
    report({at_, at_ + 1}, "nested deeper than 256 levels: the rest of the file is not read");
    result_.is_cut = true;
    // What the brackets would have belonged to makes no sense without them.
    const auto makes_sense = [](TokenKind kind) {
        return is_opener(kind) || is_closer(kind) || kind == TokenKind::newline ||
               kind == TokenKind::comma;
    };
    while (!makes_sense(result_.tokens.back().kind)) result_.tokens.pop_back();
    at_ = static_cast<std::uint32_t>(text_.size());
}

void Lexer::open_brace() {
    const bool is_block = top().kind == FrameKind::body && !top().is_in_value;
    open(TokenKind::open_brace, is_block ? FrameKind::body : FrameKind::object, 1);
}

/// Closes the nearest frame of this kind, and before it what was left open inside.
void Lexer::close(TokenKind kind, FrameKind wanted, std::uint32_t size) {
    std::size_t found = frames_.size() - 1;
    const auto may_be_left = [&](FrameKind frame) {
        return frame == FrameKind::bracket || frame == FrameKind::paren ||
               frame == FrameKind::object;
    };
    while (found > 0 && frames_[found].kind != wanted && may_be_left(frames_[found].kind)) --found;
    if (found == 0 || frames_[found].kind != wanted) {
        const std::string closer(slice({at_, at_ + size}));
        report({at_, at_ + size}, "`" + closer + "` closes nothing");
        emit(TokenKind::invalid, size);
        return;
    }
    while (frames_.size() > found + 1) close_unfinished();
    close_frame(kind, size);
}

void Lexer::close_brace(std::uint32_t size) {
    FrameKind nearest = FrameKind::body;
    for (std::size_t i = frames_.size(); i-- > 1;) {
        nearest = frames_[i].kind;
        if (nearest != FrameKind::bracket && nearest != FrameKind::paren) break;
    }
    if (nearest == FrameKind::sequence) return close(TokenKind::close_template, nearest, size);
    if (size == 2) report({at_, at_ + 1}, "`~}` ends a template sequence, and none is open here");
    close(TokenKind::close_brace, nearest, size);
}

void Lexer::close_frame(TokenKind kind, std::uint32_t size) {
    const std::uint32_t opener = top().opener;
    frames_.pop_back();
    Token& closer = emit(kind, size);
    closer.match = opener;
    closer.strips = kind == TokenKind::close_template && size == 2;
    result_.tokens[opener].match = static_cast<std::uint32_t>(result_.tokens.size() - 1);
}

/// Closes the innermost frame with a token that nobody wrote.
void Lexer::close_unfinished() {
    TokenKind kind = TokenKind::close_brace;
    switch (top().kind) {
    case FrameKind::bracket:
        kind = TokenKind::close_bracket;
        break;
    case FrameKind::paren:
        kind = TokenKind::close_paren;
        break;
    case FrameKind::sequence:
        kind = TokenKind::close_template;
        break;
    case FrameKind::quoted:
        kind = TokenKind::close_quote;
        break;
    case FrameKind::heredoc:
        kind = TokenKind::close_heredoc;
        break;
    default:
        break;
    }
    close_frame(kind, 0);
    result_.tokens.back().is_missing = true;
}

Token& Lexer::emit(TokenKind kind, std::uint32_t size) {
    Frame& frame = top();
    if (frame.kind == FrameKind::object && frame.is_fresh) {
        frame.ignores_newlines = kind == TokenKind::identifier && slice({at_, at_ + size}) == "for";
    }
    frame.is_fresh = false;
    const Span at = {at_, at_ + size};
    at_ += size;
    return result_.tokens.emplace_back(Token{kind, false, false, at, slice(at), 0});
}

void Lexer::report(Span at, std::string message, std::optional<Fix> fix) {
    out_.push_back({.at = at,
                    .message = std::move(message),
                    .fix = std::move(fix),
                    .severity = Severity::error});
}

Tokens lex(std::string_view text, Span part, LexMode mode, std::deque<std::string>& texts,
           Diagnostics& out) {
    return Lexer(text, part, texts, out).run(mode);
}

} // namespace dflint::hcl
