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
    if (is_bash && at < end_ && text_[at] == '[') {
        while (at < end_ && text_[at] != ']' && (class_of(text_[at]) & (blank | meta)) == 0) ++at;
        if (at >= end_ || text_[at] != ']') return false;
        ++at;
    }
    // To a POSIX shell `A+=b` is the name of a command.
    const bool appends = is_bash && at + 1 < end_ && text_[at] == '+' && text_[at + 1] == '=';
    if (appends) ++at;
    if (at >= end_ || text_[at] != '=') return false;

    Assignment& assignment = out.assignments.emplace_back();
    assignment.name = slice({pos_, name_end});
    assignment.append = appends;
    const std::uint32_t begin = pos_;
    pos_ = at + 1;
    if (is_at('(')) {
        assignment.is_array = true;
        array(assignment.elements);
    } else if (at_word()) {
        assignment.value = word();
    }
    assignment.at = since(begin);
    return true;
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
