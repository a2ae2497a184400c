// SPDX-License-Identifier: Apache-2.0
#include "cache_unpaired_fix.h"

#include "dflint/workspace/cache_fields.h"

namespace dflint::rules {

namespace {

using bake::WrittenElement;
using bake::WrittenField;
using workspace::WrittenCache;

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

} // namespace

std::optional<Fix> import_of_export(const workspace::Project& project,
                                    const WrittenCache& exported) {
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

} // namespace dflint::rules
