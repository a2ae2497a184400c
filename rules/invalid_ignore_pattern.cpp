// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"

namespace dflint::rules {
static void check(const model::IgnoreFile&, Pass&);

extern constexpr Rule invalid_ignore_pattern = rule({
    .name = "invalid-ignore-pattern",
    .summary = "Pattern of a .dockerignore file that stops the build",
    .why =
        R"(One bad pattern fails every build of the context, whatever the Dockerfile says. Some are
found when the file is read; others only once a path is compared with them, so that the build breaks
when somebody adds a file.)",
    .bad = "dist\n*.[ch\n",
    .good = "dist\n*.[ch]\n",
    .source = "https://docs.docker.com/build/concepts/context/#dockerignore-files",
    .kind = FileKind::dockerignore,
    .group = Group::syntax,
    .severity = Severity::error,
    .checks = {check},
});

static void check(const model::IgnoreFile& ignore, Pass& pass) {
    for (const dockerignore::Mistake& each : ignore.tree.mistakes) {
        pass.report({.at = each.at, .message = each.message});
    }
}
} // namespace dflint::rules
