// SPDX-License-Identifier: Apache-2.0
#include "dflint/workspace/surroundings.h"

#include "dflint/bake/invocation.h"
#include "dflint/model/paths.h"
#include "dflint/source/file_kind.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace dflint::workspace {

namespace {

/// Everything before the last part of a path: ends in a slash, or is empty.
std::string directory_of(std::string_view path) {
    return std::string(path.substr(0, path.find_last_of('/') + 1));
}

/// Of an absolute directory that ends in a slash. The root has none above it.
std::string above(const std::string& directory) {
    return directory_of(std::string_view(directory).substr(0, directory.size() - 1));
}

class Search {
public:
    /// `here` ends in a slash.
    Search(const FileTree& files, std::string here) : files_(files), here_(std::move(here)) {}

    Surroundings run(std::span<const std::string> paths) {
        std::vector<const std::string*> definitions;
        for (const std::string& path : paths) {
            if (has_default_name(path)) definitions.push_back(&path);
        }
        for (const std::string* path : definitions) given_.insert(full(*path));
        // First of all: a directory is called what those who name a file in it call it.
        for (const std::string* path : definitions) {
            take(directory_of(full(*path)), directory_of(*path));
        }
        for (const std::string& path : paths) {
            if (kind_of(path) == FileKind::dockerfile) look_from(path);
        }
        return std::move(found_);
    }

private:
    /// One directory, looked at.
    struct Directory {
        std::vector<std::string> names;     ///< the default names that are there
        bool is_root = false;               ///< of a repository
        std::optional<std::string> shown{}; ///< what the paths of its files begin with
    };
    using Entry = std::pair<const std::string, Directory>;

    static std::string_view name_of(std::string_view path) {
        return path.substr(path.find_last_of('/') + 1);
    }
    static bool has_default_name(std::string_view path) {
        const auto& names = bake::default_file_names();
        return std::find(names.begin(), names.end(), name_of(path)) != names.end();
    }
    [[nodiscard]] std::string full(const std::string& path) const {
        return model::clean_path(path.starts_with('/') ? path : here_ + path);
    }

    Entry& look_at(const std::string& directory) {
        const auto [entry, is_new] = directories_.try_emplace(directory);
        if (!is_new) return *entry;
        entry->second.is_root = files_.kind(directory + ".git") != FileTree::Kind::none;
        for (const std::string_view name : bake::default_file_names()) {
            if (files_.is_file(directory + std::string(name))) {
                entry->second.names.emplace_back(name);
            }
        }
        return *entry;
    }

    /// Adds the definitions of a directory; `shown` is what their paths begin with, once and for
    /// all.
    void take(const std::string& directory, std::string shown) {
        Directory& there = look_at(directory).second;
        if (there.shown) return;
        there.shown = std::move(shown);
        for (const std::string& name : there.names) {
            if (!given_.contains(directory + name)) {
                found_.definitions.push_back(*there.shown + name);
            }
        }
    }

    void look_from(const std::string& path) {
        const std::string file = full(path);
        const std::string own = directory_of(file);
        for (const std::string& directory : holders(own)) {
            take(directory, directory == own ? directory_of(path) : shown(directory, path));
            const std::string name =
                model::clean_path(*look_at(directory).second.shown + file.substr(directory.size()));
            const std::string clean = model::clean_path(path);
            if (name != clean) found_.other_names[clean].push_back(name);
        }
    }

    /// The directories with definitions that count for a directory.
    const std::vector<std::string>& holders(const std::string& own) {
        const auto [known, is_new] = holders_.try_emplace(own);
        if (!is_new) return known->second;
        std::vector<std::string> all;
        std::size_t in_own = 0;
        for (std::string at = own; !at.empty(); at = above(at)) {
            const Directory& there = look_at(at).second;
            if (!there.names.empty()) all.push_back(at);
            if (at == own) in_own = all.size();
            if (there.is_root) return known->second = std::move(all);
        }
        all.resize(in_own);
        return known->second = std::move(all);
    }

    /// A directory above a file as the user would write it: from the root when the path of the file
    /// is.
    [[nodiscard]] std::string shown(const std::string& directory, const std::string& path) const {
        if (path.starts_with('/')) return directory;
        std::string common = here_;
        std::string up;
        while (!directory.starts_with(common)) {
            common = above(common);
            up += "../";
        }
        return up + directory.substr(common.size());
    }

    const FileTree& files_;
    std::string here_;
    std::set<std::string> given_; ///< the paths of the run that have default names
    std::map<std::string, Directory> directories_;
    std::map<std::string, std::vector<std::string>> holders_;
    Surroundings found_;
};

} // namespace

Surroundings look_around(std::span<const std::string> paths, const FileTree& files,
                         const std::string& here) {
    return Search(files, here.ends_with('/') ? here : here + "/").run(paths);
}

} // namespace dflint::workspace
