// SPDX-License-Identifier: Apache-2.0
#include "dflint/source/ascii.h"
#include "dflint/source/utf8.h"
#include "dflint/syntax/hcl/lexer.h"

#include <algorithm>
#include <charconv>

namespace dflint::hcl {

namespace {
std::string_view trimmed(std::string_view line) {
    constexpr std::string_view space = " \t\r\n\v\f";
    const std::size_t begin = line.find_first_not_of(space);
    if (begin == std::string_view::npos) return {};
    return line.substr(begin, line.find_last_not_of(space) + 1 - begin);
}

/// What \c stands for; empty when it is no escape.
std::string_view meaning(char c) {
    switch (c) {
    case 'n':
        return "\n";
    case 'r':
        return "\r";
    case 't':
        return "\t";
    case '"':
        return "\"";
    case '\\':
        return "\\";
    default:
        return {};
    }
}
} // namespace

void Lexer::template_text() {
    const FrameKind kind = top().kind;
    if (kind == FrameKind::heredoc && top().is_at_line_begin && heredoc_end()) return;
    if (sequence_opener()) return;
    if (kind != FrameKind::quoted) return literal();
    if (peek() == '"') return close_frame(TokenKind::close_quote, 1);
    if (peek() == '\n' || peek() == '\r') return quoted_newline();
    if (peek() == '\\') return escape();
    literal();
}

/// ${ and %{ with an optional ~, and the escapes $${ and %%{.
bool Lexer::sequence_opener() {
    const char c = peek();
    if (c != '$' && c != '%') return false;
    if (peek(1) == c && peek(2) == '{') {
        Token& token = emit(TokenKind::escape, 3);
        token.text.remove_prefix(1);
        top().is_at_line_begin = false;
        return true;
    }
    if (peek(1) != '{') return false;
    top().is_at_line_begin = false;
    const std::uint32_t size = peek(2) == '~' ? 3 : 2;
    open(c == '$' ? TokenKind::open_interpolation : TokenKind::open_directive, FrameKind::sequence,
         size);
    if (!result_.is_cut) result_.tokens.back().strips = size == 3;
    return true;
}

/// One literal: as far as nothing else begins, and at most to the end of the line.
void Lexer::literal() {
    const bool is_quoted = top().kind == FrameKind::quoted;
    const std::uint32_t begin = at_;
    bool ends_line = false;
    do {
        ends_line = peek() == '\n';
        step();
        const char c = peek();
        if ((c == '$' || c == '%') && (peek(1) == '{' || (peek(1) == c && peek(2) == '{'))) break;
        if (is_quoted && (c == '"' || c == '\\' || c == '\n' || c == '\r')) break;
    } while (more() && !ends_line);
    const std::uint32_t size = at_ - begin;
    at_ = begin;
    emit(TokenKind::literal, size);
    top().is_at_line_begin = ends_line;
}

/// The end marker of a heredoc stands on a line of its own, and this line has an end: at the end of
/// the file hclsyntax does not know it.
bool Lexer::heredoc_end() {
    const std::size_t end = text_.find('\n', at_);
    if (end == std::string_view::npos) return false;
    const std::string_view line = text_.substr(at_, end - at_);
    if (trimmed(line) != top().marker) return false;
    at_ += static_cast<std::uint32_t>(line.find(top().marker));
    close_frame(TokenKind::close_heredoc, static_cast<std::uint32_t>(top().marker.size()));
    while (newline_size(at_) == 0) ++at_;
    return true;
}

void Lexer::escape() {
    const char c = peek(1);
    if (c == '\n' || c == '\r' || c == '\0') { // the end of the line is the mistake
        emit(TokenKind::literal, 1);
        return;
    }
    if (c == 'u' || c == 'U') return unicode_escape();
    const std::string_view text = meaning(c);
    if (!text.empty()) {
        emit(TokenKind::escape, 2).text = text;
        return;
    }
    const std::uint32_t begin = at_;
    ++at_;
    step();
    const Span at = {begin, at_};
    const std::string written(slice(at));
    if ((c == '$' || c == '%') && peek() == '{') {
        report(at,
               "`" + written + "` is no escape: a literal `" + c + "{` is written `" + c + c + "{`",
               Fix{"double the sign", Applicability::unsafe, {{{begin, begin + 1}, {c}}}});
    } else {
        report(at, "`" + written + "` is no escape: a backslash is written `\\\\`",
               Fix{"double the backslash", Applicability::unsafe, {{{begin, begin}, "\\"}}});
    }
    at_ = begin;
    Token& token = emit(TokenKind::escape, at.size());
    token.text.remove_prefix(1);
}

void Lexer::unicode_escape() {
    const std::uint32_t wanted = peek(1) == 'u' ? 4 : 8;
    std::uint32_t digits = 0;
    while (digits < wanted && ascii::is_hex_digit(peek(2 + digits))) ++digits;
    const Span at = {at_, at_ + 2 + digits};
    Token& token = emit(TokenKind::escape, at.size());
    if (digits < wanted) {
        report(at, "`" + std::string(slice(at)) + "` needs " + (wanted == 4 ? "four" : "eight") +
                       " hexadecimal digits");
        return;
    }
    std::uint32_t code_point = 0;
    std::from_chars(token.text.data() + 2, token.text.data() + token.text.size(), code_point, 16);
    if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF)) {
        report(at, "`" + std::string(slice(at)) + "` is no character of Unicode");
        return;
    }
    utf8::append(texts_.emplace_back(), code_point);
    token.text = texts_.back();
}

