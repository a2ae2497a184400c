// SPDX-License-Identifier: Apache-2.0
// Backticks that hold escapes: the shell removes one level of backslashes, then reads a script
// (POSIX XCU 2.6.3). The script is read from such a copy, and its spans are moved afterwards to
// where their bytes stand.
#include "dflint/source/logical_text.h"
#include "dflint/syntax/shell/parser.h"

#include <utility>

namespace dflint::shell {

namespace {

/// Moves what was read from `copy` to the text the copy was made of.
class Relocation {
public:
    Relocation(std::string_view text, const LogicalText& copy) : text_(text), copy_(copy) {}

    void move(Span& at) const {
        if (at.empty() && at.begin > 0) {
            at.begin = at.end = copy_.in_file(at.begin - 1) + 1; // before the escape, not behind it
        } else {
            at = copy_.in_file(at);
        }
    }
    void move(Expansion& expansion) const { move(expansion.at); }
    void move(Word& word) const {
        move(word.at);
        word.raw = text_.substr(word.at.begin, word.at.size());
        move_all(word.expansions);
    }
    void move(Assignment& assignment) const {
        move(assignment.at);
        if (assignment.value) move(*assignment.value);
        move_all(assignment.elements);
    }
    void move(Redirect& redirect) const {
        move(redirect.at);
        move(redirect.op_at);
        move(redirect.target);
    }
    void move(Heredoc& heredoc) const {
        move(heredoc.body);
        move(heredoc.terminator);
        move_all(heredoc.expansions);
    }
    void move(Node& node) const {
        move(node.at);
        move(node.keyword);
        if (node.terminator) move(*node.terminator);
        move_all(node.assignments);
        move_all(node.words);
        move_all(node.redirects);
        move_all(node.children);
        move_all(node.operators);
    }

private:
    template <class Part> void move_all(std::vector<Part>& parts) const {
        for (Part& each : parts) move(each);
    }

    std::string_view text_;
    const LogicalText& copy_;
};

} // namespace

void Parser::escaped_backticks(Node& body, Span inside, bool in_double_quotes) {
    std::string unescaped;
    std::vector<LogicalText::Segment> segments{{0, inside.begin}};
    for (std::uint32_t at = inside.begin; at < inside.end; ++at) {
        const char next = at + 1 < inside.end ? text_[at + 1] : '\0';
        const bool escapes =
            next == '$' || next == '`' || next == '\\' || (next == '"' && in_double_quotes);
        if (text_[at] == '\\' && escapes) {
            ++at;
            segments.push_back({static_cast<std::uint32_t>(unescaped.size()), at});
        } else if (text_[at] == '\\' && at + 1 < inside.end) {
            unescaped += text_[at++]; // the next one is no escape, whatever it is
        }
        unescaped += text_[at];
    }
    const LogicalText copy(keep(unescaped), std::move(segments));

    const std::size_t first_comment = script_.comments.size();
    const std::size_t first_extension = script_.extensions.size();
    const std::size_t first_substitution = script_.substitutions.size();
    const std::size_t first_heredoc = script_.heredocs.size();
    Parser inner(script_, copy.text(), {0, static_cast<std::uint32_t>(copy.text().size())}, depth_);
    inner.script(body);

    const Relocation relocation(text_, copy);
    relocation.move(body);
    for (std::size_t i = first_comment; i < script_.comments.size(); ++i) {
        relocation.move(script_.comments[i].at);
    }
    for (std::size_t i = first_extension; i < script_.extensions.size(); ++i) {
        relocation.move(script_.extensions[i]);
    }
    for (std::size_t i = first_substitution; i < script_.substitutions.size(); ++i) {
        relocation.move(*script_.substitutions[i]);
    }
    for (std::size_t i = first_heredoc; i < script_.heredocs.size(); ++i) {
        relocation.move(*script_.heredocs[i]);
    }
    if (inner.failed_) {
        relocation.move(script_.error->at);
        failed_ = true;
        stopped_at_ = inside.end;
        pos_ = end_;
    }
}

} // namespace dflint::shell
