// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"

namespace dflint::rules {
// No check: only the pipeline knows in the end what an ignore comment was good for.
extern constexpr Rule unused_ignore = rule({
    .name = "unused-ignore",
    .summary = "`# dflint ignore=` comment that silences nothing",
    .why = R"(The comment says that something here is wrong on purpose. When that is no longer true,
or when the name is misspelt, it misleads readers, and it will hide the next real mistake.

Reported as well is what looks like such a comment and is none: `# dflint ignore RULE`, `# dflint: ignore=RULE`, `# dflint disable=RULE`, the same for hadolint, and `# check: skip=`.

Names in comments for other linters are left alone, as are names of rules that are switched off.)",
    .bad = "FROM debian:12\n# dflint ignore=invalid-shell\nRUN true\n",
    .good = "FROM debian:12\nRUN true\n",
    .group = Group::correctness,
    .severity = Severity::info,
    .fixable = Fixable::sometimes,
});
} // namespace dflint::rules
