// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/build.h"
#include "dflint/model/install.h"
#include "dflint/model/paths.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace dflint::model {

namespace {

using Directories = std::optional<std::vector<CacheDirectory>>;

CacheDirectory downloads(std::string path) {
    return {.path = clean_path(path)};
}

Directories one(std::string path) {
    return std::vector{downloads(std::move(path))};
}

/// The image at the bottom. `name` is the last part of the repository: "golang" of
/// docker.io/library/golang.
struct Image {
    std::string_view registry;
    std::string_view repository;
    std::string_view name;
    std::string_view tag;
};

/// Rebuilds of Red Hat Enterprise Linux: the image's name, and the word before the release in tags.
constexpr std::pair<std::string_view, std::string_view> enterprise_linux[] = {
    {"centos", "centos"},
    {"rockylinux", "rockylinux"},
    {"almalinux", "almalinux"},
    {"oraclelinux", "oraclelinux"},
    {"ubi", "ubi"},
};

/// Looks up what decides where the manager of one install caches.
class Finder {
public:
    Finder(const Install& install, const Scope& scope)
        : install_(install), command_(*install.command), scope_(scope) {
        if (const auto base = scope.stage().base_image()) {
            const ImageName split = ImageName::split(*base);
            image_ = {split.registry, split.repository,
                      split.repository.substr(split.repository.rfind('/') + 1), split.tag};
        }
    }

    [[nodiscard]] Directories find() const {
        if (scope_.shell() == Shell::cmd || scope_.shell() == Shell::powershell) return {};
        switch (install_.manager) {
        case Manager::apt:
            return apt();
        case Manager::apk:
            return apk();
        case Manager::dnf:
            return dnf();
        case Manager::zypper:
            // https://doc.opensuse.org: zypper(8), FILES
            return std::vector{CacheDirectory{"/var/cache/zypp", true, true}};
        case Manager::pip:
            return pip();
        case Manager::uv:
            return uv();
        case Manager::poetry:
            return poetry();
        case Manager::pdm:
            // https://pdm-project.org/latest/reference/configuration/ (cache_dir)
            return under_cache({"PDM_CACHE_DIR"}, "pdm");
        case Manager::pipenv:
            // https://pipenv.pypa.io/en/latest/configuration.html (PIPENV_CACHE_DIR)
            return under_cache({"PIPENV_CACHE_DIR"}, "pipenv");
        case Manager::conda:
            return conda();
        case Manager::npm:
            return npm();
        case Manager::yarn:
            return yarn();
        case Manager::pnpm:
            return pnpm();
        case Manager::bun:
            return bun();
        case Manager::go:
            return go();
        case Manager::cargo:
            return cargo();
        case Manager::gem:
        case Manager::bundler:
            return gem();
        case Manager::composer:
            return composer();
        case Manager::maven:
            return maven();
        case Manager::gradle:
            return gradle();
        case Manager::dotnet:
            return dotnet();
        }
        return {};
    }

private:
    /// A setting that may be absent, present with a value, or present with a value nobody knows.
    struct Value {
        bool is_set = false;
        std::optional<std::string> text;
    };

    [[nodiscard]] Value variable(std::string_view name) const {
        const auto setting = variable_of(command_, name);
        if (setting && !setting->is_static) return {true, expanded(setting->value)};
        if (setting) return {!setting->value.empty(), std::string(setting->value)};
        return {};
    }

    /// The first that is set.
    [[nodiscard]] Value variable(std::initializer_list<std::string_view> names) const {
        for (const std::string_view name : names) {
            if (Value value = variable(name); value.is_set) return value;
        }
        return {};
    }

    [[nodiscard]] Value option(std::initializer_list<std::string_view> names) const {
        const Option* const found = command_.option(names);
        if (found == nullptr || !found->value) return {};
        return {true, expanded(*found->value)};
    }

    /// Nothing when the value stays unknown, as $(...) and variables of the shell do.
    [[nodiscard]] std::optional<std::string> expanded(std::string_view value) const {
        if (value.find_first_of("$`") == value.npos) {
            return value.empty() ? std::nullopt : std::optional(std::string(value));
        }
        if (value.find_first_of("`") != value.npos || value.find("$(") != value.npos) return {};
        return scope_.expand(value);
    }

    /// `set` as a directory, or nothing when it is unknown or relative.
    [[nodiscard]] static Directories at(const Value& set, std::string_view below = "") {
        if (!set.text || !set.text->starts_with('/')) return {};
        return one(*set.text + std::string(below));
    }

