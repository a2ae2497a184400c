// SPDX-License-Identifier: Apache-2.0
#include "dflint/workspace/definition.h"

#include <algorithm>
#include <array>
#include <map>

namespace dflint::workspace {

namespace {

constexpr std::array<std::string_view, 8> names{
    "compose.yaml",     "compose.yml",     "docker-compose.yml",        "docker-compose.yaml",
    "docker-bake.json", "docker-bake.hcl", "docker-bake.override.json", "docker-bake.override.hcl",
};

std::size_t rank(std::string_view path) {
    const std::string_view name = path.substr(path.find_last_of('/') + 1);
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

} // namespace

std::span<const std::string_view> default_names() {
    return names;
}

bool is_definition_name(std::string_view name) {
    if (rank(name) < names.size()) return true;
    const bool is_bake = name.ends_with(".hcl") || name.ends_with(".json");
    return is_bake && name.find("bake") != std::string_view::npos;
}

std::vector<Definition> definitions_of(std::span<const std::string> paths) {
    std::vector<Definition> all;
    std::map<std::string, std::size_t> by_directory;
    for (const std::string& path : paths) {
        const std::string directory = path.substr(0, path.find_last_of('/') + 1);
        if (rank(path) == names.size()) {
            all.push_back({directory, {path}});
            continue;
        }
        const auto [known, is_new] = by_directory.emplace(directory, all.size());
        if (is_new) all.push_back({directory, {}});
        all[known->second].paths.push_back(path);
    }
    for (Definition& each : all) {
        std::sort(each.paths.begin(), each.paths.end(),
                  [](const auto& a, const auto& b) { return rank(a) < rank(b); });
    }
    return all;
}

} // namespace dflint::workspace
