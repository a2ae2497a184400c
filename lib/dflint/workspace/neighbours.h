// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/file_tree.h"

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace dflint::workspace {

/// Names that other bake files nearby declare: variables, functions, targets, groups. Files with
/// other than the default names are often given together with `-f`, which no file says.
class Neighbours {
public:
    using IsOwn = std::function<bool(const std::string& path)>;

    /// Looks at the `.hcl` files of the directory ("" or ending in a slash), of the two above it
    /// and of what stands directly below these, but not at those that are part of the definition.
    /// One with a default name in a directory beside is a definition of its own, and left out.
    Neighbours(const FileTree& files, const std::string& directory, const IsOwn& is_own);

    /// The file that declares the name; nothing when none does.
    [[nodiscard]] const std::string* file_of(std::string_view name) const;
    /// Number of the files that were read.
    [[nodiscard]] std::size_t count() const { return count_; }

private:
    void look_into(const FileTree& files, const std::string& directory, const IsOwn& is_own,
                   bool with_default_names);
    void read(const FileTree& files, const std::string& path);

    std::map<std::string, std::string, std::less<>> file_by_name_;
    std::set<std::string> seen_;
    std::size_t count_ = 0;
};

} // namespace dflint::workspace