/// A quoted string ends on its line. What is left open inside of it ends there too.
void Lexer::quoted_newline() {
    if (!is_inside_string()) {
        if (string_goes_on()) {
            const Span quote = result_.tokens[top().opener].at;
            report(quote, "this string goes over several lines: only a heredoc (`<<EOT`) may, or a "
                          "line end is written `\\n`");
            const std::uint32_t begin = at_;
            while (peek() != '"') step();
            const std::uint32_t size = at_ - begin;
            at_ = begin;
            emit(TokenKind::literal, size);
            return;
        }
        unclosed_quote();
    }
    while (is_inside_string()) close_unfinished();
    close_unfinished();
}

/// True when a sequence of another string holds the innermost one.
bool Lexer::is_inside_string() const {
    for (std::size_t i = frames_.size() - 1; i-- > 1;) {
        if (frames_[i].kind == FrameKind::quoted) return true;
        if (frames_[i].kind == FrameKind::heredoc) return false;
    }
    return false;
}

/// The next line with quotes tells: an odd number means that it ends a string begun before.
bool Lexer::string_goes_on() const {
    const std::size_t first = text_.find('"', at_);
    if (first == std::string_view::npos) return false;
    const std::size_t end = std::min(text_.find('\n', first), text_.size());
    std::size_t quotes = 0;
    for (std::size_t i = first; i < end; ++i) {
        if (text_[i] == '"' && text_[i - 1] != '\\') ++quotes;
    }
    return quotes % 2 == 1;
}

/// What else is wrong on the line comes from the quote, as it swaps inside and outside.
void Lexer::unclosed_quote() {
    const Span quote = result_.tokens[top().opener].at;
    report(quote, "this string has no closing `\"` on its line");
    const std::size_t line = text_.substr(0, quote.begin).rfind('\n') + 1;
    const std::size_t end = std::min(text_.find('\n', quote.begin), text_.size());
    out_.back().explains = {static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(end)};
}

void Lexer::unclosed_heredoc() {
    const Span opener = result_.tokens[top().opener].at;
    const std::string marker(top().marker);
    const std::size_t last_line = text_.find_last_of('\n') + 1;
    if (trimmed(text_.substr(last_line)) == marker) {
        const auto end = static_cast<std::uint32_t>(text_.size());
        report({static_cast<std::uint32_t>(last_line), end},
               "the end marker `" + marker + "` needs a line end behind it",
               Fix{"end the line", Applicability::safe, {{{end, end}, "\n"}}});
        return;
    }
    report(opener, "this heredoc has no end: `" + marker + "` alone on a line");
    for (std::size_t at = opener.end; (at = text_.find('\n', at)) != std::string_view::npos;) {
        ++at;
        const std::string_view line =
            text_.substr(at, std::min(text_.find('\n', at), text_.size()) - at);
        if (!trimmed(line).starts_with(marker)) continue;
        const auto begin = static_cast<std::uint32_t>(at + line.find(marker));
        out_.back().labels.push_back({{begin, begin + static_cast<std::uint32_t>(marker.size())},
                                      "other text stands behind the marker here"});
        return;
    }
}

} // namespace dflint::hcl
