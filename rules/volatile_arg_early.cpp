// SPDX-License-Identifier: Apache-2.0
#include "volatile_argument.h"

#include "dflint/lint/rule.h"

#include <algorithm>

namespace dflint::rules {

static void check(const model::Stage&, Pass&);

extern constexpr Rule volatile_arg_early = rule({
    .name = "volatile-arg-early",
    .summary = "A build argument that changes with every build is declared before an expensive RUN",
    .why =
        R"(BuildKit puts every declared ARG into the cache key of each RUN after it, used or not. A commit hash
or a build date is new every time, so no RUN below it is ever taken from the cache.

Declare it where it is first needed, as low as possible.)",
    .bad = "FROM debian:12\nARG GIT_SHA\nRUN apt-get update && apt-get install -y curl\n"
           "LABEL revision=$GIT_SHA\n",
    .good = "FROM debian:12\nRUN apt-get update && apt-get install -y curl\nARG GIT_SHA\n"
            "LABEL revision=$GIT_SHA\n",
    .source = "https://docs.docker.com/reference/dockerfile/#impact-on-build-caching",
    .group = Group::caching,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using dockerfile::Instruction;
using dockerfile::Keyword;
using model::Command;
using model::Run;

/// The command that makes repeating the run costly: an install or a download.
const Command* expensive_command(const Run& run) {
    for (const model::Install& install : run.installs) {
        if (!install.is_offline) return install.command;
    }
    for (const Command& command : run.commands) {
        if (command.is_one_of({"wget", "curl"})) return &command;
        if (command.is("git") && command.verb_in({"clone"})) return &command;
    }
    return nullptr;
}

/// How far the declaration could move down, and what it makes expensive until then.
struct Finding {
    std::uint32_t last_run = 0; ///< index of the last expensive RUN that does not use it
    std::vector<const Command*> repeated;
    std::vector<std::uint32_t> followers; ///< LABEL and ENV before `last_run` that use it
};

/// Names that get the value by ENV are followed up to here.
constexpr std::size_t most_names = 64;

bool declares(const Instruction& instruction, std::string_view name) {
    const auto* const pairs = instruction.as<dockerfile::Pairs>();
    return instruction.keyword == Keyword::arg && pairs != nullptr &&
           std::any_of(pairs->pairs.begin(), pairs->pairs.end(),
                       [&](const dockerfile::Pair& pair) { return pair.key.text == name; });
}

Finding look_below(const model::Stage& stage, std::uint32_t declared, std::string_view name) {
    Finding finding;
    std::vector<std::string_view> names = {name};
    std::vector<std::uint32_t> followers;
    const auto& instructions = stage.build->instructions();
    for (std::uint32_t i = declared + 1; i < stage.last; ++i) {
        const Instruction& instruction = instructions[i];
        if (declares(instruction, name) || names.size() > most_names) break;
        const bool uses = mentions_any(stage.build->file, instruction, names);
        if (instruction.keyword == Keyword::env || instruction.keyword == Keyword::label) {
            if (!uses) continue;
            followers.push_back(i);
            const auto* const pairs = instruction.as<dockerfile::Pairs>();
            if (instruction.keyword == Keyword::env && pairs != nullptr) {
                for (const dockerfile::Pair& pair : pairs->pairs) names.push_back(pair.key.text);
            }
            continue;
        }
        if (uses) break;
        if (instruction.keyword != Keyword::run) continue;
        const Run* const run = stage.run_at(i);
        if (run == nullptr) continue;
        if (may_read_variables(*run)) break; // compilers and scripts see it without naming it
        const Command* const command = expensive_command(*run);
        if (command == nullptr) continue;
        finding.last_run = i;
        finding.repeated.push_back(command);
        finding.followers = followers;
    }
    return finding;
}

/// Whole lines of an instruction, with the line end; of two blank lines around it one goes along.
Span lines_of(const SourceFile& file, const Instruction& instruction) {
    const LineIndex& lines = file.lines();
    const auto is_blank = [&](std::uint32_t number) {
        return number >= 1 && number < lines.line_count() &&
               lines.line(number, file.text()).empty();
    };
    const std::uint32_t after = instruction.last_line + 1;
    const bool leaves_two = is_blank(instruction.first_line - 1) && is_blank(after);
    return {lines.begin_of(instruction.first_line), lines.begin_of(leaves_two ? after + 1 : after)};
}

std::optional<Fix> move_down(const model::Stage& stage, std::uint32_t declared,
                             const Finding& finding) {
    const SourceFile& file = stage.build->file;
    const auto& instructions = stage.build->instructions();
    if (stage.has_children()) return std::nullopt; // they inherit it
    std::vector<std::uint32_t> moved = {declared};
    moved.insert(moved.end(), finding.followers.begin(), finding.followers.end());
    Fix fix{.title = "declare it after the last expensive RUN that does not need it",
            .applicability = Applicability::safe,
            .edits = {}};
    std::string text;
    for (const std::uint32_t index : moved) {
        const Instruction& instruction = instructions[index];
        const auto* const pairs = instruction.as<dockerfile::Pairs>();
        const bool is_whole = pairs != nullptr && pairs->pairs.size() == 1;
        // Comments above it would stay behind, and with them what they say.
        if (!is_whole || instruction.comments_begin != instruction.comments_end)
            return std::nullopt;
        if (instruction.keyword == Keyword::env) fix.applicability = Applicability::unsafe;
        fix.edits.push_back({lines_of(file, instruction), ""});
        text += "\n" + std::string(file.slice(instruction.at));
    }
    const std::uint32_t after = instructions[finding.last_run].at.end;
    fix.edits.push_back({{after, after}, std::move(text)});
    return fix;
}

} // namespace

static void check(const model::Stage& stage, Pass& pass) {
    if (!stage.is_used) return;
    for (const model::Binding& binding : stage.bindings) {
        if (binding.is_env || !is_volatile(binding)) continue;
        const Finding finding = look_below(stage, binding.instruction, binding.name);
        if (finding.repeated.empty()) continue;
        std::vector<Label> labels;
        for (const Command* command : finding.repeated) {
            labels.push_back({command->at, "repeated by every build"});
        }
        pass.report({
            .at = binding.pair->key.at,
            .message = "`" + std::string(binding.name) + "` is new in every build: `" +
                       model::as_written(*finding.repeated.front()) + "` below it is never cached",
            .labels = std::move(labels),
            .fix = move_down(stage, binding.instruction, finding),
        });
    }
}

} // namespace dflint::rules
