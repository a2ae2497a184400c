// SPDX-License-Identifier: Apache-2.0
#include "absence.h"

#include <algorithm>
#include <fnmatch.h>
#include <string_view>
#include <vector>

namespace dflint::rules {

namespace {

constexpr int most_levels = 32;

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        parts.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
    const std::size_t end = text.find_last_not_of(" \t\r");
    return end == text.npos ? "" : text.substr(begin, end + 1 - begin);
}

/// The last part of a pattern or path that says a name.
std::string last_name(std::string_view path) {
    std::string name;
    for (std::string& part : split(path, '/')) {
        if (!part.empty() && part != "**" && part != "*") name = std::move(part);
    }
    return name.empty() && path.find('*') != path.npos ? "*" : name;
}

class Search {
public:
    Search(const FileTree& files, const std::string& path) : files_(files), path_(path) {
        for (std::string& part : split(path, '/')) {
            if (!part.empty() && part != "..") parts_.push_back(std::move(part));
        }
    }

    Absence run() {
        std::string directory = path_.starts_with('/') ? "/" : "";
        look_into(directory);
        for (const std::string& part : split(path_, '/')) {
            if (part.empty()) continue;
            directory += part + "/";
            look_into(directory);
        }
        std::string above = path_.starts_with('/') ? "" : "../";
        for (int level = 0; level < most_levels && !found_.is_in_repository; ++level) {
            if (above.empty()) break;
            look_into(above);
            above += "../";
        }
        return found_;
    }

private:
    void look_into(const std::string& directory) {
        found_.is_in_repository |= files_.kind(directory + ".git") != FileTree::Kind::none;
        found_.may_be_made |= names_it(directory);
    }

    /// One of the two files of the directory does.
    [[nodiscard]] bool names_it(const std::string& directory) const {
        for (const std::string& line : lines(directory + ".gitignore")) {
            if (!line.starts_with('#') && !line.starts_with('!') && is_named(line)) return true;
        }
        for (const std::string& line : lines(directory + ".gitmodules")) {
            const std::size_t equals = line.find('=');
            const bool is_path = trimmed(std::string_view(line).substr(0, equals)) == "path";
            if (equals != line.npos && is_path && is_named(line.substr(equals + 1))) return true;
        }
        return false;
    }

    [[nodiscard]] std::vector<std::string> lines(const std::string& path) const {
        if (!files_.is_file(path)) return {};
        const auto text = files_.read(path);
        std::vector<std::string> all = text ? split(*text, '\n') : std::vector<std::string>{};
        for (std::string& line : all) line = trimmed(line);
        return all;
    }

    [[nodiscard]] bool is_named(std::string_view pattern) const {
        const std::string name = last_name(trimmed(pattern));
        return !name.empty() && std::ranges::any_of(parts_, [&](const std::string& part) {
            return fnmatch(name.c_str(), part.c_str(), 0) == 0;
        });
    }

    const FileTree& files_;
    const std::string& path_;
    std::vector<std::string> parts_;
    Absence found_;
};

} // namespace

Absence absence_of(const FileTree& files, const std::string& path) {
    return Search(files, path).run();
}

} // namespace dflint::rules
