// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/syntax/dockerfile/keyword.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace dflint::rules {
static void check(const dockerfile::Instruction&, Pass&);

extern constexpr Rule shell_operator_in_copy = rule({
    .name = "shell-operator-in-copy",
    .summary = "Shell operator among the paths of COPY or ADD",
    .why =
        R"(No shell reads the arguments of COPY and ADD: `2>/dev/null`, `||` and what follows them are names of
files, which are not there, and every build stops.

A file that need not be there is matched by a pattern: `COPY setup.cf[g] ./` copies nothing when there
is none, as long as another source of the instruction exists.)",
    .bad = "FROM debian:12\nCOPY setup.py setup.cfg /app/ 2>/dev/null || true\n",
    .good = "FROM debian:12\nCOPY setup.py setup.cf[g] /app/\n",
    .source = "https://docs.docker.com/reference/dockerfile/#copy",
    .group = Group::correctness,
    .severity = Severity::error,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using dockerfile::Instruction;
using dockerfile::Keyword;
using dockerfile::Word;

/// `>x`, `2>/dev/null`, `2>&1`, `&>x`.
bool is_redirect(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of("0123456789&"), text.size()));
    return text.starts_with('>');
}

bool is_operator(const Word& word) {
    const std::string_view text = word.text;
    return text == "||" || text == "&&" || text == "|" || text == ";" || is_redirect(text);
}

/// What only keeps a missing file from being an error: `2>/dev/null`, `|| true`, `|| :`.
bool only_ignores_failure(std::span<const Word> words) {
    const auto end = std::find_if_not(words.begin(), words.end(),
                                      [](const Word& word) { return is_redirect(word.text); });
    if (end == words.end()) return true;
    return words.end() - end == 2 && end->text == "||" &&
           (end[1].text == "true" || end[1].text == ":");
}

std::optional<Fix> fix_for(const Instruction& instruction, std::span<const Word> words,
                           std::size_t first) {
    if (first < 2 || !only_ignores_failure(words.subspan(first))) return std::nullopt;
    const Span text{words[first - 1].logical.end, words.back().logical.end};
    if (!instruction.text.is_contiguous(text)) return std::nullopt;
    return Fix{.title = "remove what is meant for a shell",
               .applicability = Applicability::unsafe, // the file may have to be optional
               .edits = {{instruction.text.in_file(text), ""}}};
}

} // namespace

static void check(const Instruction& instruction, Pass& pass) {
    if (instruction.keyword != Keyword::copy && instruction.keyword != Keyword::add) return;
    const auto* const list = instruction.as<dockerfile::Words>();
    if (list == nullptr || list->json || !instruction.heredocs.empty()) return;
    const auto found = std::find_if(list->words.begin(), list->words.end(), is_operator);
    if (found == list->words.end()) return;
    const auto first = static_cast<std::size_t>(found - list->words.begin());
    pass.report({.at = found->at,
                 .message = "`" + std::string(found->text) + "` is a path here: no shell reads " +
                            std::string(dockerfile::written_keyword(instruction)),
                 .fix = fix_for(instruction, list->words, first)});
}
} // namespace dflint::rules
