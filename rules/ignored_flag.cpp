// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/source/ascii.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>

namespace dflint::rules {
static void check(const dockerfile::Instruction&, Pass&);

extern constexpr Rule ignored_flag = rule({
    .name = "ignored-flag",
    .summary = "Flag that BuildKit swallows or takes for something else",
    .why =
        R"(ARG, STOPSIGNAL and HEALTHCHECK NONE take no flags, and BuildKit never looks at those it finds there:
a misspelt or misplaced one has no effect and gives no error. Behind the first path of COPY and ADD, and
behind the CMD of HEALTHCHECK, a flag is a path or the command.)",
    .bad = "FROM debian:12\nHEALTHCHECK --interval=5m NONE\n",
    .good = "FROM debian:12\nHEALTHCHECK NONE\n",
    .source = "https://docs.docker.com/reference/dockerfile/#healthcheck",
    .group = Group::syntax,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using dockerfile::Instruction;
using dockerfile::Keyword;
using dockerfile::Word;

bool swallows_flags(const Instruction& instruction) {
    if (instruction.keyword == Keyword::arg || instruction.keyword == Keyword::stopsignal) {
        return true;
    }
    const auto* health = instruction.as<dockerfile::Healthcheck>();
    return health != nullptr && ascii::equals_ignoring_case(health->type.text, "none");
}

void judge_swallowed(const Instruction& instruction, Pass& pass) {
    const SourceFile& file = pass.build().file;
    for (const dockerfile::Flag& flag : instruction.flags) {
        Span cut = flag.at;
        while (file.text()[cut.end] == ' ' || file.text()[cut.end] == '\t') ++cut.end;
        const std::string written(file.slice(flag.at));
        Diagnostic made{.at = flag.at,
                        .message = "`" + written + "` has no effect here: BuildKit swallows it"};
        if (cut.end > flag.at.end &&
            file.lines().line_of(flag.at.begin) == file.lines().line_of(cut.end)) {
            made.fix = Fix{.title = "remove the flag",
                           .applicability = Applicability::safe,
                           .edits = {{cut, ""}}};
        }
        pass.report(std::move(made));
    }
}

constexpr std::string_view copy_flags[] = {"from", "chown", "chmod", "link", "parents", "exclude"};
constexpr std::string_view add_flags[] = {"chown",    "chmod",  "link",   "keep-git-dir",
                                          "checksum", "unpack", "exclude"};
constexpr std::string_view health_flags[] = {"interval", "timeout", "start-period",
                                             "start-interval", "retries"};

bool is_flag(std::string_view word, std::span<const std::string_view> names) {
    if (!word.starts_with("--")) return false;
    const std::string_view name = word.substr(2, word.find('=') - 2);
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// `COPY -- --from a b`: the flags are ended by intent.
bool has_end_of_flags(const Instruction& instruction) {
    const std::string_view before = instruction.text.text().substr(0, instruction.arguments.begin);
    const std::size_t end = before.find_last_not_of(" \t");
    return end != before.npos && end >= 2 && before.substr(end - 1, 2) == "--" &&
           (before[end - 2] == ' ' || before[end - 2] == '\t');
}

/// The words in one line, the flag before them. Unsafe: other files get into the image.
std::optional<Fix> move_to_front(std::span<const Word> words, const Word& flag,
                                 const SourceFile& file) {
    const Span whole{words.front().at.begin, words.back().at.end};
    const LineIndex& lines = file.lines();
    const bool is_one_line = lines.line_of(whole.begin) == lines.line_of(whole.end);
    if (!is_one_line || words.size() < 3 || flag.at.size() != flag.text.size()) return std::nullopt;
    std::string text(flag.text);
    for (const Word& each : words) {
        if (&each != &flag) text.append(" ").append(file.slice(each.at));
    }
    return Fix{.title = "move the flag before the paths",
               .applicability = Applicability::unsafe,
               .edits = {{whole, std::move(text)}}};
}

void judge_paths(const Instruction& instruction, std::span<const std::string_view> names,
                 Pass& pass) {
    const auto* const list = instruction.as<dockerfile::Words>();
    if (list == nullptr || list->json || has_end_of_flags(instruction)) return;
    for (const Word& word : list->words) {
        if (!is_flag(word.text, names)) continue;
        pass.report({.at = word.at,
                     .message = "`" + std::string(word.text) +
                                "` is a path here: flags stand before the paths",
                     .fix = move_to_front(list->words, word, pass.build().file)});
    }
}

void judge_health(const Instruction& instruction, Pass& pass) {
    const auto* const health = instruction.as<dockerfile::Healthcheck>();
    if (health == nullptr || health->command.json) return;
    const Word& shell = health->command.shell;
    const std::string_view first = shell.text.substr(0, shell.text.find_first_of(" \t"));
    if (!is_flag(first, health_flags)) return;
    const Span word{shell.logical.begin,
                    shell.logical.begin + static_cast<std::uint32_t>(first.size())};
    pass.report(
        {.at = instruction.text.in_file(word),
         .message = "`" + std::string(first) + "` is the command here: flags stand before CMD"});
}

} // namespace

static void check(const Instruction& instruction, Pass& pass) {
    switch (instruction.keyword) {
    case Keyword::copy:
        return judge_paths(instruction, copy_flags, pass);
    case Keyword::add:
        return judge_paths(instruction, add_flags, pass);
    default:
        break;
    }
    if (swallows_flags(instruction)) return judge_swallowed(instruction, pass);
    if (instruction.keyword == Keyword::healthcheck) judge_health(instruction, pass);
}
} // namespace dflint::rules
