// SPDX-License-Identifier: Apache-2.0
#include "own_cache_scope.h"

#include <algorithm>
#include <utility>

namespace dflint::rules {

using bake::AttributeId;
using bake::WrittenElement;
using workspace::BakeTarget;
using workspace::CacheEntry;
using workspace::WrittenCache;

namespace {

/// What is written in the block of one target, reaches that target and its copies by a matrix, and
/// nobody else; nothing for all others.
std::optional<WrittenElement> own_element(const workspace::Project& project,
                                          const WrittenCache& cache, const BakeTarget& target) {
    const auto element = element_at(project.meaning(), cache.at);
    if (!element) return std::nullopt;
    const Span label = element->in.block->labels.front().at;
    const bool is_own =
        std::all_of(cache.entries.begin(), cache.entries.end(), [&](const CacheEntry& each) {
            const auto& blocks = each.target->definition->blocks;
            const bake::Origin block{cache.at.file, label};
            const bool is_copy = !each.target->definition->matrix.empty();
            return (each.target == &target || is_copy) &&
                   std::find(blocks.begin(), blocks.end(), block) != blocks.end();
        });
    return is_own ? element : std::nullopt;
}

/// What tells the target from the others, between the quotes of a string: its name.
std::optional<std::string> name_text(const WrittenElement& element, const BakeTarget& target) {
    if (target.definition->matrix.empty()) return target.meaning->name;
    const hcl::Attribute* const name = element.in.attribute("name");
    return name == nullptr ? std::nullopt : as_template(element.in, name->expr);
}

/// A scope of the target's own: its name, behind the scope that there is.
bake::Edits with_own_scope(const WrittenElement& element, const std::string& name) {
    const auto fields = written_fields(element);
    if (!fields) return {};
    for (const bake::WrittenField& each : *fields) {
        if (each.name != "scope" || !each.has_value) continue;
        std::string_view scope = element.in.source->slice(each.value);
        const bool is_object = element.expr().is(hcl::ExprKind::object);
        if (is_object && (!scope.starts_with('"') || scope.size() < 2)) return {};
        if (is_object) scope = scope.substr(1, scope.size() - 2);
        return replace_field(element, "scope", std::string(scope) + '-' + name);
    }
    return insert_field(element, "scope", name);
}

const WrittenCache* written_at(const std::vector<WrittenCache>& all, const bake::Origin& at) {
    const auto found = std::partition_point(all.begin(), all.end(), [&](const WrittenCache& each) {
        return std::pair(each.at.file, each.at.at) < std::pair(at.file, at.at);
    });
    return found != all.end() && found->at == at ? &*found : nullptr;
}

} // namespace

OwnScopes::OwnScopes(const workspace::Project& project)
    : project_(project), exports_(written_caches(project, AttributeId::cache_to)),
      imports_(written_caches(project, AttributeId::cache_from)) {
    for (const BakeTarget& target : project.targets()) {
        if (target.is_abstract) continue;
        std::set<std::string> own;
        for (CacheEntry& each : cache_entries(target, AttributeId::cache_to))
            own.insert(std::move(each.place));
        for (const CacheEntry& each : cache_entries(target, AttributeId::cache_from)) {
            if (!own.contains(each.place)) read_by_others_.insert(each.place);
        }
    }
}

std::optional<Fix> OwnScopes::separate(const BakeTarget& target, const bake::Origin& at,
                                       const std::string& place) const {
    const WrittenCache* const exported = written_at(exports_, at);
    // Where variables are not known, neither is who imports from there.
    const bool is_gha = exported != nullptr && exported->entries.front().type == "gha";
    const auto element = is_gha ? own_element(project_, *exported, target) : std::nullopt;
    const auto name = element ? name_text(*element, target) : std::nullopt;
    if (!name) return std::nullopt;
    const bool is_read = read_by_others_.contains(place);
    Fix fix{.title = "export to a scope of its own",
            .applicability = is_read ? Applicability::unsafe : Applicability::safe,
            .edits = with_own_scope(*element, *name)};
    if (fix.edits.empty()) return std::nullopt;
    const auto imports = cache_entries(target, AttributeId::cache_from);
    for (std::size_t i = 0; i < imports.size(); ++i) {
        if (imports[i].place != place) continue;
        // The import goes along, or the target would lose what it reads today.
        const auto& written = target.meaning->attributes.find(AttributeId::cache_from)->elements[i];
        const WrittenCache* const imported = written_at(imports_, written.at);
        const auto own = imported ? own_element(project_, *imported, target) : std::nullopt;
        const bake::Edits edits = own ? with_own_scope(*own, *name) : bake::Edits{};
        if (edits.empty()) return std::nullopt;
        fix.edits.insert(fix.edits.end(), edits.begin(), edits.end());
    }
    std::sort(fix.edits.begin(), fix.edits.end(),
              [](const Edit& a, const Edit& b) { return a.at < b.at; });
    return fix;
}

} // namespace dflint::rules
