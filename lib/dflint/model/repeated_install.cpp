// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/repeated_install.h"

#include <algorithm>

namespace dflint::model {

namespace {

/// Further back nobody looks: a RUN that is asked about must not cost a walk over the file.
constexpr std::size_t most_runs = 64;

/// Leaves what is installed already as it is.
bool keeps_environment(const Install& install) {
    switch (install.manager) {
    case Manager::uv:
        return install.command->verb == "sync";
    case Manager::poetry:
    case Manager::pdm:
    case Manager::pipenv:
    case Manager::bundler:
    case Manager::composer:
    case Manager::mix:
    case Manager::yarn:
    case Manager::pnpm:
    case Manager::bun:
        return true;
    case Manager::npm:
        return install.command->verb_in({"install", "i"});
    default:
        return false;
    }
}

/// With `--force`, `--reinstall` and the like all of it comes again.
bool begins_anew(const Command& command) {
    return command.option({"--force", "-f", "--reinstall", "--redownload", "--no-cache"}) !=
           nullptr;
}

bool changes_directory(const Run& run) {
    return std::any_of(run.commands.begin(), run.commands.end(), [](const Command& each) {
        return each.is_one_of({"cd", "pushd", "rm"});
    });
}

bool installs_the_same(const Run& run, const Install& later) {
    if (changes_directory(run) || run.scope.workdir() != later.command->run->scope.workdir()) {
        return false;
    }
    return std::any_of(run.installs.begin(), run.installs.end(), [&](const Install& each) {
        return each.manager == later.manager && each.kind != InstallKind::packages &&
               implied_manifests(each) == implied_manifests(later);
    });
}

/// Where the manager puts what it installs, below the project; empty when that is elsewhere.
std::string_view environment_of(Manager manager) {
    switch (manager) {
    case Manager::npm:
    case Manager::yarn:
    case Manager::pnpm:
    case Manager::bun:
        return "node_modules";
    case Manager::composer:
        return "vendor";
    case Manager::uv:
    case Manager::poetry:
    case Manager::pdm:
    case Manager::pipenv:
        return ".venv";
    default:
        return {};
    }
}

bool is_copied_before(const Install& install) {
    const std::string_view environment = environment_of(install.manager);
    const Run& run = *install.command->run;
    const auto& copies = run.stage->copies;
    if (environment.empty() || copies.size() > most_runs) return false;
    return std::any_of(copies.begin(), copies.end(), [&](const Copy& copy) {
        if (copy.index >= run.index || copy.from.empty() || !copy.target) return false;
        return *copy.target == run.scope.absolute(std::string(environment)) ||
               *copy.target == run.scope.absolute(std::string(environment) + "/");
    });
}

} // namespace

bool is_installed_before(const Install& install) {
    const Run& run = *install.command->run;
    const bool can_be = install.kind != InstallKind::packages && keeps_environment(install) &&
                        !begins_anew(*install.command) && !changes_directory(run) &&
                        run.scope.workdir() && !run.is_onbuild;
    if (!can_be) return false;
    if (is_copied_before(install)) return true;
    std::size_t left = most_runs;
    for (const Stage* stage = run.stage; stage != nullptr; stage = stage->parent) {
        for (auto each = stage->runs.rbegin(); each != stage->runs.rend(); ++each) {
            if (stage == run.stage && each->index >= run.index) continue;
            if (left-- == 0) return false;
            if (installs_the_same(*each, install)) return true;
        }
    }
    return false;
}

} // namespace dflint::model
