// SPDX-License-Identifier: Apache-2.0
#include "inline_cache_import.h"

#include "dflint/bake/entries.h"
#include "dflint/model/image_reference.h"

namespace dflint::rules {

using workspace::BakeTarget;
using workspace::CacheEntry;
using workspace::WrittenCache;

namespace {

const bake::Attribute* attribute(const BakeTarget& target, bake::AttributeId id) {
    return target.meaning->attributes.find(id);
}

/// The target's first tag, as it is written in the block, between the quotes of a string.
std::optional<std::string> first_tag(const bake::WrittenBlock& in) {
    const hcl::Attribute* const tags = in.attribute("tags");
    const hcl::Expr* const list =
        tags == nullptr ? nullptr : listing(in, *tags, hcl::ExprKind::tuple);
    if (list == nullptr || list->children.empty()) return std::nullopt;
    const hcl::Expr& first = list->children.front();
    return first.is(hcl::ExprKind::template_) ? as_template(in, first) : std::nullopt;
}

std::optional<Fix> fix_of(const char* title, bake::Edits edits) {
    if (edits.empty()) return std::nullopt;
    return Fix{.title = title, .applicability = Applicability::unsafe, .edits = std::move(edits)};
}

std::string repository_of(const std::string& image) {
    return image.substr(0, image.find_last_of(":@"));
}

/// A tag beside the target's own that is there for the cache, and that nobody writes.
const bake::Element* lost_import(const BakeTarget& target, const PushedImages& pushed) {
    const auto* const tags = attribute(target, bake::AttributeId::tags);
    const auto* const imports = attribute(target, bake::AttributeId::cache_from);
    if (tags == nullptr || imports == nullptr) return nullptr;
    std::set<std::string> own;
    for (const bake::Element& each : tags->elements)
        own.insert(
            repository_of(model::full_image_name(workspace::text_of(each.value).value_or(""))));
    const bake::Element* lost = nullptr;
    for (const bake::Element& each : imports->elements) {
        const std::string image = model::full_image_name(bake::entry_field(each.value, "ref"));
        const std::string repository = repository_of(image);
        if (!own.contains(repository)) continue;
        // Any other tag may be given to the image from the outside.
        const bool is_for_cache = image.find("cache", repository.size()) != image.npos;
        if (!is_for_cache || pushed.has(image)) return nullptr;
        lost = &each;
    }
    return lost;
}

} // namespace

PushedImages::PushedImages(const workspace::Project& project) {
    for (const BakeTarget& target : project.targets()) {
        if (const auto* const tags = attribute(target, bake::AttributeId::tags)) {
            if (!tags->value.is_known()) has_unknown_ = true;
            for (const bake::Element& each : tags->elements) add(workspace::text_of(each.value));
        }
        for (const CacheEntry& each : cache_entries(target, bake::AttributeId::cache_to)) {
            if (each.type.empty()) has_unknown_ = true;
            if (each.type == "registry") add(each.field("ref"));
        }
    }
}

void PushedImages::add(const std::optional<std::string>& image) {
    if (image) {
        images_.insert(model::full_image_name(*image));
    } else {
        has_unknown_ = true;
    }
}

std::optional<Fix> import_image(const workspace::Project& project, const WrittenCache& cache) {
    const auto exported = element_at(project.meaning(), cache.at);
    const auto tag = exported ? first_tag(exported->in) : std::nullopt;
    if (!tag || exported->in.attribute("cache-from") != nullptr) return std::nullopt;
    return fix_of("import the image's cache",
                  insert_attribute(exported->in, "cache-from",
                                   "[\"type=registry,ref=" + *tag + "\"]", exported->attribute));
}

void check_imported_tag(const workspace::Project& project, const WrittenCache& cache,
                        const PushedImages& pushed, Pass& pass) {
    const BakeTarget& target = *cache.entries.front().target;
    const bake::Element* const found =
        cache.entries.size() == 1 ? lost_import(target, pushed) : nullptr;
    if (found == nullptr || !found->at.is_written()) return;
    const bake::Element& lost = *found;
    Diagnostic diagnostic;
    diagnostic.message = "no target pushes `" + bake::entry_field(lost.value, "ref") +
                         "`: the inline cache of `" + target.meaning->name +
                         "` is in the image that it tags";
    diagnostic.labels = {pass.label(cache.at, "the inline cache")};
    const auto element = element_at(project.meaning(), lost.at);
    if (const auto tag = element ? first_tag(element->in) : std::nullopt) {
        diagnostic.fix = fix_of("import the image's cache", replace_field(*element, "ref", *tag));
    }
    pass.report(lost.at, std::move(diagnostic));
}

} // namespace dflint::rules
