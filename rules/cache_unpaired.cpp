// SPDX-License-Identifier: Apache-2.0
#include "cache_unpaired_fix.h"
#include "dflint/lint/rule.h"
#include "dflint/workspace/cache_entry.h"

#include <algorithm>
#include <set>

namespace dflint::rules {
static void check(const workspace::Project&, Pass&);

extern constexpr Rule cache_unpaired = rule({
    .name = "cache-unpaired",
    .summary = "Cache that is exported and never imported",
    .why =
        R"(`cache-to` alone uploads layers at the end of each build and reads none of them at the next: on a fresh builder every step runs again, and the upload is paid on top. Only a `cache-from` with the same backend and the same reference, scope or directory finds what was exported.)",
    .bad = "target \"app\" {\n  cache-to = [\"type=gha,scope=app,mode=max\"]\n}\n",
    .good = "target \"app\" {\n  cache-to = [\"type=gha,scope=app,mode=max\"]\n  cache-from = "
            "[\"type=gha,scope=app\"]\n}\n",
    .source = "https://docs.docker.com/build/cache/backends/",
    .kind = FileKind::bake_hcl,
    .group = Group::bake,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using workspace::CacheEntry;
using workspace::WrittenCache;

/// What all targets of the project import, those that are only inherited from included.
struct Imports {
    std::set<std::string> places;
    bool has_unknown = false;
    bool has_local = false;
};

Imports imports_of(const workspace::Project& project) {
    Imports imports;
    for (const workspace::BakeTarget& target : project.targets()) {
        const auto* const written = target.meaning->attributes.find(bake::AttributeId::cache_from);
        if (written != nullptr && !written->value.is_known()) imports.has_unknown = true;
        for (const CacheEntry& each : cache_entries(target, bake::AttributeId::cache_from)) {
            if (each.place.empty()) imports.has_unknown = true;
            if (each.type == "local") imports.has_local = true;
            imports.places.insert(each.place);
        }
    }
    return imports;
}

/// Scopes of GitHub Actions that several exports go to: they are to be separated first.
std::set<std::string> shared_scopes(const std::vector<WrittenCache>& exports) {
    std::set<std::string> seen;
    std::set<std::string> shared;
    for (const WrittenCache& each : exports) {
        const CacheEntry& entry = each.entries.front();
        if (entry.type == "gha" && !seen.insert(entry.place).second) shared.insert(entry.place);
    }
    return shared;
}

/// Where the target looks for a cache of the same backend instead.
const bake::Element* other_import(const CacheEntry& exported) {
    const auto* const imports =
        exported.target->meaning->attributes.find(bake::AttributeId::cache_from);
    const auto entries = cache_entries(*exported.target, bake::AttributeId::cache_from);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (entries[i].type == exported.type) return &imports->elements[i];
    }
    return nullptr;
}

/// The rest of a target may be in a file that is given together with this one.
bool is_declared_elsewhere(const workspace::Neighbours& neighbours, const WrittenCache& cache) {
    return std::any_of(cache.entries.begin(), cache.entries.end(), [&](const CacheEntry& each) {
        return neighbours.file_of(each.target->meaning->name) != nullptr;
    });
}

} // namespace

static void check(const workspace::Project& project, Pass& pass) {
    // With mistakes in the files, an import may be missing that is written.
    if (project.meaning().has_errors() || !has_settled_imports(project)) return;
    const auto exports = written_caches(project, bake::AttributeId::cache_to);
    if (exports.empty()) return;
    const Imports imports = imports_of(project);
    if (imports.has_unknown) return;
    const std::set<std::string> shared = shared_scopes(exports);
    std::optional<workspace::Neighbours> neighbours;
    for (const WrittenCache& each : exports) {
        const bool is_lost =
            std::all_of(each.entries.begin(), each.entries.end(), [&](const CacheEntry& entry) {
                // A directory may be moved between two builds, so that it does not grow for ever.
                const bool is_rotated = entry.type == "local" && imports.has_local;
                return !entry.place.empty() && !imports.places.contains(entry.place) && !is_rotated;
            });
        if (!is_lost) continue;
        if (!neighbours) neighbours.emplace(project.neighbours());
        if (is_declared_elsewhere(*neighbours, each)) continue;
        const CacheEntry& entry = each.entries.front();
        Diagnostic diagnostic;
        diagnostic.message = "`" + entry.target->meaning->name + "` exports its cache to " +
                             entry.place + ", and no target imports it";
        const bake::Element* const other = other_import(entry);
        if (other != nullptr && other->at.is_written())
            diagnostic.labels = {pass.label(other->at, "imports another one")};
        if (!shared.contains(entry.place)) diagnostic.fix = import_of_export(project, each);
        pass.report(each.at, std::move(diagnostic));
    }
}
} // namespace dflint::rules
