// SPDX-License-Identifier: Apache-2.0
// Outside law: docs.docker.com/build/cache/backends.
#include "dflint/workspace/cache_entry.h"

#include "dflint/bake/entries.h"
#include "dflint/model/image_reference.h"
#include "dflint/model/paths.h"
#include "dflint/source/quote.h"
#include "dflint/syntax/hcl/unwrap.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace dflint::workspace {

namespace {

/// An export says `dest`, an import `src`.
std::string place_of(const CacheEntry& entry) {
    if (entry.type == "gha") {
        // BuildKit's scope for those that name none (cache/remotecache/gha).
        const std::string scope = entry.field("scope");
        return "the scope " + in_code(scope.empty() ? "buildkit" : scope) + " of GitHub Actions";
    }
    if (entry.type == "registry") {
        const std::string reference = entry.field("ref");
        return reference.empty() ? "" : in_code(model::full_image_name(reference));
    }
    if (entry.type == "local") {
        const std::string exported = entry.field("dest");
        const std::string path = exported.empty() ? entry.field("src") : exported;
        return path.empty() ? "" : "the directory " + in_code(model::clean_path(path));
    }
    const bool is_s3 = entry.type == "s3";
    if (!is_s3 && entry.type != "azblob") return "";
    const std::string store = entry.field(is_s3 ? "bucket" : "account_url");
    if (store.empty()) return "";
    const std::string name = entry.field("name");
    return in_code(store + '/' + entry.field("prefix") + (name.empty() ? "buildkit" : name));
}

/// The expression says by itself which entries there are.
bool is_settled_listing(const hcl::Expr& written) {
    const hcl::Expr& expr = hcl::unwrapped(written);
    if (expr.is(hcl::ExprKind::null)) return true;
    return expr.is(hcl::ExprKind::tuple) &&
           std::all_of(expr.children.begin(), expr.children.end(), [](const hcl::Expr& each) {
               const hcl::Expr& entry = hcl::unwrapped(each);
               return entry.is(hcl::ExprKind::template_) || entry.is(hcl::ExprKind::object);
           });
}

} // namespace

std::string CacheEntry::field(std::string_view name) const {
    return bake::entry_field(value, name);
}

std::vector<CacheEntry> cache_entries(const BakeTarget& target, bake::AttributeId id) {
    std::vector<CacheEntry> entries;
    const bake::Attribute* const attribute = target.meaning->attributes.find(id);
    if (attribute == nullptr) return entries;
    for (const bake::Element& each : attribute->elements) {
        CacheEntry& entry = entries.emplace_back();
        entry.target = &target;
        entry.value = each.value;
        if (!each.value.has_value() || !each.value.is_wholly_known()) continue;
        entry.type = entry.field("type");
        entry.place = place_of(entry);
    }
    return entries;
}

std::vector<WrittenCache> written_caches(const Project& project, bake::AttributeId id) {
    std::map<std::pair<bake::FileIndex, Span>, WrittenCache> by_place;
    for (const BakeTarget& target : project.targets()) {
        const bake::Attribute* const attribute = target.meaning->attributes.find(id);
        if (attribute == nullptr || target.is_abstract) continue;
        std::vector<CacheEntry> entries = cache_entries(target, id);
        for (std::size_t i = 0; i < entries.size(); ++i) {
            const bake::Origin& at = attribute->elements[i].at;
            if (!at.is_written()) continue;
            WrittenCache& written = by_place[{at.file, at.at}];
            written.at = at;
            written.entries.push_back(std::move(entries[i]));
        }
    }
    std::vector<WrittenCache> all;
    for (auto& [place, written] : by_place) all.push_back(std::move(written));
    return all;
}

namespace {

/// In a compose file: the whole entry comes from a variable.
bool is_from_variable(const Project& project, const bake::Origin& at) {
    if (!at.is_written() || !project.meaning().files[at.file].is_compose) return false;
    const std::string_view text = project.file(at.file).slice(at.at);
    const std::size_t first = text.find_first_not_of("\"'");
    return first != text.npos && text[first] == '$';
}

} // namespace

bool has_settled_imports(const Project& project) {
    for (const BakeTarget& target : project.targets()) {
        const auto* const imports = target.meaning->attributes.find(bake::AttributeId::cache_from);
        if (imports == nullptr) continue;
        const bool is_open = std::any_of(
            imports->elements.begin(), imports->elements.end(),
            [&](const bake::Element& each) { return is_from_variable(project, each.at); });
        if (is_open) return false;
    }
    for (const bake::File& file : project.meaning().files) {
        for (const hcl::Block& block : file.tree.body.blocks) {
            const hcl::Attribute* const imports = block.body().attribute("cache-from");
            if (imports != nullptr && !is_settled_listing(imports->expr)) return false;
        }
    }
    return true;
}

std::string place_as_written(const Project& project, const bake::Origin& at) {
    const auto element = element_at(project.meaning(), at);
    if (!element || element->in.attribute("matrix") != nullptr) return "";
    const auto fields = written_fields(*element).value_or(std::vector<bake::WrittenField>{});
    const auto value = [&](std::string_view name) -> std::string {
        for (const bake::WrittenField& each : fields) {
            if (each.name == name) return std::string(element->in.source->slice(each.value));
        }
        return "";
    };
    const std::string type = value("type");
    const std::string place = value(type == "gha" ? "scope" : type == "registry" ? "ref" : "dest");
    if (place.empty()) return "";
    if (type == "gha") return "the scope `" + place + "` of GitHub Actions";
    if (type == "registry") return '`' + place + '`';
    return type == "local" ? "the directory `" + place + '`' : "";
}

} // namespace dflint::workspace
