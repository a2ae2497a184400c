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
    if (!failed_ && !at_end()) fail_unexpected("closes nothing that is open");
    check_heredocs();
}

namespace {

void sort_comments(Script& script) {
    const auto by_place = [](const Comment& a, const Comment& b) { return a.at < b.at; };
    if (!std::is_sorted(script.comments.begin(), script.comments.end(), by_place)) {
        std::sort(script.comments.begin(), script.comments.end(), by_place);
    }
}

/// Where the inside of a substitution stands, when it is the script as written.
std::optional<Span> inside_of(std::string_view text, Span at) {
    const std::string_view raw = text.substr(at.begin, at.size());
    const bool is_backticks = raw.starts_with('`');
    if (is_backticks && raw.find('\\') != std::string_view::npos) return std::nullopt;
    const std::uint32_t opener = is_backticks ? 1 : 2;
    if (raw.size() < opener + 1) return std::nullopt;
    return Span{at.begin + opener, at.end - 1};
}

Script parse_range(std::string_view text, Span range, Dialect dialect) {
    Script script;
    script.text = text;
    script.dialect = dialect;
    Parser(script, text, range, 0).script(script.root);
    sort_comments(script);
    return script;
}

} // namespace

Script parse(std::string_view text, Dialect dialect) {
    return parse_range(text, {0, static_cast<std::uint32_t>(text.size())}, dialect);
}

std::optional<Script> parse_substitution(const Script& outer, const Expansion& at) {
    if (at.kind != ExpansionKind::command && at.kind != ExpansionKind::process) return std::nullopt;
    const std::optional<Span> inside = inside_of(outer.text, at.at);
    if (!inside) return std::nullopt;
    return parse_range(outer.text, *inside, outer.dialect);
}

} // namespace dflint::shell
