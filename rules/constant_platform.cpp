// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/platform.h"

#include <vector>

namespace dflint::rules {
static void check(const model::Stage&, Pass&);

extern constexpr Rule constant_platform = rule({
    .name = "constant-platform",
    .summary = "FROM asks for one fixed platform",
    .why =
        R"(Whatever `docker build --platform` asks for, the stage is built for the platform that is
written down: on other machines it runs in an emulator, many times slower, and an image that is said
to be for arm64 holds amd64 programs.

`$BUILDPLATFORM` runs a stage on the builder's own platform. A stage that exists once for each
architecture says so in its name, which is silent here: `FROM --platform=linux/arm64 base AS
base-arm64`.)",
    .bad = "FROM --platform=linux/amd64 debian:12\n",
    .good = "FROM debian:12\n",
    .source = "https://docs.docker.com/reference/build-checks/from-platform-flag-const-disallowed/",
    .group = Group::architecture,
    .also_known_as = {"FromPlatformFlagConstDisallowed", "DL3029"},
    .checks = {check},
});

static void check(const model::Stage& stage, Pass& pass) {
    const dockerfile::Flag* const flag = stage.from->flag("platform");
    if (flag == nullptr || !flag->value) return;
    const model::Build& build = pass.build();
    std::vector<dockerfile::Use> uses;
    const auto value = dockerfile::expand(*flag->value, build.tree.escape, build.globals, &uses);
    if (!uses.empty() || !value.text) return;
    const auto platform = model::read_platform(*value.text);
    if (!platform) return;
    const auto names = [&](const std::string& part) {
        return stage.name.find(part) != stage.name.npos;
    };
    if (names(platform->os) || names(platform->architecture)) return;
    pass.report({.at = flag->value_at,
                 .message = "the stage is built for `" + *value.text +
                            "`, whatever platform the build asks for"});
}
} // namespace dflint::rules
