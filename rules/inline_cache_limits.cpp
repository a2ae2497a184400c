// SPDX-License-Identifier: Apache-2.0
#include "cached_stages.h"
#include "dflint/bake/entries.h"
#include "dflint/lint/rule.h"
#include "dflint/workspace/cache_entry.h"
#include "inline_cache_import.h"

#include <algorithm>
#include <optional>

namespace dflint::rules {
static void check(const workspace::Project&, Pass&);

extern constexpr Rule inline_cache_limits = rule({
    .name = "inline-cache-limits",
    .summary = "Inline cache that cannot hold or reach what is expected of it",
    .why =
        R"(An inline cache is a note in the image that is pushed: it names the layers of that image and nothing else. `mode=max` is ignored, stages that the image copies from are not in it, an output without an image loses it, and only a `cache-from` that names the pushed image ever reads it.)",
    .bad =
        "target \"app\" {\n  tags       = [\"example.org/app\"]\n  cache-from = "
        "[\"type=registry,ref=example.org/app\"]\n  cache-to   = [\"type=inline,mode=max\"]\n}\n",
    .good = "target \"app\" {\n  tags       = [\"example.org/app\"]\n  cache-from = "
            "[\"type=registry,ref=example.org/app\"]\n  cache-to   = [\"type=inline\"]\n}\n",
    .source = "https://docs.docker.com/build/cache/backends/inline/",
    .kind = FileKind::bake_hcl,
    .group = Group::bake,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using workspace::BakeTarget;
using workspace::CacheEntry;
using workspace::WrittenCache;

bool is_inline(const CacheEntry& entry) {
    return entry.type == "inline";
}

const bake::Attribute* attribute(const BakeTarget& target, bake::AttributeId id) {
    return target.meaning->attributes.find(id);
}

/// The mode that is asked for and cannot be had.
void check_mode(const workspace::Project& project, const WrittenCache& cache, Pass& pass) {
    const bool asks_for_max =
        std::all_of(cache.entries.begin(), cache.entries.end(), [](const CacheEntry& each) {
            return is_inline(each) && each.field("mode") == "max";
        });
    if (!asks_for_max) return;
    Diagnostic diagnostic;
    diagnostic.message =
        "an inline cache holds the layers of the image only: `mode=max` is ignored";
    bake::Origin at = cache.at;
    if (const auto element = element_at(project.meaning(), cache.at)) {
        for (const bake::WrittenField& each :
             written_fields(*element).value_or(std::vector<bake::WrittenField>{})) {
            if (each.name == "mode") at.at = each.at;
        }
        if (bake::Edits edits = remove_field(*element, "mode"); !edits.empty()) {
            diagnostic.fix = Fix{.title = "remove the mode",
                                 .applicability = Applicability::safe,
                                 .edits = std::move(edits)};
        }
    }
    pass.report(at, std::move(diagnostic));
}

/// All outputs of the target are something else than an image.
bool makes_no_image(const BakeTarget& target) {
    const bake::Attribute* const output = attribute(target, bake::AttributeId::output);
    if (output == nullptr || output->elements.empty()) return false;
    return std::all_of(output->elements.begin(), output->elements.end(),
                       [](const bake::Element& each) {
                           const std::string type = bake::entry_field(each.value, "type");
                           return type == "local" || type == "tar" || type == "cacheonly";
                       });
}

/// Images whose caches the project imports.
struct ImportedImages {
    bool has_any = false;
    bool is_settled = true;
    explicit ImportedImages(const workspace::Project& project)
        : is_settled(workspace::has_settled_imports(project)) {
        for (const BakeTarget& target : project.targets()) {
            const bake::Attribute* const written = attribute(target, bake::AttributeId::cache_from);
            if (written != nullptr && !written->value.is_known()) is_settled = false;
            for (const CacheEntry& each : cache_entries(target, bake::AttributeId::cache_from)) {
                if (each.type == "registry") has_any = true;
                if (each.type.empty()) is_settled = false;
            }
        }
    }
};

/// The stages that are not in the image.
void check_stages(const CachedStages& cached, const WrittenCache& cache, Pass& pass) {
    for (const CacheEntry& entry : cache.entries) {
        const model::Stage* const stage = cached.left_out(*entry.target);
        if (stage == nullptr) continue;
        Diagnostic diagnostic;
        diagnostic.message =
            "an inline cache holds the layers of the image only, and none of " + name_of(*stage);
        diagnostic.labels = {
            Pass::label(*entry.target, work_of(*stage), "this runs again on a fresh builder")};
        pass.report(cache.at, std::move(diagnostic));
        return;
    }
}

/// What makes the cache useless as a whole; true when something does.
bool check_reach(const workspace::Project& project, const WrittenCache& cache, bool is_read,
                 Pass& pass) {
    const BakeTarget& target = *cache.entries.front().target;
    const std::string name = "`" + target.meaning->name + "`";
    const bool has_no_image =
        std::all_of(cache.entries.begin(), cache.entries.end(),
                    [](const CacheEntry& entry) { return makes_no_image(*entry.target); });
    Diagnostic diagnostic;
    if (has_no_image) {
        diagnostic.message =
            "an inline cache is written into the image, and " + name + " makes none";
        const bake::Element& output =
            attribute(target, bake::AttributeId::output)->elements.front();
        if (output.at.is_written()) diagnostic.labels = {pass.label(output.at, "the output")};
    } else if (!is_read) {
        diagnostic.message = "no target imports the inline cache of " + name;
        diagnostic.fix = import_image(project, cache);
    } else {
        return false;
    }
    pass.report(cache.at, std::move(diagnostic));
    return true;
}

} // namespace

static void check(const workspace::Project& project, Pass& pass) {
    const auto exports = written_caches(project, bake::AttributeId::cache_to);
    if (exports.empty()) return;
    const CachedStages cached(project);
    const ImportedImages imported(project);
    const PushedImages pushed(project);
    std::optional<workspace::Neighbours> neighbours;
    for (const WrittenCache& each : exports) {
        const bool is_inline_only =
            std::all_of(each.entries.begin(), each.entries.end(), is_inline);
        if (!is_inline_only) continue;
        check_mode(project, each, pass);
        const BakeTarget& target = *each.entries.front().target;
        if (!neighbours) neighbours.emplace(project.neighbours());
        // The rest of the target may be in a file that is given together with this one.
        const bool is_read = imported.has_any || !imported.is_settled ||
                             project.meaning().has_errors() ||
                             neighbours->file_of(target.meaning->name) != nullptr;
        if (check_reach(project, each, is_read, pass)) continue;
        check_stages(cached, each, pass);
        check_imported_tag(project, each, pushed, pass);
    }
}
} // namespace dflint::rules
