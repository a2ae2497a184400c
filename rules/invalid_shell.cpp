// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"

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
    .checks = {on_run, on_stage},
});

static void report(const model::Script& script, Pass& pass) {
    const shell::SyntaxError& error = *script.tree.error;
    pass.report({.at = script.text.in_file(error.at), .message = error.message});
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