    /// HOME as the manager sees it. sudo's policy decides whose home a command behind it has.
    [[nodiscard]] std::optional<std::string> home() const {
        if (command_.as_root && !scope_.is_root()) return {};
        if (const Value set = variable("HOME"); set.is_set) return set.text;
        return scope_.home();
    }

    /// Java and sudo look into the user database, not at HOME.
    [[nodiscard]] std::optional<std::string> home_of_user() const {
        if (scope_.is_root()) return "/root";
        return command_.as_root || scope_.binding("HOME") != nullptr ? std::nullopt : scope_.home();
    }

    [[nodiscard]] Directories under_home(std::string_view below) const {
        const auto directory = home();
        return directory ? one(*directory + std::string(below)) : Directories{};
    }

    /// $XDG_CACHE_HOME/name, else ~/.cache/name; a variable of the manager goes first.
    /// https://specifications.freedesktop.org/basedir-spec/latest/
    [[nodiscard]] Directories under_cache(std::initializer_list<std::string_view> variables,
                                          const std::string& name) const {
        if (const Value set = variable(variables); set.is_set) return at(set);
        if (const Value set = variable("XDG_CACHE_HOME"); set.is_set) return at(set, "/" + name);
        return under_home("/.cache/" + name);
    }

    /// The official image of that name on Docker Hub or in a mirror of it.
    [[nodiscard]] bool is_official(std::string_view name) const {
        if (image_.name != name) return false;
        const std::string_view owner =
            image_.repository.substr(0, image_.repository.size() - name.size());
        return owner.ends_with("library/") ||
               (owner.empty() && (image_.registry.empty() || image_.registry == "docker.io"));
    }

    /// Images that set no variable of Go or Rust: CUDA's, and the official ones but for those of
    /// the two languages and for Caddy's builder.
    [[nodiscard]] bool has_plain_environment() const {
        if (image_.repository == "nvidia/cuda") return true;
        return is_official(image_.name) && !image_.name.empty() && image_.name != "golang" &&
               image_.name != "rust" && image_.name != "caddy";
    }

    /// The number that follows `word` in the tag: 7 of "centos7" or "7-slim"; -1 when none does.
    [[nodiscard]] int number_after(std::string_view word) const {
        const std::size_t found = image_.tag.find(word);
        if (found == image_.tag.npos) return -1;
        const std::string_view rest = image_.tag.substr(found + word.size());
        int number = -1;
        std::from_chars(rest.data(), rest.data() + rest.size(), number);
        return number;
    }

    /// The release of a distribution, whose image may repeat its name in the tag (centos:centos7,
    /// centos:stream9) or whose name is in the tag of another image (cuda:12.9.1-base-ubi9).
    [[nodiscard]] int release_of(std::string_view image, std::string_view word) const {
        if (image_.name != image) return image_.name == "cuda" ? number_after(word) : -1;
        for (const std::string_view before :
             {word, std::string_view("stream"), std::string_view()}) {
            if (const int number = number_after(before); number > 0) return number;
        }
        return -1;
    }

    // ---- operating systems

    // https://docs.docker.com/reference/dockerfile/#example-cache-apt-packages
    [[nodiscard]] static Directories apt() {
        return std::vector{CacheDirectory{"/var/cache/apt", true, true},
                           CacheDirectory{"/var/lib/apt", true, true}};
    }

    // Packages are kept only where /etc/apk/cache is a directory or a link to one:
    // https://wiki.alpinelinux.org/wiki/Local_APK_cache
    [[nodiscard]] Directories apk() const {
        if (const Value set = option({"--cache-dir"}); set.is_set) return at(set);
        if (const Value root = option({"-p", "--root"}); root.is_set) {
            return at(root, "/etc/apk/cache");
        }
        return one("/etc/apk/cache");
    }

    // cachedir of dnf.conf(5): /var/cache/dnf; /var/cache/libdnf5 since DNF 5 (Fedora 41);
    // /var/cache/yum with yum 3 (Enterprise Linux 7, Amazon Linux 2).
    [[nodiscard]] Directories dnf() const {
        if (command_.is("microdnf")) return {};
        const auto directory = dnf_directory();
        return directory.empty() ? Directories{}
                                 : std::vector{CacheDirectory{std::string(directory), true, true}};
    }

