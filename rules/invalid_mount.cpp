// SPDX-License-Identifier: Apache-2.0
#include "invalid_mount.h"
#include "dflint/lint/rule.h"

namespace dflint::rules {
static void check(const model::Run&, Pass&);

extern constexpr Rule invalid_mount = rule({
    .name = "invalid-mount",
    .summary = "RUN --mount that BuildKit refuses or takes for something else",
    .why =
        R"(What stands in `--mount=` is read when BuildKit comes to the RUN: an unknown key, a key that the
type has not got, a value that is no number fails the build there, after the layers before it. The
type counts from where it stands: `required` before `type=secret` is that of a bind mount.

A blank ends the mount: the rest, on the same line or the next one, belongs to the command.)",
    .bad = "FROM debian:12\nRUN --mount=type=cache,dest=/var/cache/apt apt-get update\n",
    .good = "FROM debian:12\nRUN --mount=type=cache,dst=/var/cache/apt apt-get update\n",
    .source = "https://docs.docker.com/reference/dockerfile/#run---mount",
    .severity = Severity::error,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

static void check(const model::Run& run, Pass& pass) {
    for (const model::Mount& mount : run.mounts) {
        if (mount.flag == nullptr || !mount.flag->value) continue;
        const auto split = dockerfile::split_mount(*mount.flag->value);
        if (!split.error.empty()) continue; // told by the syntax
        const MountPlaces places{*run.instruction, *mount.flag};
        const MountMeaning meaning = check_fields(split.fields, run, places, pass);
        if (meaning.type) check_whole(meaning, run, places, pass);
    }
}
} // namespace dflint::rules
