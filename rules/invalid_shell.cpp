// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"

namespace dflint::rules {
static void check(const model::Run&, Pass&);

extern constexpr Rule invalid_shell = rule({
    .name = "invalid-shell",
    .summary = "RUN with a command text that the shell cannot read",
    .why = R"(The shell reads the whole text before it runs the first command of it, so the step
fails at once: an unclosed quote, a missing `fi` or `done`, an operator without a command.

Continued lines are joined to one line first. That turns a line break that separated two commands
of a script into a blank, and a `;` or `&&` is missing there.)",
    .bad = "FROM debian:12\nRUN if [ -f /etc/hosts ]; then cat /etc/hosts\n",
    .good = "FROM debian:12\nRUN if [ -f /etc/hosts ]; then cat /etc/hosts; fi\n",
    .source = "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html",
    .group = Group::syntax,
    .severity = Severity::error,
    .checks = {check},
});

static void check(const model::Run& run, Pass& pass) {
    if (run.error == nullptr) return;
    for (const auto& script : run.scripts) {
        if (!script->tree.error || &*script->tree.error != run.error) continue;
        pass.report({.at = script->text.in_file(run.error->at), .message = run.error->message});
    }
}
} // namespace dflint::rules
