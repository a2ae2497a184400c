// SPDX-License-Identifier: Apache-2.0
// What stands between words: blanks, comments, line ends; and which word here is a keyword.
#include "dflint/syntax/shell/parser.h"

#include <array>
#include <utility>

namespace dflint::shell {

void Parser::skip_blanks_here() {
    std::uint32_t at = pos_;
    while (at < end_) {
        const char c = text_[at];
        if (c == ' ' || c == '\t') {
            ++at;
        } else if (c == '#') {
            const std::uint32_t begin = at;
            while (at < end_ && line_end_size(at) == 0) ++at;
            script_.comments.push_back({{begin, at}});
        } else if (const std::uint32_t size = continuation_size(at)) {
            at += size;
        } else {
            break;
        }
    }
    pos_ = at;
}

void Parser::newline() {
    pos_ += line_end_size(pos_);
    if (!pending_.empty()) heredoc_bodies();
}

void Parser::skip_newlines() {
    for (;;) {
        skip_blanks();
        if (line_end_size(pos_) == 0) return;
        newline();
    }
}

namespace {

using Entry = std::pair<std::string_view, Keyword>;
/// By first letter.
constexpr std::array<Entry, 21> keywords = {{
    {"!", Keyword::bang},        {"[[", Keyword::open_test}, {"case", Keyword::case_},
    {"coproc", Keyword::coproc}, {"do", Keyword::do_},       {"done", Keyword::done},
    {"elif", Keyword::elif},     {"else", Keyword::else_},   {"esac", Keyword::esac},
    {"fi", Keyword::fi},         {"for", Keyword::for_},     {"function", Keyword::function},
    {"if", Keyword::if_},        {"in", Keyword::in},        {"select", Keyword::select},
    {"then", Keyword::then},     {"time", Keyword::time},    {"until", Keyword::until},
    {"while", Keyword::while_},  {"{", Keyword::open_brace}, {"}", Keyword::close_brace},
}};
constexpr std::uint32_t longest_keyword = 8;

/// Index of the first entry of each letter; one past the last entry where there is none.
constexpr std::array<std::uint8_t, 256> entries_of = [] {
    std::array<std::uint8_t, 256> out{};
    out.fill(keywords.size());
    for (std::size_t i = keywords.size(); i-- > 0;) {
        out[static_cast<unsigned char>(keywords[i].first[0])] = static_cast<std::uint8_t>(i);
    }
    return out;
}();

} // namespace

Span Parser::keyword_span() const {
    const std::uint32_t limit = std::min(end_ - pos_, longest_keyword + 1) + pos_;
    std::uint32_t end = pos_;
    while (end < limit && (class_of(text_[end]) & (blank | meta)) == 0) {
        if (line_end_size(end) != 0 || continuation_size(end) != 0) break;
        ++end;
    }
    return {pos_, end};
}

Keyword Parser::keyword() const {
    if (keyword_at_ == pos_) return keyword_here_;
    keyword_at_ = pos_;
    keyword_here_ = Keyword::none;
    if (at_end()) return Keyword::none;
    const char first = text_[pos_];
    std::size_t entry = entries_of[static_cast<unsigned char>(first)];
    if (entry == keywords.size()) return Keyword::none;
    const std::string_view word = slice(keyword_span());
    for (; entry < keywords.size() && keywords[entry].first[0] == first; ++entry) {
        if (keywords[entry].first == word) keyword_here_ = keywords[entry].second;
    }
    return keyword_here_;
}

/// A word here begins with a letter that is not plain.
bool Parser::at_odd_word() const {
    if (line_end_size(pos_) != 0) return false;
    const char c = text_[pos_];
    if (c == '<' || c == '>') return peek(1) == '(';
    return (class_of(c) & (blank | meta)) == 0;
}

bool Parser::at_closer() const {
    if (at_end() || is_at(')') || is_at(";;") || is_at(";&")) return true;
    switch (keyword()) {
    case Keyword::close_brace:
    case Keyword::then:
    case Keyword::elif:
    case Keyword::else_:
    case Keyword::fi:
    case Keyword::do_:
    case Keyword::done:
    case Keyword::esac:
        return true;
    default:
        return false;
    }
}

} // namespace dflint::shell
