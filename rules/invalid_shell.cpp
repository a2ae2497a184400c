// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/syntax/shell/repairs.h"

#include <string>
#include <string_view>
#include <utility>

namespace dflint::rules {
static void on_run(const model::Run&, Pass&);
static void on_stage(const model::Stage&, Pass&);

extern constexpr Rule invalid_shell = rule({
    .name = "invalid-shell",
    .summary = "Command text that the shell cannot read",
    .why =
        R"(The shell reads the whole text before it runs the first command of it, so a RUN fails at
once: an unclosed quote, a missing `fi` or `done`, an operator without a command. CMD, ENTRYPOINT and
HEALTHCHECK build without a complaint; their containers do not start or never get healthy. The text
of `sh -c` and of a heredoc given to a shell is read as well.

Continued lines are joined to one line first. That turns a line break that separated two commands
of a script into a blank, and a `;` or `&&` is missing there. Such a keyword among the arguments, an
operator too many and an apostrophe are shown and mended, when the shell reads the whole text then.)",
    .bad = "FROM debian:12\nRUN if [ -f /etc/hosts ]; then cat /etc/hosts\n",
    .good = "FROM debian:12\nRUN if [ -f /etc/hosts ]; then cat /etc/hosts; fi\n",
    .source = "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html",
    .group = Group::syntax,
    .severity = Severity::error,
    .fixable = Fixable::sometimes,
    .checks = {on_run, on_stage},
});

/// Where an edit of the script goes in the file: what it inserts stays with the text before it.
static Span in_file(const LogicalText& text, Span at) {
    if (!at.empty() || at.begin == 0) return text.in_file(at);
    const std::uint32_t end = text.in_file({at.begin - 1, at.begin}).end;
    return {end, end};
}

static bool is_exec_form(const dockerfile::Instruction& instruction) {
    if (const auto* const health = instruction.as<dockerfile::Healthcheck>()) {
        return health->command.json;
    }
    const auto* const command = instruction.as<dockerfile::Command>();
    return command != nullptr && command->json;
}

static std::string in_json(std::string_view text) {
    std::string out;
    for (const char c : text) out.append(c == '\\' ? 1 : 0, '\\').append(1, c);
    return out;
}

/// Shows the mistake, where it is a known one, and mends it.
static void explain(const model::Script& script, const dockerfile::Instruction& instruction,
                    std::string_view file, Diagnostic& out) {
    const auto has_line_end = [&](Span gap) {
        const std::uint32_t begin = in_file(script.text, {gap.begin, gap.begin}).begin;
        const std::uint32_t end = script.text.in_file(gap.end);
        return file.substr(begin, end - begin).find('\n') != std::string_view::npos;
    };
    auto repair = shell::repair_of(script.tree, has_line_end);
    if (!repair) return;
    for (const Span cause : repair->causes) {
        out.labels.push_back({script.text.in_file(cause),
                              out.labels.empty() ? std::string(repair->why) : "the same"});
    }
    for (Edit& each : repair->edits) {
        each.at = in_file(script.text, each.at);
        if (is_exec_form(instruction)) each.text = in_json(each.text);
    }
    out.fix = Fix{.title = std::move(repair->title),
                  .applicability = repair->is_certain ? Applicability::safe : Applicability::unsafe,
                  .edits = std::move(repair->edits)};
}

static void report(const model::Script& script, const dockerfile::Instruction& instruction,
                   Pass& pass) {
    const shell::SyntaxError& error = *script.tree.error;
    Diagnostic made{.at = script.text.in_file(error.at), .message = error.message};
    explain(script, instruction, pass.build().file.text(), made);
    pass.report(std::move(made));
}

static void on_run(const model::Run& run, Pass& pass) {
    for (const auto& script : run.scripts) {
        if (script->tree.error && &*script->tree.error == run.error)
            report(*script, *run.instruction, pass);
    }
}

static void on_stage(const model::Stage& stage, Pass& pass) {
    for (const model::ContainerCommand& each : stage.container_commands) {
        if (each.script && each.script->tree.error) report(*each.script, *each.instruction, pass);
    }
}
} // namespace dflint::rules
