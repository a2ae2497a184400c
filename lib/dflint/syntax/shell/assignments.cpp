// SPDX-License-Identifier: Apache-2.0
// NAME=value before a command, and arrays (bash manual 6.7).
#include "dflint/syntax/shell/parser.h"

#include <utility>

namespace dflint::shell {

/// False when the word here is no assignment; `pos_` is unchanged then.
bool Parser::assignment(Node& out) {
    std::uint32_t at = pos_;
    if (!is_name_start(text_[at])) return false;
    while (at < end_ && is_name_letter(text_[at])) ++at;
    const std::uint32_t name_end = at;
    const bool is_bash = script_.dialect == Dialect::bash;
    std::optional<std::uint32_t> subscript_close;
    if (is_bash && at < end_ && text_[at] == '[') {
        subscript_close = subscript_end(at + 1);
        if (!subscript_close) return false;
        at = *subscript_close + 1;
    }
    // To a POSIX shell `A+=b` is the name of a command.
    const bool appends = is_bash && at + 1 < end_ && text_[at] == '+' && text_[at + 1] == '=';
    if (appends) ++at;
    if (at >= end_ || text_[at] != '=') return false;

    Assignment& assignment = out.assignments.emplace_back();
    assignment.name = slice({pos_, name_end});
    assignment.append = appends;
    const std::uint32_t begin = pos_;
    if (subscript_close) {
        pos_ = name_end + 1;
        subscript(assignment, *subscript_close);
    }
    if (!failed_) pos_ = at + 1;
    if (is_at('(')) {
        assignment.is_array = true;
        array(assignment.elements);
    } else if (at_word()) {
        assignment.value = word();
    }
    assignment.at = since(begin);
    return true;
}

/// Where the `]` stands that closes the `[` before `from`, if that is in the same word.
std::optional<std::uint32_t> Parser::subscript_end(std::uint32_t from) const {
    int parentheses = 0;
    int brackets = 1;
    for (std::uint32_t at = from; at < end_; ++at) {
        const char c = text_[at];
        if (c == '\\') {
            ++at;
        } else if (c == '\'' || c == '"' || c == '`') {
            const std::size_t close = text_.substr(0, end_).find(c, at + 1);
            if (close == std::string_view::npos) return std::nullopt;
            at = static_cast<std::uint32_t>(close);
        } else if (c == '(') {
            ++parentheses;
        } else if (parentheses > 0) {
            if (c == ')') --parentheses;
        } else if ((class_of(c) & (blank | meta)) != 0) {
            return std::nullopt;
        } else if (c == '[') {
            ++brackets;
        } else if (c == ']' && --brackets == 0) {
            return at;
        }
    }
    return std::nullopt;
}

/// What expands in NAME[...]=value.
void Parser::subscript(Assignment& out, std::uint32_t close) {
    Word word;
    const std::uint32_t begin = pos_;
    {
        const Range range(*this, close);
        up_to(text_end, word.expansions, false, true);
    }
    if (word.expansions.empty()) return;
    word.at = since(begin);
    word.raw = word.text = slice(word.at);
    out.elements.push_back(std::move(word));
}

void Parser::array(std::vector<Word>& out) {
    const Level level(*this);
    if (failed_) return;
    const std::uint32_t begin = pos_++;
    extension({begin, begin + 1});
    for (;;) {
        skip_newlines();
        if (failed_ || !at_word()) break;
        out.push_back(word());
    }
    if (is_at(')')) {
        ++pos_;
    } else if (at_end()) {
        fail({begin, begin + 1}, "`(` of an array is never closed by `)`");
    } else {
        fail_unexpected("in the middle of an array");
    }
}

/// The array in `declare -a NAME=(a b)`, which is one word to the command.
void Parser::array_argument(Word& word) {
    const bool names_array = word.raw.ends_with('=') && is_name_start(word.raw[0]) && !word.quoted;
    if (!names_array) return;
    std::vector<Word> elements;
    array(elements);
    word.at.end = since(word.at.begin).end;
    word.raw = slice(word.at);
    word.text = word.raw;
    for (Word& each : elements) {
        word.quoted = word.quoted || each.quoted;
        word.expansions.insert(word.expansions.end(), each.expansions.begin(),
                               each.expansions.end());
    }
}

} // namespace dflint::shell
