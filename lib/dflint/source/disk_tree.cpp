// SPDX-License-Identifier: Apache-2.0
#include "dflint/source/disk.h"
#include "dflint/source/file_tree.h"

#include <algorithm>
#include <filesystem>

namespace dflint {

FileTree::Kind DiskTree::kind(const std::string& path) const {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (error) return Kind::none;
    if (std::filesystem::is_directory(status)) return Kind::directory;
    return std::filesystem::exists(status) ? Kind::file : Kind::none;
}

Result<std::string> DiskTree::read(const std::string& path) const {
    return read_file(path);
}

std::vector<std::string> DiskTree::list(const std::string& directory) const {
    std::vector<std::string> names;
    std::error_code error;
    std::filesystem::directory_iterator entry(directory, error);
    const std::filesystem::directory_iterator end;
    while (!error && entry != end) {
        names.push_back(entry->path().filename().string());
        entry.increment(error);
    }
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace dflint
