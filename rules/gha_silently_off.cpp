// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/workspace/cache_entry.h"
#include "dflint/workspace/joint_builds.h"

#include <algorithm>
#include <set>
#include <string>

namespace dflint::rules {
static void check(const workspace::Project&, Pass&);

extern constexpr Rule gha_silently_off = rule({
    .name = "gha-silently-off",
    .summary = "Cache of GitHub Actions in a build that is also started by hand",
    .why =
        R"(buildx drops `type=gha` without a word where the tokens of GitHub Actions are missing: on a developer's machine, on another CI, and in a workflow step that calls `docker buildx` itself. Whoever starts the build there believes in a cache that is off.)",
    .bad = "target \"default\" {\n  cache-from = [\"type=gha\"]\n  cache-to   = "
           "[\"type=gha,mode=max\"]\n}\n",
    .good = "target \"default\" {\n}\n\ntarget \"ci\" {\n  inherits   = [\"default\"]\n  "
            "cache-from = [\"type=gha\"]\n  cache-to   = [\"type=gha,mode=max\"]\n}\n",
    .source = "https://docs.docker.com/build/cache/backends/gha/#authentication",
    .kind = FileKind::bake_hcl,
    .group = Group::bake,
    .severity = Severity::info,
    // Often meant so: the builder at home has a cache of its own.
    .on_by_default = false,
    .checks = {check},
});

namespace {

using workspace::CacheEntry;

/// What `docker buildx bake` builds when no target is named.
std::set<std::string> default_targets(const workspace::Project& project) {
    const auto& groups = project.meaning().groups;
    const workspace::JointBuilds joint(project.meaning());
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (groups[i].name == "default") return joint.sets()[i];
    }
    return {"default"};
}

/// It stands there as it is: no variable and no condition chooses it.
bool is_fixed(const workspace::Project& project, const workspace::WrittenCache& cache) {
    const auto element = element_at(project.meaning(), cache.at);
    return element && written_fields(*element);
}

/// No other backend helps out.
bool has_only_gha(const workspace::BakeTarget& target, bake::AttributeId id) {
    const auto entries = cache_entries(target, id);
    return std::all_of(entries.begin(), entries.end(),
                       [](const CacheEntry& each) { return each.type == "gha"; });
}

} // namespace

static void check(const workspace::Project& project, Pass& pass) {
    const std::set<std::string> built = default_targets(project);
    for (const auto id : {bake::AttributeId::cache_from, bake::AttributeId::cache_to}) {
        for (const workspace::WrittenCache& each : written_caches(project, id)) {
            const CacheEntry& entry = each.entries.front();
            const bool is_off = entry.type == "gha" &&
                                built.contains(entry.target->meaning->name) &&
                                has_only_gha(*entry.target, id) && is_fixed(project, each);
            if (!is_off) continue;
            // One is enough to know.
            pass.report(each.at, {.at = each.at.at,
                                  .message = "outside of GitHub Actions buildx drops this cache, "
                                             "and `docker buildx bake` builds `" +
                                             entry.target->meaning->name + "` without one"});
            return;
        }
    }
}
} // namespace dflint::rules
