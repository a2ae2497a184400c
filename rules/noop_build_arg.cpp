// SPDX-License-Identifier: Apache-2.0
#include "build_arguments.h"
#include "dflint/lint/rule.h"

#include <algorithm>

namespace dflint::rules {
static void check(const workspace::Project&, Pass&);

extern constexpr Rule noop_build_arg = rule({
    .name = "noop-build-arg",
    .summary = "A setting of the client is given as a build argument",
    .why =
        R"(`DOCKER_BUILDKIT`, `BUILDX_BUILDER` and the like are read by the docker client, from its own environment, before a build begins. As a build argument they reach a builder that does not know them: nothing changes, whatever the value.)",
    .bad = "target \"app\" {\n  dockerfile-inline = \"FROM alpine:3\"\n  args = {\n    "
           "DOCKER_BUILDKIT = \"1\"\n  }\n}\n",
    .good = "target \"app\" {\n  dockerfile-inline = \"FROM alpine:3\"\n}\n",
    .source =
        "https://docs.docker.com/build/building/variables/#build-tool-configuration-variables",
    .kind = FileKind::bake_hcl,
    .group = Group::bake,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

static void check(const workspace::Project& project, Pass& pass) {
    for (const WrittenArgument& each : written_arguments(project)) {
        if (!is_client_setting(each.name)) continue;
        const bool is_declared = std::any_of(
            each.targets.begin(), each.targets.end(), [&](const workspace::BakeTarget* target) {
                return target->dockerfile != nullptr &&
                       declares(target->dockerfile->tree, each.name);
            });
        if (is_declared) continue;
        pass.report(each.at, {.at = each.at.at,
                              .message = "`" + each.name +
                                         "` is a setting of the client's environment; as a build "
                                         "argument it does nothing",
                              .fix = remove_argument(project, each)});
    }
}
} // namespace dflint::rules