    [[nodiscard]] std::string_view dnf_directory() const {
        if (command_.is("tdnf")) return "/var/cache/tdnf";
        if (command_.is("dnf5")) return "/var/cache/libdnf5";
        if (const int release = release_of("fedora", "fedora"); release > 0) {
            return release >= 41 ? "/var/cache/libdnf5" : "/var/cache/dnf";
        }
        if (const int release = release_of("amazonlinux", "amzn"); release > 0) {
            return release == 2 ? "/var/cache/yum" : "/var/cache/dnf";
        }
        for (const auto& [image, word] : enterprise_linux) {
            if (const int release = release_of(image, word); release > 0) {
                return release < 8 ? "/var/cache/yum" : "/var/cache/dnf";
            }
        }
        if (image_.repository.starts_with("ubi8") || image_.repository.starts_with("ubi9")) {
            return "/var/cache/dnf";
        }
        return {};
    }

    // ---- Python

    // https://pip.pypa.io/en/stable/topics/caching/#default-paths
    [[nodiscard]] Directories pip() const {
        if (const Value set = option({"--cache-dir"}); set.is_set) return at(set);
        return under_cache({"PIP_CACHE_DIR"}, "pip");
    }

    // https://docs.astral.sh/uv/concepts/cache/#cache-directory
    [[nodiscard]] Directories uv() const {
        if (const Value set = option({"--cache-dir"}); set.is_set) return at(set);
        return under_cache({"UV_CACHE_DIR"}, "uv");
    }

    // https://python-poetry.org/docs/configuration/#cache-dir. Virtual environments are kept there
    // too unless told otherwise, so only its parts can be left out of the image.
    [[nodiscard]] Directories poetry() const {
        const Directories root = under_cache({"POETRY_CACHE_DIR"}, "pypoetry");
        if (!root) return {};
        const std::string& path = root->front().path;
        return std::vector{downloads(path + "/artifacts"), downloads(path + "/cache")};
    }

    // The package cache lies in the installation (pkgs_dirs):
    // https://docs.conda.io/projects/conda/en/latest/user-guide/configuration/settings.html
    [[nodiscard]] Directories conda() const {
        if (const Value set = variable("CONDA_PKGS_DIRS"); set.is_set) {
            return set.text && set.text->find_first_of(",:") == set.text->npos ? at(set)
                                                                               : Directories{};
        }
        if (command_.is("micromamba")) {
            if (const Value set = variable("MAMBA_ROOT_PREFIX"); set.is_set)
                return at(set, "/pkgs");
        }
        if (const auto prefix = conda_prefix(); prefix && scope_.is_root()) {
            return one(*prefix + "/pkgs");
        }
        // mambauser owns the installation.
        return image_.repository == "mambaorg/micromamba" ? one("/opt/conda/pkgs") : Directories{};
    }

    /// Where conda is installed: the directory it is called from, the first one on PATH with its
    /// name, or what the image's documentation says.
    [[nodiscard]] std::optional<std::string> conda_prefix() const {
        constexpr std::string_view programs[] = {"/bin/conda", "/bin/mamba", "/condabin/conda"};
        for (const std::string_view program : programs) {
            const std::string_view called = command_.name_word.text;
            if (called.starts_with('/') && called.ends_with(program)) {
                return expanded(called.substr(0, called.size() - program.size()));
            }
        }
        const Binding* const path = scope_.binding("PATH");
        if (path != nullptr && path->pair != nullptr && path->pair->value) {
            return conda_on(path->pair->value->text);
        }
        constexpr std::string_view images[] = {"continuumio/miniconda3", "continuumio/anaconda3",
                                               "continuumio/miniconda",  "continuumio/anaconda",
                                               "condaforge/miniforge3",  "condaforge/mambaforge",
                                               "pytorch/pytorch"};
        const bool is_known =
            image_.repository.starts_with("jupyter/") ||
            std::find(std::begin(images), std::end(images), image_.repository) != std::end(images);
        return is_known ? std::optional<std::string>("/opt/conda") : std::nullopt;
    }

    [[nodiscard]] std::optional<std::string> conda_on(std::string_view path) const {
        constexpr std::string_view bin = "/bin";
        while (!path.empty()) {
            const std::string_view entry = path.substr(0, path.find(':'));
            path.remove_prefix(std::min(entry.size() + 1, path.size()));
            if (!entry.ends_with(bin)) continue;
            const auto prefix = expanded(entry.substr(0, entry.size() - bin.size()));
            if (!prefix) return {};
            const std::string name = prefix->substr(prefix->rfind('/') + 1);
            if (name.find("conda") != name.npos || name.find("mamba") != name.npos ||
                name.find("miniforge") != name.npos) {
                return prefix;
            }
        }
        return {};
    }

    // ---- JavaScript

