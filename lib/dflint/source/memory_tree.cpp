// SPDX-License-Identifier: Apache-2.0
#include "dflint/source/file_tree.h"

namespace dflint {

namespace {
/// "." and "./" name the root of a memory tree, and a leading "./" means nothing.
std::string normalized(std::string path) {
    while (path.starts_with("./")) path.erase(0, 2);
    while (path.size() > 1 && path.ends_with('/')) path.pop_back();
    return path == "." ? std::string() : path;
}
} // namespace

FileTree::Kind MemoryTree::kind(const std::string& path) const {
    const std::string name = normalized(path);
    if (files_.contains(name)) return Kind::file;
    const std::string prefix = name.empty() ? "" : name + "/";
    const auto below = files_.lower_bound(prefix);
    const bool has_below = below != files_.end() && below->first.starts_with(prefix);
    return has_below ? Kind::directory : Kind::none;
}

Result<std::string> MemoryTree::read(const std::string& path) const {
    const auto found = files_.find(normalized(path));
    if (found == files_.end()) return Error{path + ": cannot open: no such file"};
    return found->second;
}

std::vector<std::string> MemoryTree::list(const std::string& directory) const {
    const std::string name = normalized(directory);
    const std::string prefix = name.empty() ? "" : name + "/";
    std::vector<std::string> names;
    for (auto at = files_.lower_bound(prefix); at != files_.end(); ++at) {
        if (!at->first.starts_with(prefix)) break;
        const std::string below = at->first.substr(prefix.size());
        const std::string entry = below.substr(0, below.find('/'));
        if (names.empty() || names.back() != entry) names.push_back(entry);
    }
    return names;
}

} // namespace dflint
