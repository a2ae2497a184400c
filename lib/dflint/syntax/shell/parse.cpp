// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/shell/parse.h"

#include "dflint/syntax/shell/parser.h"

#include <algorithm>
#include <utility>

namespace dflint::shell {

void Parser::fail(Span at, std::string message) {
    if (failed_) return;
    failed_ = true;
    stopped_at_ = pos_;
    pos_ = end_; // every loop ends at the end of the text
    script_.error = SyntaxError{at, std::move(message)};
}

void Parser::fail_unexpected(std::string_view where) {
    if (failed_) return;
    const Span at = token_here();
    if (at.empty()) {
        fail(at, "the text ends " + std::string(where));
    } else {
        fail(at, quoted(at) + " " + std::string(where));
    }
}

/// At something that ends a construct nobody began.
void Parser::fail_stray() {
    if (failed_) return;
    const Span at = is_at(";;&") ? Span{pos_, pos_ + 3} : token_here();
    const std::string_view missing = [&]() -> std::string_view {
        switch (keyword()) {
        case Keyword::then:
        case Keyword::elif:
        case Keyword::else_:
        case Keyword::fi:
            return "an `if`";
        case Keyword::do_:
        case Keyword::done:
            return "a loop";
        case Keyword::esac:
            return "a `case`";
        case Keyword::close_brace:
            return "a `{`";
        default:
            return is_at(')') ? "a `(`" : "a `case`";
        }
    }();
    fail(at, quoted(at) + " without " + std::string(missing));
}

Span Parser::token_here() const {
    if (at_end()) return {pos_, pos_};
    std::uint32_t end = pos_;
    const bool is_operator = (class_of(text_[pos_]) & meta) != 0;
    if (is_operator) {
        const char c = text_[pos_];
        end += c != '(' && c != ')' && c != '\n' && peek(1) == c ? 2 : 1;
    } else {
        while (end < end_ && (class_of(text_[end]) & (blank | meta)) == 0) ++end;
    }
    return {pos_, std::max(end, pos_ + 1)};
}

std::string Parser::quoted(Span at) const {
    constexpr std::uint32_t longest = 40;
    if (slice(at) == "\n") return "the line end";
    std::string text = "`";
    text += slice({at.begin, std::min(at.end, at.begin + longest)});
    if (at.size() > longest) text += "...";
    return text += '`';
}

void Parser::script(Node& out) {
    sequence(out);
    if (!failed_ && !at_end()) fail_stray();
    check_heredocs();
}

namespace {

void sort_comments(Script& script) {
    const auto by_place = [](const Comment& a, const Comment& b) { return a.at < b.at; };
    if (!std::is_sorted(script.comments.begin(), script.comments.end(), by_place)) {
        std::sort(script.comments.begin(), script.comments.end(), by_place);
    }
}

} // namespace

Script parse(std::string_view text, Dialect dialect) {
    Script script;
    script.text = text;
    script.dialect = dialect;
    Parser(script, text, {0, static_cast<std::uint32_t>(text.size())}, 0).script(script.root);
    sort_comments(script);
    return script;
}

} // namespace dflint::shell
