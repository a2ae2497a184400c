// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/entries.h"
#include "dflint/lint/rule.h"
#include "dflint/workspace/project.h"

#include <string>
#include <utility>

namespace dflint::rules {
static void check(const workspace::BakeTarget&, Pass&);

extern constexpr Rule multi_platform_load = rule({
    .name = "multi-platform-load",
    .summary = "Images for several platforms in a form that has room for one",
    .why =
        R"(`type=docker` is the format of `docker load`: one image, for one machine. With several platforms buildx ends with `docker exporter does not currently support exporting manifest lists`, unless the daemon keeps its images in containerd; into a file it never works. `type=oci` and `type=registry` take all platforms.

For a try on one's own machine, a target that inherits and names one platform is enough.)",
    .bad = "target \"default\" {\n  output = [\"type=docker\"]\n  platforms = [\"linux/amd64\", "
           "\"linux/arm64\"]\n}\n",
    .good = "target \"default\" {\n  output = [\"type=registry\"]\n  tags = "
            "[\"registry.example.com/app:1\"]\n  platforms = [\"linux/amd64\", "
            "\"linux/arm64\"]\n}\n",
    .source = "https://docs.docker.com/build/exporters/oci-docker/",
    .kind = FileKind::bake_hcl,
    .group = Group::bake,
    .checks = {check},
});

static void check(const workspace::BakeTarget& target, Pass& pass) {
    const auto* const output = target.meaning->attributes.find(bake::AttributeId::output);
    const std::size_t count = target.invocation.platforms.size();
    if (output == nullptr || target.is_abstract || count < 2) return;
    for (const bake::Element& each : output->elements) {
        if (bake::entry_field(each.value, "type") != "docker") continue;
        std::string message = "`" + target.meaning->name + "` is built for " +
                              std::to_string(count) + " platforms, and ";
        if (!each.value.is_wholly_known() || each.value.member("dest") == nullptr) {
            message += "only a daemon with the containerd image store loads more than one";
            pass.report(each.at, {.at = each.at.at, .message = std::move(message)});
        } else {
            message += "a file of `type=docker` has room for one: `type=oci` takes them all";
            pass.report(Severity::error, each.at,
                        {.at = each.at.at, .message = std::move(message)});
        }
    }
}
} // namespace dflint::rules
