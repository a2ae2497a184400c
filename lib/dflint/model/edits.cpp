// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/edits.h"

#include "dflint/model/continuation_indent.h"
#include "dflint/model/mentions.h"

#include <algorithm>

namespace dflint::model {

namespace {

/// A first line longer than this is broken behind the flags.
constexpr std::size_t max_line_length = 100;

const Build& build_of(const Run& run) {
    return *run.stage->build;
}

/// Nothing but blanks, line ends, escape characters and `expected` (an operator, may be empty):
/// no comment, no word is lost with these bytes.
bool is_filler(const Build& build, Span gap, std::string_view expected) {
    std::string_view text = build.file.slice(gap);
    const auto skip = [&] {
        while (!text.empty() &&
               (text.front() == ' ' || text.front() == '\t' || text.front() == '\r' ||
                text.front() == '\n' || text.front() == build.tree.escape)) {
            text.remove_prefix(1);
        }
    };
    if (expected == "\n") expected = {};
    skip();
    if (!text.starts_with(expected)) return false;
    text.remove_prefix(expected.size());
    skip();
    return text.empty();
}

/// The bytes from the end of `before` to the end of `at`.
std::optional<Edit> with_gap_before(const Build& build, Span before, Span at,
                                    std::string_view expected) {
    const Span gap{before.end, at.begin};
    if (before.end > at.begin || !is_filler(build, gap, expected)) return std::nullopt;
    return Edit{{before.end, at.end}, ""};
}

/// The bytes from the begin of `at` to the begin of `after`.
std::optional<Edit> with_gap_after(const Build& build, Span at, Span after,
                                   std::string_view expected) {
    const Span gap{at.end, after.begin};
    if (at.end > after.begin || !is_filler(build, gap, expected)) return std::nullopt;
    return Edit{{at.begin, after.begin}, ""};
}

/// `;` and a newline both mean: go on whatever happened.
bool is_unconditional(std::string_view op) {
    return op == ";" || op == "\n";
}

bool is_joinable(std::string_view op) {
    return op == "&&" || is_unconditional(op);
}

/// The whole lines of an instruction; nothing when something else stands on them.
std::optional<Edit> without_lines(const Build& build, const dockerfile::Instruction& instruction) {
    const LineIndex& lines = build.file.lines();
    const std::string_view text = build.file.text();
    const std::uint32_t first = lines.line_of(instruction.at.begin);
    const std::uint32_t last = lines.line_of(std::max(instruction.at.end, 1u) - 1);
    const Span all{lines.begin_of(first), lines.begin_of(last + 1)};
    const std::string_view before = text.substr(all.begin, instruction.at.begin - all.begin);
    if (before.find_first_not_of(" \t") != before.npos) return std::nullopt;
    return Edit{all, ""};
}

bool has_comment_in(const Build& build, Span at) {
    const auto& comments = build.tree.comments;
    const auto next = std::partition_point(comments.begin(), comments.end(), [&](const auto& each) {
        return each.at.end <= at.begin;
    });
    return next != comments.end() && at.overlaps(next->at);
}

} // namespace

std::optional<Edit> without_word(const Command& command, std::uint32_t word) {
    const Build& build = build_of(*command.run);
    const Span at = command.words[word].at;
    // A comment may stand between the lines of a word.
    if (build.file.slice(at).find('\n') != std::string_view::npos) return std::nullopt;
    const Span before = word == 0 ? command.name_word.at : command.words[word - 1].at;
    if (auto edit = with_gap_before(build, before, at, "")) return edit;
    if (word + 1 == command.words.size()) return std::nullopt;
    return with_gap_after(build, at, command.words[word + 1].at, "");
}

std::optional<Edit> without_assignment(const Command& command, const Setting& assignment) {
    // What follows is the next assignment or the first word.
    Span next = command.at;
    for (const Setting& each : command.assignments) {
        if (each.at.begin > assignment.at.begin && each.at.begin < next.begin) next = each.at;
    }
    if (next.begin < assignment.at.end) return std::nullopt; // a word of `env`
    return with_gap_after(build_of(*command.run), assignment.at, next, "");
}

std::optional<Edit> without_command(const Command& command) {
    const Run& run = *command.run;
    const Build& build = build_of(run);
    if (run.parts.size() < 2 || command.part >= run.parts.size()) return std::nullopt;
    const Part& part = run.parts[command.part];
    if (part.node != command.node || part.node->negated || !part.node->redirects.empty()) {
        return std::nullopt;
    }
    const Part* const before = command.part > 0 ? &run.parts[command.part - 1] : nullptr;
    const Part* const after =
        command.part + 1 < run.parts.size() ? &run.parts[command.part + 1] : nullptr;
    const std::string_view op = part.before;
    if (before != nullptr && !is_joinable(op)) return std::nullopt;
    if (after != nullptr && !is_joinable(after->before)) return std::nullopt;
    // Between `a ; x && b` and `a && x ; b` it matters which operator stays: the one that says
    // whether b runs when a fails.
    const bool keep_before = before != nullptr && after != nullptr && is_unconditional(op) &&
                             !is_unconditional(after->before);
    if (before != nullptr && !keep_before) {
        if (auto edit = with_gap_before(build, before->at, part.at, op)) return edit;
        if (after == nullptr || is_unconditional(op) != is_unconditional(after->before)) {
            return std::nullopt;
        }
    }
    return with_gap_after(build, part.at, after->at, after->before);
}

std::optional<Edit> without_binding(const Build& build, const Binding& binding) {
    const dockerfile::Instruction& instruction = build.instructions()[binding.instruction];
    const auto* const pairs = instruction.as<dockerfile::Pairs>();
    if (pairs == nullptr) return std::nullopt;
    if (pairs->pairs.size() == 1) {
        const bool has_comment = instruction.comments_begin != instruction.comments_end ||
                                 has_comment_in(build, instruction.at);
        if (has_comment) return std::nullopt;
        return without_lines(build, instruction);
    }
    const auto index = static_cast<std::size_t>(binding.pair - pairs->pairs.data());
    if (index >= pairs->pairs.size()) return std::nullopt;
    if (index > 0) {
        return with_gap_before(build, pairs->pairs[index - 1].at, binding.pair->at, "");
    }
    return with_gap_after(build, binding.pair->at, pairs->pairs[1].at, "");
}

namespace {

/// The blanks before the flag when it begins a line; nothing when it does not.
std::optional<std::string_view> indent_of(const Build& build, Span flag) {
    const std::string_view text = build.file.text();
    const LineIndex& lines = build.file.lines();
    const std::uint32_t begin = lines.begin_of(lines.line_of(flag.begin));
    const std::string_view before = text.substr(begin, flag.begin - begin);
    if (before.find_first_not_of(" \t") != before.npos) return std::nullopt;
    return before;
}

} // namespace

Edit with_flags(const Run& run, const std::vector<std::string>& flags) {
    const Build& build = build_of(run);
    const dockerfile::Instruction& instruction = *run.instruction;
    const auto& present = instruction.flags;
    const std::uint32_t at = present.empty() ? run.keyword_at().end : present.back().at.end;
    std::string joined;
    for (const std::string& flag : flags) joined += " " + flag;
    const std::string_view rest = build.file.text().substr(at);
    const std::size_t blanks = std::min(rest.find_first_not_of(" \t"), rest.size());
    const bool breaks_already = blanks < rest.size() && rest[blanks] == build.tree.escape;
    const bool is_one_line = instruction.first_line == instruction.last_line;
    const LineIndex& lines = build.file.lines();
    const Span line = lines.line(lines.line_of(at), build.file.text());
    const bool fits = line.size() + joined.size() <= max_line_length;
    const bool is_first = present.empty() && breaks_already;
    // Behind the keyword's own blanks, which may line up with those of other instructions.
    const std::uint32_t command = at + static_cast<std::uint32_t>(blanks);
    if (is_first || !instruction.heredocs.empty() || (is_one_line && fits)) {
        if (is_first || !present.empty()) return {{at, at}, joined};
        return {{command, command}, joined.substr(1) + " "};
    }
    // A list of commands over several lines starts on a line of its own.
    std::string next_line = std::string(" ") + build.tree.escape + "\n";
    const auto indent = present.empty() ? std::nullopt : indent_of(build, present.back().at);
    next_line += indent ? *indent : build.fact<ContinuationIndent>().of(instruction);
    std::string broken;
    if (present.empty()) {
        for (const std::string& flag : flags) broken += flag + next_line;
        return {{command, command}, std::move(broken)};
    }
    for (const std::string& flag : flags) broken += next_line + flag;
    if (breaks_already) return {{at, at}, std::move(broken)};
    return {{at, command}, broken + next_line};
}

Edit with_line_before(const Build& build, const dockerfile::Instruction& instruction,
                      std::string_view line) {
    const LineIndex& lines = build.file.lines();
    const std::uint32_t keyword_line = lines.line_of(instruction.keyword_at.begin);
    // A blank line between detaches a comment: it then speaks about more than this instruction.
    std::uint32_t first = keyword_line;
    for (std::uint32_t i = instruction.comments_end; i-- > instruction.comments_begin;) {
        if (lines.line_of(build.tree.comments[i].at.begin) + 1 != first) break;
        --first;
    }
    const std::uint32_t keyword_begin = lines.begin_of(keyword_line);
    const std::string_view indent =
        build.file.text().substr(keyword_begin, instruction.keyword_at.begin - keyword_begin);
    const std::uint32_t begin = lines.begin_of(first);
    return {{begin, begin}, std::string(indent) + std::string(line) + "\n"};
}

Edit with_declaration(const Stage& stage, std::string_view argument, std::uint32_t use) {
    const Build& build = *stage.build;
    const std::uint32_t first = std::min(build.fact<FirstMentions>().of(stage, argument), use);
    return with_line_before(build, build.instructions()[first], "ARG " + std::string(argument));
}

} // namespace dflint::model
