// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/workspace/cache_entry.h"
#include "dflint/workspace/cache_fields.h"

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

using bake::WrittenElement;
using bake::WrittenField;
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

/// How the field of an export is called in an import; empty for those that imports do not have.
std::string_view name_in_import(std::string_view type, std::string_view name) {
    if (name == "type") return name;
    if (type == "local" && name == "dest") return "src";
    for (const workspace::CacheField& each : workspace::fields_of_backend(type)) {
        if (each.name == name && each.is_imported) return each.name;
    }
    return {};
}

/// The import of an export, written as that is; empty when its fields are not to be seen.
std::string import_expression(const WrittenElement& exported, std::string_view type) {
    const auto fields = written_fields(exported);
    if (!fields) return "";
    const bake::WrittenBlock& in = exported.in;
    const bool is_object = exported.expr().is(hcl::ExprKind::object);
    std::string text;
    for (const WrittenField& each : *fields) {
        if (!each.has_value && fields->size() > 1) return "";
        // Only a reference stands for itself.
        const std::string_view name =
            each.has_value ? name_in_import(type, each.name) : std::string_view(each.name);
        if (name.empty()) continue;
        if (!text.empty()) text += is_object ? ", " : ",";
        const std::string_view value = in.source->slice(each.value);
        if (value.find('\n') != value.npos) return "";
        if (is_object) {
            text += in.is_json() ? '"' + std::string(name) + "\": " : std::string(name) + " = ";
        } else if (each.has_value) {
            text += std::string(name) + '=';
        }
        text += each.has_value ? value : in.source->slice(each.at);
    }
    if (!is_object) return '"' + text + '"';
    return in.is_json() ? '{' + text + '}' : "{ " + text + " }";
}

std::optional<Fix> import_it(const workspace::Project& project, const WrittenCache& exported) {
    const auto element = element_at(project.meaning(), exported.at);
    if (!element) return std::nullopt;
    const std::string expression = import_expression(*element, exported.entries.front().type);
    if (expression.empty()) return std::nullopt;
    const hcl::Attribute* const imports = element->in.attribute("cache-from");
    bake::Edits edits = imports != nullptr
                            ? append_element(element->in, *imports, expression)
                            : insert_attribute(element->in, "cache-from", '[' + expression + ']',
                                               element->attribute);
    if (edits.empty()) return std::nullopt;
    return Fix{.title = "import the cache as well",
               .applicability = Applicability::unsafe,
               .edits = std::move(edits)};
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

} // namespace

static void check(const workspace::Project& project, Pass& pass) {
    // With mistakes in the files, an import may be missing that is written.
    if (project.meaning().has_errors() || !has_settled_imports(project)) return;
    const auto exports = written_caches(project, bake::AttributeId::cache_to);
    if (exports.empty()) return;
    const Imports imports = imports_of(project);
    if (imports.has_unknown) return;
    const std::set<std::string> shared = shared_scopes(exports);
    const workspace::Neighbours neighbours = project.neighbours();
    for (const WrittenCache& each : exports) {
        const bool is_lost =
            std::all_of(each.entries.begin(), each.entries.end(), [&](const CacheEntry& entry) {
                // A directory may be moved between two builds, so that it does not grow for ever.
                const bool is_rotated = entry.type == "local" && imports.has_local;
                // The rest of the target may be in a file that is given together with this one.
                const bool is_elsewhere =
                    neighbours.file_of(entry.target->meaning->name) != nullptr;
                return !entry.place.empty() && !imports.places.contains(entry.place) &&
                       !is_rotated && !is_elsewhere;
            });
        if (!is_lost) continue;
        const CacheEntry& entry = each.entries.front();
        Diagnostic diagnostic;
        diagnostic.message = "`" + entry.target->meaning->name + "` exports its cache to " +
                             entry.place + ", and no target imports it";
        const bake::Element* const other = other_import(entry);
        if (other != nullptr && other->at.is_written())
            diagnostic.labels = {pass.label(other->at, "imports another one")};
        if (!shared.contains(entry.place)) diagnostic.fix = import_it(project, each);
        pass.report(each.at, std::move(diagnostic));
    }
}
} // namespace dflint::rules
