// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/shell/repairs.h"

#include "dflint/syntax/shell/characters.h"
#include "dflint/syntax/shell/parse.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace dflint::shell {

namespace {

bool is_readable_with(const Script& script, const std::vector<Edit>& edits) {
    std::string text;
    text.reserve(script.text.size() + edits.size());
    std::size_t copied = 0;
    for (const Edit& each : edits) {
        text.append(script.text, copied, each.at.begin - copied).append(each.text);
        copied = each.at.end;
    }
    text.append(script.text, copied);
    return !parse(text, script.dialect).error;
}

/// The end of what stands before `at`, blanks and continuations left out.
std::uint32_t end_before(std::string_view text, std::uint32_t at) {
    for (;;) {
        const std::string_view before = text.substr(0, at);
        if (before.ends_with(' ') || before.ends_with('\t')) {
            --at;
        } else if (before.ends_with("\\\n")) {
            at -= 2;
        } else if (before.ends_with("\\\r\n")) {
            at -= 3;
        } else {
            return at;
        }
    }
}

/// What goes on with a compound command or ends it.
bool goes_on(const Word& word) {
    static constexpr std::array<std::string_view, 8> all = {"then", "elif", "else", "fi",
                                                            "do",   "done", "esac", "}"};
    return std::find(all.begin(), all.end(), word.raw) != all.end();
}

using Words = std::vector<const Word*>;

/// The words of simple commands and of the lists of `for`.
void collect_arguments(const Node& node, Words& out) {
    if (node.kind == NodeKind::simple || node.kind == NodeKind::for_loop) {
        for (const Word& word : node.words) out.push_back(&word);
    }
    for (const Node& child : node.children) collect_arguments(child, out);
}

/// `echo a fi`: with a `;` before each of the keywords.
Repair separation(const Script& script, const Words& keywords, bool begin_lines) {
    Repair made{.causes = {},
                .why = "is an argument, as no `;` stands before it",
                .title = "end the command before it with `;`",
                .is_certain = begin_lines,
                .edits = {}};
    for (const Word* const each : keywords) {
        const std::uint32_t end = end_before(script.text, each->at.begin);
        made.causes.push_back(each->at);
        made.edits.push_back({{end, end}, ";"});
    }
    return made;
}

/// Tries the keywords that begin a line, then all of them, then the last.
std::optional<Repair> separate_keywords(const Script& script, const Words& arguments,
                                        const HasLineEnd& has_line_end) {
    Words all;
    std::copy_if(arguments.begin(), arguments.end(), std::back_inserter(all),
                 [](const Word* each) { return goes_on(*each); });
    if (all.empty()) return std::nullopt;
    Words lines;
    std::copy_if(all.begin(), all.end(), std::back_inserter(lines), [&](const Word* each) {
        return has_line_end({end_before(script.text, each->at.begin), each->at.begin});
    });
    if (!lines.empty()) {
        Repair made = separation(script, lines, true);
        if (is_readable_with(script, made.edits)) return made;
    }
    for (Words& some : std::array{all, Words{all.back()}}) {
        Repair made = separation(script, some, false);
        if (is_readable_with(script, made.edits)) return made;
    }
    return std::nullopt;
}

/// The operator between commands that ends at `end`; empty when there is none, or another one.
std::string_view operator_before(std::string_view text, std::uint32_t end) {
    const std::string_view before = text.substr(0, end);
    for (const std::string_view each : {"&&", "||"}) {
        if (before.ends_with(each)) return before.substr(end - 2);
    }
    if (before.ends_with(';') && !before.ends_with(";;")) return before.substr(end - 1);
    return {};
}

/// `a; && b` without the `;`, `a && && b` with one of the two.
std::optional<Repair> leave_out_operator(const Script& script) {
    const Span second = {script.error->at.begin, script.error->at.begin + 2};
    const std::string_view rest = script.text.substr(second.begin);
    if (!rest.starts_with("&&") && !rest.starts_with("||")) return std::nullopt;
    const std::uint32_t end = end_before(script.text, second.begin);
    const std::string_view before = operator_before(script.text, end);
    const bool is_twice = !before.empty() && rest.starts_with(before);
    if (before != ";" && !is_twice) return std::nullopt;
    const Span first = {end - static_cast<std::uint32_t>(before.size()), end};
    const bool has_blank_behind = rest.substr(2).starts_with(' ');
    const Span surplus =
        is_twice ? Span{second.begin, second.end + (has_blank_behind ? 1u : 0u)} : first;
    Repair made{.causes = {first},
                .why = is_twice ? "stands here already" : "ends the command before it",
                .title = "leave out one of the two operators",
                .is_certain = is_twice,
                .edits = {{surplus, ""}}};
    if (!is_readable_with(script, made.edits)) return std::nullopt;
    return made;
}

bool is_between_letters(std::string_view text, std::size_t at) {
    const auto is_letter = [](char c) { return is_name_start(c) && c != '_'; };
    return at > 0 && at + 1 < text.size() && is_letter(text[at - 1]) && is_letter(text[at + 1]);
}

/// Where the first word that opens a quote between letters does so; else where reading stopped.
std::uint32_t first_apostrophe(const Script& script, const Words& arguments) {
    for (const Word* const each : arguments) {
        const std::size_t at = each->raw.find_first_of("'\"\\`$");
        if (at == each->raw.npos || each->raw[at] != '\'') continue;
        if (is_between_letters(each->raw, at)) {
            return each->at.begin + static_cast<std::uint32_t>(at);
        }
    }
    return script.error->at.begin;
}

/// `echo don't`: with a backslash before it.
std::optional<Repair> escape_apostrophe(const Script& script, const Words& arguments) {
    if (!script.text.substr(script.error->at.begin).starts_with('\'')) return std::nullopt;
    const std::uint32_t at = first_apostrophe(script, arguments);
    if (!is_between_letters(script.text, at)) return std::nullopt;
    Repair made{.causes = {{at, at + 1}},
                .why = "opens a quote, as any apostrophe does",
                .title = "escape the apostrophe",
                .is_certain = false,
                .edits = {{{at, at}, "\\"}}};
    if (!is_readable_with(script, made.edits)) return std::nullopt;
    return made;
}

} // namespace

std::optional<Repair> repair_of(const Script& script, const HasLineEnd& has_line_end) {
    if (!script.error) return std::nullopt;
    Words arguments;
    collect_arguments(script.root, arguments);
    if (auto found = separate_keywords(script, arguments, has_line_end)) return found;
    if (auto found = leave_out_operator(script)) return found;
    return escape_apostrophe(script, arguments);
}

} // namespace dflint::shell
