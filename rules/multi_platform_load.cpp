// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/entries.h"
#include "dflint/lint/rule.h"
#include "dflint/workspace/project.h"
#include "targets_at.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::rules {
static void check(const workspace::Project&, Pass&);

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

namespace {

/// "3 platforms", when that is so for all of them.
std::string platforms_of(const std::vector<const workspace::BakeTarget*>& targets) {
    const std::size_t count = targets.front()->invocation.platforms.size();
    const bool is_same =
        std::all_of(targets.begin(), targets.end(), [&](const workspace::BakeTarget* each) {
            return each->invocation.platforms.size() == count;
        });
    return (is_same ? std::to_string(count) : "several") + " platforms";
}

std::string message_for(const std::vector<const workspace::BakeTarget*>& targets,
                        std::string_view cause) {
    return names_of(targets) + (targets.size() == 1 ? " is" : " are") + " built for " +
           platforms_of(targets) + ", and " + std::string(cause);
}

void report(const TargetsAt& found, Severity severity, std::string_view cause, Pass& pass) {
    for (const auto& [place, targets] : found) {
        const auto& [file, at] = place;
        pass.report(severity, {file, at}, {.at = at, .message = message_for(targets, cause)});
    }
}

} // namespace

static void check(const workspace::Project& project, Pass& pass) {
    TargetsAt loaded;
    TargetsAt saved;
    for (const workspace::BakeTarget& target : project.targets()) {
        const auto* const output = target.meaning->attributes.find(bake::AttributeId::output);
        if (output == nullptr || target.is_abstract) continue;
        if (target.invocation.platforms.size() < 2) continue;
        for (const bake::Element& each : output->elements) {
            if (bake::entry_field(each.value, "type") != "docker" || !each.at.is_written())
                continue;
            const bool is_loaded =
                !each.value.is_wholly_known() || each.value.member("dest") == nullptr;
            (is_loaded ? loaded : saved)[{each.at.file, each.at.at}].push_back(&target);
        }
    }
    report(loaded, Severity::warning,
           "only a daemon with the containerd image store loads more than one", pass);
    report(saved, Severity::error,
           "a file of `type=docker` has room for one: `type=oci` takes them all", pass);
}
} // namespace dflint::rules
