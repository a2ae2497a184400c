// SPDX-License-Identifier: Apache-2.0
#include "tools/dflint/discovery.h"

#include "dflint/source/ascii.h"
#include "dflint/source/disk.h"
#include "dflint/workspace/compose_override.h"
#include "dflint/workspace/file_set.h"
#include "tools/dflint/gitignore.h"

#include <algorithm>
#include <filesystem>
#include <span>
#include <sys/stat.h>
#include <system_error>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace dflint::cli {

namespace {

namespace fs = std::filesystem;

/// Ends of names that start like a Dockerfile's, but name something about or beside one.
constexpr std::string_view other_endings[] = {
    "asc",   "backup", "bak",    "diff", "dockerignore", "erb", "hbs", "html",     "in",
    "j2",    "jinja",  "jinja2", "json", "lock",         "log", "md",  "mustache", "orig",
    "patch", "rej",    "rst",    "save", "sha256",       "sig", "swo", "swp",      "template",
    "tmp",   "tmpl",   "tpl",    "txt",  "yaml",         "yml",
};

/// `dockerfile.go` is a Go file, `Dockerfile.go` a Dockerfile for one.
constexpr std::string_view code_endings[] = {
    "c",   "cpp", "cs", "go", "h",  "java", "js", "kt",
    "lua", "php", "py", "rb", "rs", "sh",   "ts", "vim",
};

bool is_one_of(std::span<const std::string_view> list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_separator(char c) {
    return c == '.' || c == '-' || c == '_';
}

bool exists(const std::string& path) {
    struct stat info {};
    return ::stat(path.c_str(), &info) == 0;
}

/// A directory, a pipe, a device; a link to nowhere is none of them.
bool is_no_file(const std::string& path) {
    struct stat info {};
    return ::stat(path.c_str(), &info) == 0 && !S_ISREG(info.st_mode);
}

bool is_directory(const std::string& path) {
    struct stat info {};
    return ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

std::string without_line_end(std::string text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
    return text;
}

/// The directory that holds info/exclude. In a linked worktree or a submodule `.git` is a file
/// that names it, in two steps.
std::string git_directory(const std::string& top) {
    std::string dot_git = top + ".git";
    if (is_directory(dot_git)) return dot_git;
    auto pointer = read_file(dot_git);
    if (!pointer || !pointer->starts_with("gitdir: ")) return dot_git;
    const std::string named = without_line_end(pointer->substr(8));
    std::string directory = named.starts_with('/') ? named : top + named;
    auto common = read_file(directory + "/commondir");
    if (!common) return directory;
    const std::string shared = without_line_end(*common);
    return shared.starts_with('/') ? shared : directory + "/" + shared;
}

/// The path without links and dots; the path itself where there is no such file.
std::string canonical(const std::string& path) {
    std::error_code error;
    const fs::path found = fs::canonical(path, error);
    return error ? path : found.string();
}

/// Collects the files, each once, also when it is named again through a link: two writers on one
/// file would race. Hard links are files of their own: a rewritten one leaves the others as they
/// are.
class Files {
public:
    explicit Files(std::vector<std::string>& files) : files_(files) {}

    void add(const std::string& path, std::string canonical_path) {
        if (seen_.insert(std::move(canonical_path)).second) files_.push_back(path);
    }
    [[nodiscard]] std::size_t count() const { return files_.size(); }

private:
    std::vector<std::string>& files_;
    std::unordered_set<std::string> seen_;
};

/// Where files are that are no links, asked once for each directory.
class Places {
public:
    std::string of(std::string_view path) {
        const std::size_t begin = path.rfind('/') + 1; // 0 when there is no slash
        const std::string_view directory = begin == 0 ? "./" : path.substr(0, begin);
        if (directory != directory_) enter(directory);
        std::string place;
        place.reserve(place_->size() + path.size() - begin);
        return place.append(*place_).append(path.substr(begin));
    }

private:
    void enter(std::string_view directory) {
        directory_ = directory;
        const auto [place, is_new] = places_.try_emplace(directory_);
        if (is_new) place->second = canonical(directory_);
        if (!place->second.ends_with('/')) place->second += '/';
        place_ = &place->second;
    }

    std::unordered_map<std::string, std::string> places_; ///< with a slash at the end
    std::string directory_;                               ///< asked for last
    const std::string* place_ = nullptr;
};

bool is_compose_file(const std::string& path) {
    auto text = read_file(path);
    return text && workspace::has_services(SourceFile(path, *std::move(text)));
}

bool is_name_of_ours(std::string_view name) {
    return is_dockerfile_name(name) || is_ignore_file_name(name) ||
           workspace::is_definition_name(name);
}

/// Some of the names that compose files have belong to other programs and to templates as well.
bool is_of_another_program(std::string_view name, const std::string& path) {
    return workspace::is_other_compose_name(name) && !is_compose_file(path);
}

/// A search would take it.
bool is_ours(const std::string& path) {
    const std::string_view name = std::string_view(path).substr(path.rfind('/') + 1);
    return path == "-" || (is_name_of_ours(name) && !is_of_another_program(name, path));
}

/// Searches one directory tree. Paths of directories end in a slash, or are empty for ".".
class Walk {
public:
    Walk(Found& found, Files& files) : found_(found), files_(files) {}

    void from(const std::string& directory) {
        std::error_code error;
        fs::path here = fs::canonical(directory.empty() ? "." : directory, error);
        std::vector<fs::path> above; // innermost first, up to the top of the repository
        if (!error && !exists((here / ".git").string())) {
            for (fs::path up = here; up.has_relative_path();) {
                up = up.parent_path();
                above.push_back(up);
                if (exists((up / ".git").string())) break;
            }
            // Outside of a repository only the directory's own .gitignore files count.
            if (!above.empty() && !exists((above.back() / ".git").string())) above.clear();
        }
        const std::string prefix = error || here == "/" ? "/" : here.string() + "/";
        absolute_ = prefix;
        shown_size_ = directory.size();
        for (auto up = above.rbegin(); up != above.rend(); ++up) {
            read_rules(*up == "/" ? "/" : up->string() + "/");
        }
        enter(directory);
    }

private:
    struct Entry {
        std::string name;
        bool is_link;
        bool is_directory; ///< itself; links are not followed
    };

    /// The path git would see: patterns of files above the directory count from there.
    [[nodiscard]] std::string in_full(const std::string& shown) const {
        return absolute_ + shown.substr(shown_size_);
    }

    void read_rules(const std::string& full) {
        if (exists(full + ".git")) {
            rules_begin_ = rules_.size(); // another repository: rules from outside end here
            if (auto text = read_file(git_directory(full) + "/info/exclude")) {
                rules_.emplace_back(*text, full);
            }
        }
        if (auto text = read_file(full + ".gitignore")) rules_.emplace_back(*text, full);
    }

    [[nodiscard]] bool is_ignored(const std::string& full, bool is_directory) const {
        for (std::size_t i = rules_.size(); i > rules_begin_; --i) {
            const auto verdict = rules_[i - 1].verdict(full, is_directory);
            if (verdict != IgnoreFile::Verdict::none)
                return verdict == IgnoreFile::Verdict::ignored;
        }
        return false;
    }

    /// The depth is bounded: links are not followed, and the kernel refuses paths past PATH_MAX.
    void enter(const std::string& directory) {
        const std::size_t outer_size = rules_.size();
        const std::size_t outer_begin = rules_begin_;
        read_rules(in_full(directory));

        std::vector<Entry> entries;
        std::error_code error;
        fs::directory_iterator entry(directory.empty() ? "." : directory, error);
        for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
            std::error_code unknown;
            const bool is_link = entry->is_symlink(unknown);
            const bool is_directory = !is_link && entry->is_directory(unknown);
            std::string name = entry->path().filename().string();
            // Reading a pipe or a device would wait for whoever writes to it.
            const bool may_be_file = is_link || entry->is_regular_file(unknown);
            if (is_directory ? name != ".git" : may_be_file && is_name_of_ours(name)) {
                entries.push_back({std::move(name), is_link, is_directory});
            }
        }
        if (error) found_.errors.push_back(directory + ": cannot search: " + error.message());
        std::sort(entries.begin(), entries.end(),
                  [](const Entry& a, const Entry& b) { return a.name < b.name; });
        for (const auto& [name, is_link, is_directory] : entries) {
            const std::string path = directory + name;
            std::string full = in_full(path);
            if (is_ignored(full, is_directory)) continue;
            if (is_directory) {
                enter(path + "/");
            } else if (is_link && is_no_file(path)) {
                continue;
            } else if (!is_of_another_program(name, path)) {
                files_.add(path, is_link ? canonical(path) : std::move(full));
            }
        }
        rules_.erase(rules_.begin() + static_cast<std::ptrdiff_t>(outer_size), rules_.end());
        rules_begin_ = outer_begin;
    }

    Found& found_;
    Files& files_;
    std::vector<IgnoreFile> rules_;
    std::size_t rules_begin_ = 0;
    std::string absolute_;
    std::size_t shown_size_ = 0;
};

} // namespace

bool is_dockerfile_name(std::string_view name) {
    const std::string all = ascii::lower(name);
    for (const std::string_view base : {"dockerfile", "containerfile"}) {
        if (all == base) return true;
        if (all.ends_with(base)) return is_separator(all[all.size() - base.size() - 1]);
        if (!all.starts_with(base)) continue;
        if (!is_separator(all[base.size()]) || all.back() == '~') return false;
        const std::size_t dot = all.rfind('.');
        if (dot == std::string::npos || dot < base.size()) return true;
        const std::string_view ending = std::string_view(all).substr(dot + 1);
        const bool may_be_code = name.front() == all.front();
        return !is_one_of(other_endings, ending) &&
               !(may_be_code && is_one_of(code_endings, ending));
    }
    return false;
}

bool is_ignore_file_name(std::string_view name) {
    return name.ends_with(".dockerignore");
}

Found discover(const std::vector<std::string>& paths, Named named) {
    Found found;
    Files files(found.files);
    Places places;
    for (const std::string& path : paths) {
        struct stat info {};
        const bool is_there = path != "-" && ::lstat(path.c_str(), &info) == 0;
        const bool is_link = is_there && S_ISLNK(info.st_mode);
        if (is_link ? !is_directory(path) : !is_there || !S_ISDIR(info.st_mode)) {
            if (named == Named::as_found && !is_ours(path)) continue;
            files.add(path, is_link ? canonical(path) : is_there ? places.of(path) : path);
            continue;
        }
        const std::size_t count = files.count();
        const bool is_here = path == "." || path == "./";
        const bool has_slash = path.ends_with('/');
        Walk(found, files).from(is_here ? "" : has_slash ? path : path + "/");
        if (files.count() == count) found.empty_directories.push_back(path);
    }
    return found;
}

} // namespace dflint::cli