    // https://docs.npmjs.com/cli/v11/using-npm/config#cache; npm reads its variables in any case.
    [[nodiscard]] Directories npm() const {
        if (const Value set = option({"--cache"}); set.is_set) return at(set);
        const Value set = variable({"npm_config_cache", "NPM_CONFIG_CACHE"});
        return set.is_set ? at(set) : under_home("/.npm");
    }

    // Classic: https://classic.yarnpkg.com/en/docs/cli/cache; root's home is /usr/local/share there
    // (src/util/user-home-dir.js). Berry keeps ~/.yarn/berry/cache as cache or as mirror:
    // https://yarnpkg.com/configuration/yarnrc#globalFolder
    [[nodiscard]] Directories yarn() const {
        if (const Value set = option({"--cache-folder"}); set.is_set) return at(set);
        if (const Value set = variable("YARN_CACHE_FOLDER"); set.is_set) return at(set);
        const bool is_berry =
            command_.verb == "workspaces focus" ||
            command_.has_option({"--immutable", "--immutable-cache", "--check-cache",
                                 "--inline-builds", "--mode", "--no-immutable"});
        const bool is_classic =
            command_.verb == "global add" ||
            command_.has_option({"--frozen-lockfile", "--pure-lockfile", "--production", "--prod",
                                 "--network-timeout", "--network-concurrency", "--ignore-engines",
                                 "--ignore-optional", "--ignore-scripts", "--ignore-platform",
                                 "--non-interactive", "--prefer-offline", "--no-lockfile",
                                 "--modules-folder", "--no-progress", "--check-files"});
        if (is_berry == is_classic) return {};
        if (is_berry) {
            const Value set = variable("YARN_GLOBAL_FOLDER");
            return set.is_set ? at(set, "/cache") : under_home("/.yarn/berry/cache");
        }
        if (const Value set = variable("XDG_CACHE_HOME"); set.is_set) return at(set, "/yarn");
        if (scope_.is_root()) return one("/usr/local/share/.cache/yarn");
        return under_home("/.cache/yarn");
    }

    // https://pnpm.io/settings#storedir
    [[nodiscard]] Directories pnpm() const {
        if (const Value set = option({"--store-dir"}); set.is_set) return at(set);
        if (const Value set = variable({"npm_config_store_dir", "NPM_CONFIG_STORE_DIR",
                                        "pnpm_config_store_dir", "PNPM_CONFIG_STORE_DIR"});
            set.is_set) {
            return at(set);
        }
        if (const Value set = variable("PNPM_HOME"); set.is_set) return at(set, "/store");
        if (const Value set = variable("XDG_DATA_HOME"); set.is_set) return at(set, "/pnpm/store");
        return under_home("/.local/share/pnpm/store");
    }

    // https://bun.com/docs/pm/global-cache
    [[nodiscard]] Directories bun() const {
        if (const Value set = option({"--cache-dir"}); set.is_set) return at(set);
        if (const Value set = variable("BUN_INSTALL_CACHE_DIR"); set.is_set) return at(set);
        if (const Value set = variable("BUN_INSTALL"); set.is_set) return at(set, "/install/cache");
        return under_home("/.bun/install/cache");
    }

    // ---- other languages

    // `go help environment`; the golang image sets GOPATH=/go.
    [[nodiscard]] Directories go() const {
        Directories out;
        if (const Value modules = variable("GOMODCACHE"); modules.is_set) {
            out = at(modules);
        } else if (const Value path = variable("GOPATH"); path.is_set) {
            out = at(path, "/pkg/mod");
        } else if (is_official("golang")) {
            out = one("/go/pkg/mod");
        } else if (has_plain_environment()) {
            out = under_home("/go/pkg/mod");
        }
        if (!out || command_.verb == "mod download") return out;
        const Value set = variable("GOCACHE");
        const Directories objects = set.is_set ? at(set) : under_cache({}, "go-build");
        if (!objects) return {};
        out->push_back({objects->front().path, false, false});
        return out;
    }

    // https://doc.rust-lang.org/cargo/guide/cargo-home.html; the rust image sets
    // CARGO_HOME=/usr/local/cargo, and cargo-chef's is built on it.
    [[nodiscard]] Directories cargo() const {
        std::optional<std::string> root;
        if (const Value set = variable("CARGO_HOME"); set.is_set) {
            root = set.text;
        } else if (is_official("rust") || image_.repository == "lukemathwalker/cargo-chef") {
            root = "/usr/local/cargo";
        } else if (has_plain_environment()) {
            if (const auto directory = home()) root = *directory + "/.cargo";
        }
        if (!root || !root->starts_with('/')) return {};
        return std::vector{downloads(*root + "/registry"), downloads(*root + "/git")};
    }

