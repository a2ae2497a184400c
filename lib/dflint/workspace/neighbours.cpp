// SPDX-License-Identifier: Apache-2.0
#include "dflint/workspace/neighbours.h"

#include "dflint/bake/invocation.h"
#include "dflint/syntax/hcl/parse.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace dflint::workspace {

namespace {
constexpr int levels_up = 2;
constexpr std::size_t max_entries = 256; ///< a directory of more is no place of definitions

std::vector<std::string> names_in(const FileTree& files, const std::string& directory) {
    std::vector<std::string> names = files.list(directory.empty() ? "." : directory);
    if (names.size() > max_entries) names.clear();
    return names;
}

/// With a slash at the end.
std::vector<std::string> directories_in(const FileTree& files, const std::string& directory) {
    std::vector<std::string> found;
    for (const std::string& name : names_in(files, directory)) {
        const std::string path = directory + name;
        const bool may_be_one = name.find('.') == std::string::npos;
        if (may_be_one && files.kind(path) == FileTree::Kind::directory)
            found.push_back(path + "/");
    }
    return found;
}

bool is_default_name(std::string_view name) {
    const auto& names = bake::default_file_names();
    return std::find(names.begin(), names.end(), name) != names.end();
}
} // namespace

Neighbours::Neighbours(const FileTree& files, const std::string& directory, const IsOwn& is_own) {
    std::string at = directory;
    for (int level = 0; level <= levels_up; ++level) {
        look_into(files, at, is_own, true);
        for (const std::string& below : directories_in(files, at)) {
            // Beside this one, not below it: a file with a default name is called for itself.
            look_into(files, below, is_own, level == 0);
        }
        if (at.empty() || at == "/") return;
        at.pop_back();
        at.resize(at.find_last_of('/') + 1);
    }
}

void Neighbours::look_into(const FileTree& files, const std::string& directory, const IsOwn& is_own,
                           bool with_default_names) {
    for (const std::string& name : names_in(files, directory)) {
        if (!name.ends_with(".hcl") || (!with_default_names && is_default_name(name))) continue;
        const std::string path = directory + name;
        if (!is_own(path)) read(files, path);
    }
}

const std::string* Neighbours::file_of(std::string_view name) const {
    const auto found = file_by_name_.find(name);
    return found == file_by_name_.end() ? nullptr : &found->second;
}

void Neighbours::read(const FileTree& files, const std::string& path) {
    auto text = files.read(path);
    if (!text || !seen_.insert(path).second) return;
    ++count_;
    const SourceFile file(path, std::move(*text));
    Diagnostics mistakes;
    const hcl::File tree = hcl::parse(file, mistakes);
    for (const hcl::Attribute& each : tree.body.attributes) {
        file_by_name_.emplace(each.name.text, path);
    }
    for (const hcl::Block& each : tree.body.blocks) {
        if (each.labels.size() == 1) file_by_name_.emplace(each.labels.front().text, path);
    }
}

} // namespace dflint::workspace
