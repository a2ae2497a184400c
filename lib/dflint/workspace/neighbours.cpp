// SPDX-License-Identifier: Apache-2.0
#include "dflint/workspace/neighbours.h"

#include "dflint/syntax/hcl/parse.h"

#include <utility>
#include <vector>

namespace dflint::workspace {

namespace {
constexpr int levels_up = 2;
constexpr std::size_t max_entries = 256; ///< a directory of more is no place of definitions
} // namespace

Neighbours::Neighbours(const FileTree& files, const std::string& directory, const IsOwn& is_own) {
    std::string at = directory;
    for (int level = 0; level <= levels_up; ++level) {
        look_into(files, at, is_own, true);
        if (at.empty() || at == "/") return;
        at.pop_back();
        at.resize(at.find_last_of('/') + 1);
    }
}

void Neighbours::look_into(const FileTree& files, const std::string& directory, const IsOwn& is_own,
                           bool goes_down) {
    const std::vector<std::string> names = files.list(directory.empty() ? "." : directory);
    if (names.size() > max_entries) return;
    for (const std::string& name : names) {
        const std::string path = directory + name;
        if (name.ends_with(".hcl")) {
            if (!is_own(path)) read(files, path);
        } else if (goes_down && name.find('.') == std::string::npos &&
                   files.kind(path) == FileTree::Kind::directory) {
            look_into(files, path + "/", is_own, false);
        }
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