    // RubyGems keeps what it fetched in the cache directory of GEM_HOME, and the ruby image sets
    // GEM_HOME=/usr/local/bundle. A bundle path moves it below a directory named by Ruby's version.
    [[nodiscard]] Directories gem() const {
        if (install_.manager == Manager::bundler) {
            if (command_.has_option({"--path", "--deployment"}) ||
                variable({"BUNDLE_PATH", "BUNDLE_DEPLOYMENT"}).is_set || is_bundle_configured()) {
                return {};
            }
        } else if (const Value set = option({"-i", "--install-dir"}); set.is_set) {
            return at(set, "/cache");
        }
        if (const Value set = variable("GEM_HOME"); set.is_set) return at(set, "/cache");
        return is_official("ruby") ? one("/usr/local/bundle/cache") : Directories{};
    }

    [[nodiscard]] bool is_bundle_configured() const {
        for (const Stage* stage = &scope_.stage(); stage != nullptr; stage = stage->parent) {
            for (const Run& run : stage->runs) {
                for (const Command& command : run.commands) {
                    if (command.is_one_of({"bundle", "bundler"}) &&
                        command.verb_in({"config", "config set"})) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    // https://getcomposer.org/doc/03-cli.md#composer-cache-dir; without a variable it depends on
    // /etc/xdg in the image. The composer image sets COMPOSER_CACHE_DIR (/tmp/cache in its README).
    [[nodiscard]] Directories composer() const {
        if (const Value set = variable("COMPOSER_CACHE_DIR"); set.is_set) return at(set);
        if (const Value set = variable("COMPOSER_HOME"); set.is_set) return at(set, "/cache");
        if (const Value set = variable("XDG_CACHE_HOME"); set.is_set) return at(set, "/composer");
        return is_official("composer") ? one("/tmp/cache") : Directories{};
    }

    // https://maven.apache.org/guides/mini/guide-configuring-maven.html: ~/.m2/repository, ~ being
    // Java's user.home.
    [[nodiscard]] Directories maven() const {
        constexpr std::string_view property = "maven.repo.local=";
        for (const Option& option : command_.options) {
            if (option.name == "-D" && option.value && option.value->starts_with(property)) {
                const std::string path(option.value->substr(property.size()));
                return at({true, expanded(path)});
            }
        }
        for (const std::string_view name : {"MAVEN_OPTS", "MAVEN_ARGS"}) {
            const Value set = variable(name);
            if (!set.is_set) continue;
            if (!set.text) return {};
            const std::size_t found = set.text->find(property);
            if (found == std::string::npos) continue;
            const std::string path = set.text->substr(found + property.size());
            return at({true, path.substr(0, path.find(' '))});
        }
        const auto directory = home_of_user();
        return directory ? one(*directory + "/.m2/repository") : Directories{};
    }

    // https://docs.gradle.org/current/userguide/directory_layout.html#dir:gradle_user_home. Its
    // locks do not reach into other containers. In the gradle image root's ~/.gradle is a link to
    // /home/gradle/.gradle.
    [[nodiscard]] Directories gradle() const {
        std::optional<std::string> root;
        if (const Value set = option({"-g", "--gradle-user-home"}); set.is_set) {
            root = set.text;
        } else if (const Value user_home = variable("GRADLE_USER_HOME"); user_home.is_set) {
            root = user_home.text;
        } else if (is_official("gradle")) {
            root = "/home/gradle/.gradle";
        } else if (const auto directory = home_of_user()) {
            root = *directory + "/.gradle";
        }
        if (!root || !root->starts_with('/')) return {};
        std::vector<CacheDirectory> out{{clean_path(*root + "/caches"), true, true}};
        if (command_.is("gradlew")) out.push_back({clean_path(*root + "/wrapper"), true, true});
        return out;
    }

    // https://learn.microsoft.com/en-us/nuget/consume-packages/managing-the-global-packages-and-cache-folders
    [[nodiscard]] Directories dotnet() const {
        if (const Value set = option({"--packages"}); set.is_set) return at(set);
        if (const Value set = variable("NUGET_PACKAGES"); set.is_set) return at(set);
        return under_home("/.nuget/packages");
    }

    const Install& install_;
    const Command& command_;
    const Scope& scope_;
    Image image_;
};

} // namespace

std::optional<std::vector<CacheDirectory>> cache_directories(const Install& install,
                                                             const Scope& scope) {
    return Finder(install, scope).find();
}

} // namespace dflint::model
