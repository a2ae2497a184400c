// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/stray.h"

#include <string>

namespace dflint::rules {
static void check(const model::Build&, Pass&);

extern constexpr Rule invalid_syntax = rule({
    .name = "invalid-syntax",
    .summary = "Text that BuildKit cannot read as a Dockerfile",
    .why =
        R"(The build stops before its first step. BuildKit names one mistake at a time; here all of
them are listed, and the readable rest of the file is checked as usual.)",
    .bad = "FROM debian:12\nCOPYY app /app\n",
    .good = "FROM debian:12\nCOPY app /app\n",
    .source = "https://docs.docker.com/reference/dockerfile/",
    .group = Group::syntax,
    .severity = Severity::error,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

static void check(const model::Build& build, Pass& pass) {
    const bool is_foreign = model::has_foreign_frontend(build);
    for (const dockerfile::SyntaxError& error : build.tree.errors) {
        if (is_foreign && error.phase != dockerfile::Phase::options) continue;
        const bool is_late = error.phase == dockerfile::Phase::trigger;
        pass.report(
            {.at = error.at,
             .message = (is_late ? "in the build that runs the trigger: " : "") + error.message,
             .fix = error.fix});
    }
}
} // namespace dflint::rules
