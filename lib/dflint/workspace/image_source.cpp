// SPDX-License-Identifier: Apache-2.0
#include "dflint/workspace/image_source.h"

#include "dflint/model/paths.h"

#include <algorithm>
#include <utility>

namespace dflint::workspace {

using bake::AttributeId;

namespace {

constexpr std::string_view working_directory = "cwd://";

std::string_view without_scheme(std::string_view path) {
    if (path.starts_with(working_directory)) path.remove_prefix(working_directory.size());
    return path;
}

} // namespace

std::vector<std::string> platforms_in(std::string_view text) {
    std::vector<std::string> platforms;
    while (true) {
        const std::size_t comma = std::min(text.find(','), text.size());
        platforms.emplace_back(text.substr(0, comma));
        if (comma == text.size()) return platforms;
        text.remove_prefix(comma + 1);
    }
}

// A scheme, git@host:path, or github.com/... (moby/moby, builder/remotecontext/urlutil).
bool is_local(std::string_view context) {
    if (context.starts_with(working_directory)) return true;
    if (context.find("://") != context.npos || context == "-") return false;
    for (const std::string_view prefix : {"git@", "github.com/", "target:"}) {
        if (context.starts_with(prefix)) return false;
    }
    return true;
}

std::optional<std::string> text_of(const bake::Value& value) {
    if (!value.has_value() || !value.is_string()) return std::nullopt;
    return value.text();
}

std::optional<std::string> text_of(const bake::Target& target, bake::AttributeId id) {
    const bake::Attribute* const attribute = target.attributes.find(id);
    return attribute == nullptr ? std::nullopt : text_of(attribute->value);
}

ImageSource source_of(const bake::Target& target) {
    ImageSource source;
    // An empty text is none: buildx builds the file then.
    source.is_inline = target.attributes.find(AttributeId::dockerfile_inline) != nullptr &&
                       text_of(target, AttributeId::dockerfile_inline) != "";
    const bool has_context = target.attributes.find(AttributeId::context) != nullptr;
    const auto context = has_context ? text_of(target, AttributeId::context) : ".";
    if (!context || !is_local(*context)) return source;
    source.context = model::clean_path(without_scheme(*context));
    if (source.is_inline) return source;
    const bool has_name = target.attributes.find(AttributeId::dockerfile) != nullptr;
    auto name = has_name ? text_of(target, AttributeId::dockerfile) : "Dockerfile";
    if (!name || !is_local(*name)) return source;
    if (name->empty()) name = "Dockerfile";
    if (name->starts_with(working_directory) || name->starts_with('/')) {
        source.dockerfile = model::clean_path(without_scheme(*name));
    } else {
        source.dockerfile = model::clean_path(*source.context + "/" + *name);
    }
    return source;
}

model::Invocation invocation_of(const bake::Project& project, const bake::Target& target) {
    const bake::Definition& definition = project.definitions[target.definition];
    model::Invocation invocation{.name = target.name};
    if (definition.at.is_written()) {
        invocation.file = project.files[definition.at.file].source.get();
        invocation.at = definition.at.at;
    }
    invocation.target = text_of(target, AttributeId::target).value_or("");
    if (const bake::Attribute* const args = target.attributes.find(AttributeId::args)) {
        for (const bake::Element& each : args->elements) {
            if (each.value.is_known() && each.value.is_null()) continue;
            invocation.arguments.push_back({each.key, text_of(each.value)});
        }
    }
    if (const bake::Attribute* const contexts = target.attributes.find(AttributeId::contexts)) {
        for (const bake::Element& each : contexts->elements) {
            invocation.contexts.push_back({each.key, text_of(each.value)});
        }
    }
    const bake::Attribute* const platforms = target.attributes.find(AttributeId::platforms);
    if (platforms == nullptr) return invocation;
    for (const bake::Element& each : platforms->elements) {
        auto platform = text_of(each.value);
        if (!platform) {
            invocation.platforms.clear();
            invocation.platform_places.clear();
            break;
        }
        model::Invocation::Place place;
        if (each.at.is_written()) {
            place = {project.files[each.at.file].source.get(), each.at.at};
        }
        for (std::string& name : platforms_in(*platform)) {
            invocation.platforms.push_back(std::move(name));
            invocation.platform_places.push_back(place);
        }
    }
    return invocation;
}

} // namespace dflint::workspace
