// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"

#include <string>

namespace dflint::rules {
static void check(const model::Stage&, Pass&);

extern constexpr Rule reserved_stage_name = rule({
    .name = "reserved-stage-name",
    .summary = "Stage called `scratch` or `context`",
    .why =
        R"(Both names have a meaning of their own: `scratch` is the empty base image, `context` the files
that are sent to the build. A later `FROM scratch` or `--from=context` does not say which one it means.)",
    .bad = "FROM debian:12 AS scratch\n",
    .good = "FROM debian:12 AS base\n",
    .source = "https://docs.docker.com/reference/build-checks/reserved-stage-name/",
    .group = Group::correctness,
    .severity = Severity::warning,
    .also_known_as = {"ReservedStageName", "DL3063"},
    .checks = {check},
});

static void check(const model::Stage& stage, Pass& pass) {
    if (stage.name != "scratch" && stage.name != "context") return;
    const auto* const from = stage.from->as<dockerfile::From>();
    if (from == nullptr || !from->name) return;
    pass.report(
        {.at = from->name->at, .message = "`" + stage.name + "` is a reserved name of BuildKit"});
}
} // namespace dflint::rules
