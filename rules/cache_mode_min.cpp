// SPDX-License-Identifier: Apache-2.0
#include "cached_stages.h"
#include "dflint/lint/rule.h"
#include "dflint/workspace/cache_entry.h"

#include <algorithm>
#include <array>

namespace dflint::rules {
static void check(const workspace::Project&, Pass&);

extern constexpr Rule cache_mode_min = rule({
    .name = "cache-mode-min",
    .summary = "Cache export that leaves out the stages where the work is done",
    .why =
        R"(Without `mode=max` an export holds the layers of the image that is built, and none of the stages that it copies from. There the dependencies are fetched and compiled: on a fresh builder all of that runs again as soon as one file has changed.)",
    .bad = "target \"app\" {\n  dockerfile-inline = <<EOT\nFROM golang:1.25 AS build\nCOPY . "
           "/src\nRUN "
           "go build -o /app /src\nFROM scratch\nCOPY --from=build /app /app\nEOT\n  cache-to = "
           "[\"type=gha,scope=app\"]\n}\n",
    .good = "target \"app\" {\n  dockerfile-inline = <<EOT\nFROM golang:1.25 AS build\nCOPY . "
            "/src\nRUN "
            "go build -o /app /src\nFROM scratch\nCOPY --from=build /app /app\nEOT\n  cache-to = "
            "[\"type=gha,scope=app,mode=max\"]\n}\n",
    .source = "https://docs.docker.com/build/cache/backends/#cache-mode",
    .kind = FileKind::bake_hcl,
    .group = Group::bake,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using workspace::CacheEntry;
using workspace::WrittenCache;

/// A backend that can hold more than the image, and is told nothing about it.
bool is_min_by_default(const CacheEntry& entry) {
    static constexpr std::array<std::string_view, 5> backends{"gha", "registry", "local", "s3",
                                                              "azblob"};
    return std::find(backends.begin(), backends.end(), entry.type) != backends.end() &&
           entry.value.member("mode") == nullptr;
}

std::optional<Fix> with_all_stages(const workspace::Project& project, const WrittenCache& cache) {
    const auto element = element_at(project.meaning(), cache.at);
    if (!element) return std::nullopt;
    bake::Edits edits = insert_field(*element, "mode", "max");
    if (edits.empty()) return std::nullopt;
    return Fix{.title = "export the layers of all stages",
               .applicability = Applicability::unsafe,
               .edits = std::move(edits)};
}

} // namespace

static void check(const workspace::Project& project, Pass& pass) {
    const auto exports = written_caches(project, bake::AttributeId::cache_to);
    if (exports.empty()) return;
    const CachedStages cached(project);
    for (const WrittenCache& each : exports) {
        for (const CacheEntry& entry : each.entries) {
            if (!is_min_by_default(entry)) continue;
            const model::Stage* const stage = cached.left_out(*entry.target);
            if (stage == nullptr) continue;
            Diagnostic diagnostic;
            diagnostic.message = "without `mode=max` the layers of " + name_of(*stage) +
                                 " are not in the cache of `" + entry.target->meaning->name + "`";
            diagnostic.labels = {
                Pass::label(*entry.target, work_of(*stage), "this runs again on a fresh builder")};
            diagnostic.fix = with_all_stages(project, each);
            pass.report(each.at, std::move(diagnostic));
            break;
        }
    }
}
} // namespace dflint::rules
