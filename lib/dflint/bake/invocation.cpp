// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/invocation.h"

#include "dflint/bake/compose.h"

#include <algorithm>
#include <fmt/format.h>

namespace dflint::bake {

Format format_of(std::string_view name) {
    if (name.ends_with(".hcl")) return Format::hcl;
    if (name.ends_with(".json")) return Format::json;
    if (name.ends_with(".yml") || name.ends_with(".yaml")) return Format::compose;
    return Format::unknown;
}

bool looks_up_environment(const Invocation& invocation) {
    const auto disabled = invocation.environment.find("BUILDX_BAKE_DISABLE_VARS_ENV_LOOKUP");
    return disabled == invocation.environment.end() ||
           (disabled->second != "1" && disabled->second != "true");
}

const std::vector<std::string_view>& default_file_names() {
    static const std::vector<std::string_view> names = {
        "compose.yaml",
        "compose.yml",
        "docker-compose.yml",
        "docker-compose.yaml",
        "docker-bake.json",
        "docker-bake.hcl",
        "docker-bake.override.json",
        "docker-bake.override.hcl",
    };
    return names;
}

Result<std::vector<Input>> read_inputs(const Invocation& invocation, const FileTree& tree,
                                       const std::string& directory) {
    const std::string prefix = directory.empty() ? "" : directory + "/";
    const bool by_default = invocation.files.empty();
    std::vector<std::string> names = invocation.files;
    if (by_default) names.assign(default_file_names().begin(), default_file_names().end());
    Environment environment;
    environment.values.insert(invocation.variables.begin(), invocation.variables.end());
    if (looks_up_environment(invocation)) {
        environment.values.insert(invocation.environment.begin(), invocation.environment.end());
    }
    std::vector<Input> inputs;
    std::vector<FileIndex> compose;
    for (std::string name : names) {
        if (name.starts_with("cwd://")) name.erase(0, 6);
        const bool stands_alone = name == "-" || name.starts_with('/');
        const std::string path = stands_alone ? name : prefix + name;
        if (by_default && !tree.is_file(path)) continue;
        auto text = tree.read(path);
        if (!text) return text.error();
        if (text->empty()) continue;
        Input& input = inputs.emplace_back();
        input.source = std::make_shared<const SourceFile>(path, *std::move(text));
        const Format format = format_of(name);
        const bool is_compose = format == Format::compose ||
                                (format == Format::unknown && says_services(*input.source));
        if (is_compose) compose.push_back(static_cast<FileIndex>(inputs.size() - 1));
    }
    if (inputs.empty()) return Error{"couldn't find a bake definition"};
    read_compose(inputs, compose, tree, prefix, environment);
    return inputs;
}

} // namespace dflint::bake
