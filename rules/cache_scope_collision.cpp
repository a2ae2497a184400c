// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/workspace/joint_builds.h"
#include "dflint/workspace/project.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dflint::rules {
static void check(const workspace::Project&, Pass&);

extern constexpr Rule cache_scope_collision = rule({
    .name = "cache-scope-collision",
    .summary = "Two targets of one build export their cache to the same place",
    .why =
        R"(A cache export replaces what was there. Of the targets that write to one scope (GitHub Actions: `buildkit`, unless `scope=` says otherwise), one reference or one directory, the last to finish wins, and the next build of all the others begins without a cache.)",
    .bad =
        "group \"default\" {\n  targets = [\"a\", \"b\"]\n}\n\ntarget \"a\" {\n  cache-to = "
        "[\"type=gha,mode=max\"]\n}\n\ntarget \"b\" {\n  cache-to = [\"type=gha,mode=max\"]\n}\n",
    .good = "group \"default\" {\n  targets = [\"a\", \"b\"]\n}\n\ntarget \"a\" {\n  cache-to = "
            "[\"type=gha,mode=max,scope=a\"]\n}\n\ntarget \"b\" {\n  cache-to = "
            "[\"type=gha,mode=max,scope=b\"]\n}\n",
    .source = "https://docs.docker.com/build/cache/backends/gha/#scope",
    .kind = FileKind::bake_hcl,
    .group = Group::bake,
    .severity = Severity::error,
    .checks = {check},
});

namespace {

/// Where an export goes; "" when that is not known, or nobody else can go there.
std::string place_of(const bake::Value& entry) {
    if (!entry.has_value() || !entry.is_wholly_known()) return "";
    const auto field = [&](std::string_view name) {
        const bake::Value* const found = entry.member(name);
        return found == nullptr ? std::string() : workspace::text_of(*found).value_or("");
    };
    const std::string type = field("type");
    if (type == "gha") {
        const std::string scope = field("scope");
        return "the scope `" + (scope.empty() ? "buildkit" : scope) + "` of GitHub Actions";
    }
    if (type == "registry" && !field("ref").empty()) return "`" + field("ref") + "`";
    if (type == "local" && !field("dest").empty()) return "the directory `" + field("dest") + "`";
    return "";
}

struct Export {
    const workspace::BakeTarget* target;
    bake::Origin at;
};

} // namespace

static void check(const workspace::Project& project, Pass& pass) {
    std::map<std::string, std::vector<Export>> exports;
    for (const workspace::BakeTarget& target : project.targets()) {
        const auto* const cache = target.meaning->attributes.find(bake::AttributeId::cache_to);
        if (cache == nullptr || target.is_abstract) continue;
        for (const bake::Element& each : cache->elements) {
            const std::string place = place_of(each.value);
            if (!place.empty() && each.at.is_written())
                exports[place].push_back({&target, each.at});
        }
    }
    std::optional<workspace::JointBuilds> joint;
    for (const auto& [place, all] : exports) {
        if (all.size() < 2) continue;
        if (!joint) joint.emplace(project.meaning());
        std::set<std::pair<bake::FileIndex, Span>> told;
        for (std::size_t i = 1; i < all.size(); ++i) {
            for (std::size_t k = 0; k < i; ++k) {
                const std::string& a = all[k].target->meaning->name;
                const std::string& b = all[i].target->meaning->name;
                if (a == b || !joint->has_both(a, b)) continue;
                if (!told.insert({all[i].at.file, all[i].at.at}).second) break;
                Diagnostic diagnostic;
                diagnostic.message = "`" + a + "` and `" + b + "` both export their cache to " +
                                     place + ": the last one wins";
                if (!(all[k].at == all[i].at)) {
                    diagnostic.labels = {pass.label(all[k].at, "the export of `" + a + "`")};
                }
                pass.report(all[i].at, std::move(diagnostic));
                break;
            }
        }
    }
}
} // namespace dflint::rules
