// SPDX-License-Identifier: Apache-2.0
#include "dflint/workspace/image_source.h"

#include "dflint/model/paths.h"

#include <utility>

namespace dflint::workspace {

namespace {

constexpr std::string_view working_directory = "cwd://";

std::string_view without_scheme(std::string_view path) {
    if (path.starts_with(working_directory)) path.remove_prefix(working_directory.size());
    return path;
}

} // namespace

// A scheme, git@host:path, or github.com/... (moby/moby, builder/remotecontext/urlutil).
bool is_local(std::string_view context) {
    if (context.starts_with(working_directory)) return true;
    if (context.find("://") != context.npos || context == "-") return false;
    for (const std::string_view prefix : {"git@", "github.com/", "target:"}) {
        if (context.starts_with(prefix)) return false;
    }
    return true;
}

ImageSource source_of(const bake::Target& target) {
    ImageSource source;
    if (target.dockerfile_inline) source.inline_text = &*target.dockerfile_inline;
    if (!target.context || !target.context->is_known || !is_local(target.context->value)) {
        return source;
    }
    source.context = model::clean_path(without_scheme(target.context->value));
    if (source.inline_text != nullptr) return source;
    if (!target.dockerfile || !target.dockerfile->is_known) return source;
    const std::string_view name = target.dockerfile->value;
    if (!is_local(name)) return source;
    if (name.starts_with(working_directory) || name.starts_with('/')) {
        source.dockerfile = model::clean_path(without_scheme(name));
    } else {
        source.dockerfile = model::clean_path(*source.context + "/" + std::string(name));
    }
    return source;
}

model::Invocation invocation_of(const bake::Target& target) {
    model::Invocation invocation{.name = target.name, .file = target.at.file, .at = target.at.at};
    if (target.target && target.target->is_known) invocation.target = target.target->value;
    const auto value_of = [](const bake::Entry& entry) {
        return entry.value->is_known ? std::optional(entry.value->value) : std::nullopt;
    };
    for (const bake::Entry& entry : target.args) {
        if (entry.value) invocation.arguments.push_back({entry.key.value, value_of(entry)});
    }
    for (const bake::Entry& entry : target.contexts) {
        if (entry.value) invocation.contexts.push_back({entry.key.value, value_of(entry)});
    }
    if (!target.platforms) return invocation;
    for (const bake::Text& platform : *target.platforms) {
        if (!platform.is_known) {
            invocation.platforms.clear();
            break;
        }
        invocation.platforms.push_back(platform.value);
    }
    return invocation;
}

} // namespace dflint::workspace
