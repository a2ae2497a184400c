// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/cache_places.h"

#include "dflint/model/mount_support.h"

#include <algorithm>
#include <array>

namespace dflint::model {

namespace {

/// A place that has one owner wherever it lies: part of a path, whole names.
struct Place {
    std::string_view path;
    std::optional<Manager> owner{}; ///< nothing: a tool that installs no packages
};

constexpr std::array places = {
    Place{"/.cache/pip", Manager::pip},
    Place{"/.cache/uv", Manager::uv},
    Place{"/.cache/pypoetry", Manager::poetry},
    Place{"/.cache/pdm", Manager::pdm},
    Place{"/.cache/pipenv", Manager::pipenv},
    Place{"/conda/pkgs", Manager::conda},
    Place{"/.conda", Manager::conda},
    Place{"/.cache/pixi", Manager::pixi},
    Place{"/.cache/rattler", Manager::pixi},
    Place{"/.npm", Manager::npm},
    Place{"/.yarn", Manager::yarn},
    Place{"/.cache/yarn", Manager::yarn},
    Place{"/pnpm", Manager::pnpm},
    Place{"/pnpm/store", Manager::pnpm},
    Place{"/.pnpm-store", Manager::pnpm},
    Place{"/.bun", Manager::bun},
    Place{"/go/pkg", Manager::go},
    Place{"/.cache/go-build", Manager::go},
    Place{"/.cargo", Manager::cargo},
    Place{"/cargo/git", Manager::cargo},
    Place{"/cargo/registry", Manager::cargo},
    Place{"/.gem", Manager::gem},
    Place{"/.bundle", Manager::bundler},
    Place{"/.composer", Manager::composer},
    Place{"/.cache/composer", Manager::composer},
    Place{"/.m2", Manager::maven},
    Place{"/.gradle", Manager::gradle},
    Place{"/.nuget", Manager::dotnet},
    Place{"/.hex", Manager::mix},
    Place{"/.mix", Manager::mix},
    Place{"/.angular"},
    Place{"/.cache/Cypress"},
    Place{"/.cache/bazel"},
    Place{"/.cache/ccache"},
    Place{"/.cache/golangci-lint"},
    Place{"/.cache/huggingface"},
    Place{"/.cache/ms-playwright"},
    Place{"/.cache/pre-commit"},
    Place{"/.cache/puppeteer"},
    Place{"/.cache/sccache"},
    Place{"/.cache/torch"},
    Place{"/.ccache"},
    Place{"/.next"},
    Place{"/.nuxt"},
    Place{"/.nx"},
    Place{"/.parcel-cache"},
    Place{"/.turbo"},
    Place{"/ccache"},
    Place{"/node_modules/.cache"},
    Place{"/node_modules/.vite"},
    Place{"/sccache"},
    Place{"/target"},
};

bool holds(std::string_view path, std::string_view part) {
    for (std::size_t at = path.find(part); at != path.npos; at = path.find(part, at + 1)) {
        const std::size_t end = at + part.size();
        if (end == path.size() || path[end] == '/') return true;
    }
    return false;
}

bool is_own_place(std::string_view path, Manager manager) {
    return std::any_of(places.begin(), places.end(), [&](const Place& place) {
        return place.owner == manager && holds(path, place.path);
    });
}

/// Both are the same place below different homes.
bool lies_like(const std::vector<CacheDirectory>& directories, std::string_view path,
               Manager manager) {
    return std::any_of(places.begin(), places.end(), [&](const Place& place) {
        return place.owner == manager && holds(path, place.path) &&
               std::any_of(directories.begin(), directories.end(), [&](const CacheDirectory& each) {
                   return holds(each.path, place.path);
               });
    });
}

bool is_place_of_other(std::string_view path, Manager manager) {
    if (path.starts_with("/var/")) return true; // the system's
    return std::any_of(places.begin(), places.end(), [&](const Place& place) {
        return place.owner != manager && holds(path, place.path);
    });
}

/// Somebody's home or the caches in it: with another home, the manager's are below.
bool may_be_above(std::string_view path) {
    const bool is_home = path == "/root" || (path.starts_with("/home/") && path.rfind('/') == 5);
    return is_home || path == "/home" || path.ends_with("/.cache");
}

/// A file that comes with the project can move the cache: .npmrc, uv.toml, poetry.toml,
/// .mvn/maven.config, nuget.config.
bool reads_configuration_of_project(Manager manager) {
    switch (manager) {
    case Manager::uv:
    case Manager::poetry:
    case Manager::pdm:
    case Manager::pixi:
    case Manager::npm:
    case Manager::yarn:
    case Manager::pnpm:
    case Manager::bun:
    case Manager::bundler:
    case Manager::composer:
    case Manager::maven:
    case Manager::gradle:
    case Manager::dotnet:
        return true;
    default:
        return false;
    }
}

/// Settings of the user or the machine that the Dockerfile writes or copies.
struct NamedSettings {
    explicit NamedSettings(const Build& build) {
        const std::string_view text = build.file.text();
        const auto names = [text](std::string_view file) { return text.find(file) != text.npos; };
        of_pip = names("pip.conf") || names("PIP_CONFIG_FILE");
        of_conda = names("condarc");
        of_gem = names("gemrc");
    }

    [[nodiscard]] bool are_for(Manager manager) const {
        switch (manager) {
        case Manager::pip:
            return of_pip;
        case Manager::conda:
            return of_conda;
        case Manager::gem:
            return of_gem;
        default:
            return false;
        }
    }

    bool of_pip = false;
    bool of_conda = false;
    bool of_gem = false;
};

/// `pip wheel -w /wheels`, `cp -r /saved ~/.cache/pip`: the script knows the mount itself.
bool is_named_in(const Run& run, std::string_view target) {
    return std::any_of(run.commands.begin(), run.commands.end(), [&](const Command& command) {
        return std::any_of(command.words.begin(), command.words.end(), [&](const Word& word) {
            return word.text.find(target) != word.text.npos;
        });
    });
}

} // namespace

bool may_be_cache_of(const Mount& mount, const Install& install) {
    if (!mount.target || !is_cache_certain(install)) return true;
    const std::string_view target = *mount.target;
    const Manager manager = install.manager;
    const Run& run = *install.command->run;
    const auto directories = cache_directories(install, run.scope);
    if (is_own_place(target, manager)) {
        if (!directories || lies_like(*directories, target, manager)) return true;
        const bool is_usual =
            std::any_of(directories->begin(), directories->end(), [&](const CacheDirectory& each) {
                return is_own_place(each.path, manager);
            });
        return is_usual && reads_configuration_of_project(manager);
    }
    if (is_place_of_other(target, manager)) return false;
    if (!directories || may_be_above(target)) return true;
    return reads_configuration_of_project(manager) || is_named_in(run, target) ||
           run.stage->build->fact<NamedSettings>().are_for(manager);
}

} // namespace dflint::model
