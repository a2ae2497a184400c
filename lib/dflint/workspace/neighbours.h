// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/file_tree.h"

#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::workspace {

/// What the directories of a tree hold and its `.hcl` files declare. Each is looked at once; what
/// was found stays as it was. Safe to share between threads.
class Vicinity {
public:
    /// The tree outlives this.
    explicit Vicinity(const FileTree& files) : files_(files) {}

    struct Directory {
        std::vector<std::string> definitions; ///< names of the `.hcl` files
        std::vector<std::string> below;       ///< paths of its directories, ending in a slash
    };
    /// The path is "" or ends in a slash.
    [[nodiscard]] const Directory& directory(const std::string& path);
    /// Names that the file declares; nothing when it cannot be read.
    [[nodiscard]] const std::vector<std::string>* declared_in(const std::string& path);

private:
    struct File {
        bool is_readable = false;
        std::vector<std::string> declared;
    };

    const FileTree& files_;
    std::mutex mutex_;
    std::map<std::string, Directory> directories_;
    std::map<std::string, File> files_by_path_;
};

/// Names that other bake files nearby declare: variables, functions, targets, groups. Files with
/// other than the default names are often given together with `-f`, which no file says.
class Neighbours {
public:
    using IsOwn = std::function<bool(const std::string& path)>;

    /// Looks at the `.hcl` files of the directory ("" or ending in a slash), of the two above it
    /// and of what stands directly below these, but not at those that are part of the definition.
    /// One with a default name in a directory beside is a definition of its own, and left out.
    Neighbours(Vicinity& vicinity, const std::string& directory, const IsOwn& is_own);

    /// The file that declares the name; nothing when none does.
    [[nodiscard]] const std::string* file_of(std::string_view name) const;
    /// Number of the files that were read.
    [[nodiscard]] std::size_t count() const { return count_; }

private:
    void look_into(Vicinity& vicinity, const std::string& directory, const IsOwn& is_own,
                   bool with_default_names);
    void read(Vicinity& vicinity, const std::string& path);

    std::map<std::string, std::string, std::less<>> file_by_name_;
    std::set<std::string> seen_;
    std::size_t count_ = 0;
};

} // namespace dflint::workspace
