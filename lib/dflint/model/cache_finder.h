// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"
#include "dflint/model/install.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::model {

/// Looks up what decides where the manager of one install caches. One member function for each
/// manager; those of a family stand in one file.
class CacheFinder {
public:
    using Directories = std::optional<std::vector<CacheDirectory>>;

    CacheFinder(const Install& install, const Scope& scope);

    [[nodiscard]] Directories find() const;

private:
    /// The image at the bottom. `name` is the last part of the repository: "golang" of
    /// docker.io/library/golang.
    struct Image {
        std::string_view registry;
        std::string_view repository;
        std::string_view name;
        std::string_view tag;
    };

    [[nodiscard]] static CacheDirectory downloads(std::string_view path);
    [[nodiscard]] static Directories one(std::string_view path);

    /// A setting that may be absent, present with a value, or present with a value nobody knows.
    struct Value {
        bool is_set = false;
        std::optional<std::string> text;
    };

    [[nodiscard]] Value variable(std::string_view name) const;
    /// The first that is set.
    [[nodiscard]] Value variable(std::initializer_list<std::string_view> names) const;
    [[nodiscard]] Value option(std::initializer_list<std::string_view> names) const;
    /// Nothing when the value stays unknown, as $(...) and variables of the shell do.
    [[nodiscard]] std::optional<std::string> expanded(std::string_view value) const;
    /// `set` as a directory, or nothing when it is unknown or relative.
    [[nodiscard]] static Directories at(const Value& set, std::string_view below = "");
    /// HOME as the manager sees it. sudo's policy decides whose home a command behind it has.
    [[nodiscard]] std::optional<std::string> home() const;
    /// Java and sudo look into the user database, not at HOME.
    [[nodiscard]] std::optional<std::string> home_of_user() const;
    [[nodiscard]] Directories under_home(std::string_view below) const;
    /// $XDG_CACHE_HOME/name, else ~/.cache/name; a variable of the manager goes first.
    /// https://specifications.freedesktop.org/basedir-spec/latest/
    [[nodiscard]] Directories under_cache(std::initializer_list<std::string_view> variables,
                                          const std::string& name) const;
    /// The official image of that name on Docker Hub or in a mirror of it.
    [[nodiscard]] bool is_official(std::string_view name) const;
    /// Images that set no variable of Go or Rust: CUDA's, and the official ones but for those of
    /// the two languages and for Caddy's builder.
    [[nodiscard]] bool has_plain_environment() const;
    /// The number that follows `word` in the tag: 7 of "centos7" or "7-slim"; -1 when none does.
    [[nodiscard]] int number_after(std::string_view word) const;
    /// The release of a distribution, whose image may repeat its name in the tag (centos:centos7,
    /// centos:stream9) or whose name is in the tag of another image (cuda:12.9.1-base-ubi9).
    [[nodiscard]] int release_of(std::string_view image, std::string_view word) const;

    // operating systems: cache_directories_system.cpp
    [[nodiscard]] static Directories apt();
    [[nodiscard]] Directories apk() const;
    [[nodiscard]] Directories dnf() const;
    [[nodiscard]] std::string_view dnf_directory() const;

    // Python: cache_directories_python.cpp
    [[nodiscard]] Directories pip() const;
    [[nodiscard]] Directories uv() const;
    [[nodiscard]] Directories poetry() const;
    [[nodiscard]] Directories conda() const;
    [[nodiscard]] Directories pixi() const;
    [[nodiscard]] std::optional<std::string> conda_prefix() const;
    [[nodiscard]] std::optional<std::string> conda_on(std::string_view path) const;

    // JavaScript: cache_directories_node.cpp
    [[nodiscard]] Directories npm() const;
    [[nodiscard]] Directories yarn() const;
    [[nodiscard]] Directories pnpm() const;
    [[nodiscard]] Directories bun() const;

    // other languages: cache_directories_languages.cpp
    [[nodiscard]] Directories go() const;
    [[nodiscard]] Directories cargo() const;
    [[nodiscard]] Directories gem() const;
    [[nodiscard]] bool is_bundle_configured() const;
    [[nodiscard]] Directories composer() const;
    [[nodiscard]] Directories maven() const;
    [[nodiscard]] Directories gradle() const;
    [[nodiscard]] Directories dotnet() const;
    [[nodiscard]] Directories mix() const;

    const Install& install_;
    const Command& command_;
    const Scope& scope_;
    Image image_;
};

} // namespace dflint::model
