// SPDX-License-Identifier: Apache-2.0
#include "dflint/workspace/file_set.h"

#include "dflint/bake/invocation.h"
#include "dflint/source/ascii.h"
#include "dflint/workspace/compose_override.h"

#include <algorithm>
#include <map>

namespace dflint::workspace {

namespace {

/// By place in the merge; of other names the number of default ones.
std::size_t rank(std::string_view path) {
    const std::string_view name = path.substr(path.find_last_of('/') + 1);
    const auto& names = bake::default_file_names();
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

/// `gpu-bake.json`, `bakefile.hcl`: `bake` ends a word of the name, which it does not in `bakery`.
bool names_bake(std::string_view name) {
    for (std::size_t at = name.find("bake"); at != name.npos; at = name.find("bake", at + 1)) {
        const std::string_view rest = name.substr(at + 4);
        const bool ends = std::string_view(".-_").find(rest.front()) != std::string_view::npos;
        if (ends || ascii::is_digit(rest.front()) || rest.starts_with("file")) return true;
    }
    return false;
}

} // namespace

bool is_definition_name(std::string_view name) {
    if (rank(name) < bake::default_file_names().size()) return true;
    if (is_other_compose_name(name)) return true;
    const bool is_bake = name.ends_with(".hcl") || name.ends_with(".json");
    return is_bake && names_bake(name);
}

std::vector<FileSet> file_sets_of(std::span<const std::string> paths) {
    std::vector<FileSet> all;
    std::map<std::string, std::size_t> by_directory;
    for (const std::string& path : paths) {
        const std::string directory = path.substr(0, path.find_last_of('/') + 1);
        if (rank(path) == bake::default_file_names().size()) {
            all.push_back({directory, {path}});
            continue;
        }
        const auto [known, is_new] = by_directory.emplace(directory, all.size());
        if (is_new) all.push_back({directory, {}});
        all[known->second].paths.push_back(path);
    }
    for (FileSet& each : all) {
        std::sort(each.paths.begin(), each.paths.end(),
                  [](const auto& a, const auto& b) { return rank(a) < rank(b); });
    }
    return all;
}

} // namespace dflint::workspace
