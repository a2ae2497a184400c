// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/syntax/shell/unseparated.h"

#include <algorithm>
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
of a script into a blank, and a `;` or `&&` is missing there.)",
    .bad = "FROM debian:12\nRUN if [ -f /etc/hosts ]; then cat /etc/hosts\n",
    .good = "FROM debian:12\nRUN if [ -f /etc/hosts ]; then cat /etc/hosts; fi\n",
    .source = "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html",
    .group = Group::syntax,
    .severity = Severity::error,
    .fixable = Fixable::sometimes,
    .checks = {on_run, on_stage},
});

/// Shows the keywords that became arguments, when that is the mistake, and separates them.
static void explain_keywords(const model::Script& script, std::string_view file, Diagnostic& out) {
    const auto begins_line = [&](const shell::UnseparatedKeyword& each) {
        const std::uint32_t end = script.text.in_file(each.at).begin;
        const std::uint32_t begin = script.text.in_file({each.separator - 1, each.separator}).end;
        return file.substr(begin, end - begin).find('\n') != std::string_view::npos;
    };
    const auto keywords = shell::unseparated_keywords(script.tree, begins_line);
    if (keywords.empty()) return;
    // On a line of its own it has no second reading.
    const bool is_certain = std::all_of(keywords.begin(), keywords.end(), begins_line);
    Fix fix{.title = "end the command before it with `;`",
            .applicability = is_certain ? Applicability::safe : Applicability::unsafe,
            .edits = {}};
    for (const shell::UnseparatedKeyword& each : keywords) {
        const bool is_first = out.labels.empty();
        out.labels.push_back(
            {script.text.in_file(each.at),
             is_first ? "is an argument, as no `;` stands before it" : "the same"});
        const std::uint32_t end = script.text.in_file({each.separator - 1, each.separator}).end;
        fix.edits.push_back({{end, end}, ";"});
    }
    out.fix = std::move(fix);
}

static void report(const model::Script& script, Pass& pass) {
    const shell::SyntaxError& error = *script.tree.error;
    Diagnostic made{.at = script.text.in_file(error.at), .message = error.message};
    explain_keywords(script, pass.build().file.text(), made);
    pass.report(std::move(made));
}

static void on_run(const model::Run& run, Pass& pass) {
    for (const auto& script : run.scripts) {
        if (script->tree.error && &*script->tree.error == run.error) report(*script, pass);
    }
}

static void on_stage(const model::Stage& stage, Pass& pass) {
    for (const model::ContainerCommand& each : stage.container_commands) {
        if (each.script && each.script->tree.error) report(*each.script, pass);
    }
}
} // namespace dflint::rules
