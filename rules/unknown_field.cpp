// SPDX-License-Identifier: Apache-2.0
#include "unknown_field.h"

#include "dflint/source/nearest.h"
#include "dflint/syntax/hcl/unwrap.h"
#include "dflint/workspace/cache_entry.h"
#include "dflint/workspace/cache_fields.h"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

namespace dflint::rules {

namespace {

using bake::WrittenElement;
using bake::WrittenField;

std::optional<Fix> rename(const bake::WrittenBlock& in, const WrittenField& field,
                          const std::string& name) {
    const std::string_view text = in.source->slice(field.at);
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
std::pair<Diagnostic, std::string> judge(std::string_view owner, std::string_view field,
                                         std::span<const std::string_view> names,
                                         std::string_view reader) {
    Nearest nearest(field);
    for (const std::string_view each : names) nearest.offer(each);
    Diagnostic diagnostic;
    diagnostic.message = std::string(owner) + " has no field `" + std::string(field) +
                         "`: " + std::string(reader) + " passes over it";
    diagnostic.message += did_you_mean(nearest.found());
    return {std::move(diagnostic), std::string(nearest.found())};
}

std::pair<Diagnostic, std::string> judge_cache(const std::string& type, std::string_view field) {
    std::vector<std::string_view> names{"mode", "ignore-error", "compression"};
    for (const workspace::CacheField& each : workspace::fields_of_backend(type))
        names.push_back(each.name);
    return judge("a `" + type + "` cache", field, names, "BuildKit");
}

void check_fields(const WrittenElement& entry, const std::vector<WrittenField>& fields,
                  const std::string& type, bake::FileIndex file, Pass& pass) {
    for (const WrittenField& each : fields) {
        if (!each.has_value || workspace::is_cache_field(type, each.name)) continue;
        auto [diagnostic, near] = judge_cache(type, each.name);
        diagnostic.fix = near.empty() ? remove(entry, each) : rename(entry.in, each, near);
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
                    pass.report(Severity::warning, cache.at, judge_cache(entry.type, name).first);
                }
            }
        }
    }
}

namespace {

struct ObjectAttribute {
    std::string_view attribute, owner;
    std::vector<std::string_view> names;
};

const std::vector<ObjectAttribute>& object_attributes() {
    // docker/buildx, util/buildflags and bake/bake.go. A secret's type says nothing that its other
    // fields do not say.
    static const std::vector<ObjectAttribute> all{
        {"secret", "a secret", {"id", "src", "env", "type"}},
        {"ssh", "an ssh entry", {"id", "paths"}},
        {"resources",
         "`resources`",
         {"memory", "memory-swap", "cpu-shares", "cpu-period", "cpu-quota", "cpuset-cpus",
          "cpuset-mems"}},
    };
    return all;
}

/// What people write for it in other tools.
std::string_view other_name(const ObjectAttribute& in, std::string_view name) {
    return in.attribute == "secret" && name == "source" ? "src" : std::string_view();
}

void check_object(const bake::WrittenBlock& in, const hcl::Expr& object,
                  const ObjectAttribute& attribute, bake::FileIndex file, Pass& pass) {
    for (const hcl::Expr& item : object.children) {
        const auto name = hcl::key_text(item.child(0));
        const auto& names = attribute.names;
        if (!name || std::find(names.begin(), names.end(), *name) != names.end()) continue;
        auto [diagnostic, near] = judge(attribute.owner, *name, names, "bake");
        if (const std::string_view other = other_name(attribute, *name); !other.empty()) {
            if (near.empty()) diagnostic.message += did_you_mean(other);
            near = other;
        }
        if (!near.empty()) diagnostic.fix = rename(in, {*name, item.at}, near);
        pass.report({file, item.at}, std::move(diagnostic));
    }
}

} // namespace

void check_object_fields(const workspace::Project& project, Pass& pass) {
    const auto& files = project.meaning().files;
    for (bake::FileIndex file = 0; file < files.size(); ++file) {
        for (const hcl::Block& block : files[file].tree.body.blocks) {
            if (block.type.text != "target") continue;
            const bake::WrittenBlock in{files[file].source.get(), &files[file].tree, &block};
            for (const ObjectAttribute& each : object_attributes()) {
                const hcl::Attribute* const attribute = in.attribute(each.attribute);
                if (attribute == nullptr) continue;
                if (const auto* const object = listing(in, *attribute, hcl::ExprKind::object))
                    check_object(in, *object, each, file, pass);
                const auto* const list = listing(in, *attribute, hcl::ExprKind::tuple);
                if (list == nullptr) continue;
                for (const hcl::Expr& entry : list->children) {
                    if (entry.is(hcl::ExprKind::object)) check_object(in, entry, each, file, pass);
                }
            }
        }
    }
}

} // namespace dflint::rules
