// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/workspace/cache_entry.h"
#include "dflint/workspace/joint_builds.h"
#include "own_cache_scope.h"

#include <algorithm>
#include <array>
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
    .bad = "group \"default\" {\n  targets = [\"a\", \"b\"]\n}\n\ntarget \"a\" {\n  cache-to = "
           "[\"type=gha,mode=max\"]\n}\n\ntarget \"b\" {\n  context = \"b\"\n  cache-to = "
           "[\"type=gha,mode=max\"]\n}\n",
    .good = "group \"default\" {\n  targets = [\"a\", \"b\"]\n}\n\ntarget \"a\" {\n  cache-to = "
            "[\"type=gha,mode=max\"]\n}\n\ntarget \"b\" {\n  context = \"b\"\n  cache-to = "
            "[\"type=gha,mode=max,scope=b\"]\n}\n",
    .source = "https://docs.docker.com/build/cache/backends/gha/#scope",
    .kind = FileKind::bake_hcl,
    .group = Group::bake,
    .severity = Severity::error,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using bake::AttributeId;
using workspace::BakeTarget;

struct Export {
    const BakeTarget* target;
    bake::Origin at;
};

bool is_equal(const bake::Attribute* a, const bake::Attribute* b) {
    if (a == nullptr || b == nullptr) return a == b;
    return a->value == b->value &&
           std::equal(a->elements.begin(), a->elements.end(), b->elements.begin(),
                      b->elements.end(), [](const bake::Element& one, const bake::Element& other) {
                          return one.key == other.key && one.value == other.value;
                      });
}

/// One image under two names: whose cache is kept does not matter.
bool builds_the_same(const BakeTarget& a, const BakeTarget& b) {
    static constexpr std::array ids{AttributeId::context,    AttributeId::contexts,
                                    AttributeId::dockerfile, AttributeId::dockerfile_inline,
                                    AttributeId::args,       AttributeId::target,
                                    AttributeId::platforms};
    return std::all_of(ids.begin(), ids.end(), [&](AttributeId id) {
        return is_equal(a.meaning->attributes.find(id), b.meaning->attributes.find(id));
    });
}

} // namespace

static void check(const workspace::Project& project, Pass& pass) {
    std::map<std::string, std::vector<Export>> exports;
    for (const BakeTarget& target : project.targets()) {
        if (target.is_abstract) continue;
        const auto entries = cache_entries(target, AttributeId::cache_to);
        for (std::size_t i = 0; i < entries.size(); ++i) {
            const bake::Origin& at =
                target.meaning->attributes.find(AttributeId::cache_to)->elements[i].at;
            if (!at.is_written()) continue;
            const std::string place =
                entries[i].place.empty() ? place_as_written(project, at) : entries[i].place;
            if (!place.empty()) exports[place].push_back({&target, at});
        }
    }
    std::optional<workspace::JointBuilds> joint;
    std::optional<OwnScopes> scopes;
    for (auto& [place, all] : exports) {
        if (all.size() < 2) continue;
        // The first that is written keeps its place.
        std::stable_sort(all.begin(), all.end(), [](const Export& a, const Export& b) {
            return std::pair(a.at.file, a.at.at) < std::pair(b.at.file, b.at.at);
        });
        if (!joint) joint.emplace(project.meaning());
        if (joint->sets().empty()) return;
        if (!scopes) scopes.emplace(project);
        std::set<std::pair<bake::FileIndex, Span>> told;
        for (std::size_t i = 1; i < all.size(); ++i) {
            for (std::size_t k = 0; k < i; ++k) {
                const std::string& a = all[k].target->meaning->name;
                const std::string& b = all[i].target->meaning->name;
                if (a == b || !joint->has_both(a, b)) continue;
                if (builds_the_same(*all[k].target, *all[i].target)) continue;
                if (!told.insert({all[i].at.file, all[i].at.at}).second) break;
                Diagnostic diagnostic;
                diagnostic.message = "`" + a + "` and `" + b + "` both export their cache to " +
                                     place + ": the last one wins";
                if (!(all[k].at == all[i].at)) {
                    diagnostic.labels = {pass.label(all[k].at, "the export of `" + a + "`")};
                }
                diagnostic.fix = scopes->separate(*all[i].target, all[i].at, place);
                pass.report(all[i].at, std::move(diagnostic));
                break;
            }
        }
    }
}
} // namespace dflint::rules
