// SPDX-License-Identifier: Apache-2.0
#include "unknown_cache_field.h"

#include "dflint/bake/suggestion.h"
#include "dflint/workspace/cache_entry.h"
#include "dflint/workspace/cache_fields.h"

#include <utility>

namespace dflint::rules {

namespace {

using bake::WrittenElement;
using bake::WrittenField;

std::optional<Fix> rename(const WrittenElement& entry, const WrittenField& field,
                          const std::string& name) {
    const std::string_view text = entry.in.source->slice(field.at);
    const std::size_t at = text.find(field.name);
    if (at == text.npos) return std::nullopt; // escaped, or in other letters
    const auto begin = static_cast<std::uint32_t>(field.at.begin + at);
    const auto end = static_cast<std::uint32_t>(begin + field.name.size());
    return Fix{.title = "rename it to `" + name + "`",
               .applicability = Applicability::unsafe,
               .edits = {{{begin, end}, name}}};
}

std::optional<Fix> remove(const WrittenElement& entry, const WrittenField& field) {
    bake::Edits edits = remove_field(entry, field.name);
    if (edits.empty()) return std::nullopt;
    return Fix{.title = "remove the field", .edits = std::move(edits)};
}

/// The diagnostic, and the name that may have been meant.
std::pair<Diagnostic, std::string> judge(const std::string& type, std::string_view field) {
    bake::Suggestion suggestion(field);
    for (const workspace::CacheField& each : workspace::fields_of_backend(type))
        suggestion.offer(each.name);
    for (const char* name : {"mode", "ignore-error", "compression"}) suggestion.offer(name);
    Diagnostic diagnostic;
    diagnostic.message =
        "a `" + type + "` cache has no field `" + std::string(field) + "`: BuildKit passes over it";
    std::string near(suggestion.found());
    if (!near.empty()) diagnostic.message += "; did you mean `" + near + "`?";
    return {std::move(diagnostic), std::move(near)};
}

void check_fields(const WrittenElement& entry, const std::vector<WrittenField>& fields,
                  const std::string& type, bake::FileIndex file, Pass& pass) {
    for (const WrittenField& each : fields) {
        if (!each.has_value || workspace::is_cache_field(type, each.name)) continue;
        auto [diagnostic, near] = judge(type, each.name);
        diagnostic.fix = near.empty() ? remove(entry, each) : rename(entry, each, near);
        pass.report(Severity::warning, {file, each.at}, std::move(diagnostic));
    }
}

} // namespace

void check_cache_fields(const workspace::Project& project, Pass& pass) {
    for (const auto id : {bake::AttributeId::cache_from, bake::AttributeId::cache_to}) {
        for (const workspace::WrittenCache& cache : written_caches(project, id)) {
            const workspace::CacheEntry& entry = cache.entries.front();
            const auto element = element_at(project.meaning(), cache.at);
            if (const auto fields = element ? written_fields(*element) : std::nullopt) {
                check_fields(*element, *fields, entry.type, cache.at.file, pass);
            } else if (!entry.type.empty()) {
                for (const auto& [name, value] : entry.value.members()) {
                    if (workspace::is_cache_field(entry.type, name)) continue;
                    pass.report(Severity::warning, cache.at, judge(entry.type, name).first);
                }
            }
        }
    }
}

} // namespace dflint::rules
