// SPDX-License-Identifier: Apache-2.0
#include "run_splitting.h"

#include "dflint/lint/rule.h"
#include "dflint/model/download.h"

#include <algorithm>

namespace dflint::rules {

static void check(const model::Run&, Pass&);

extern constexpr Rule monolithic_run = rule({
    .name = "monolithic-run",
    .summary = "One RUN installs with several package managers",
    .why =
        R"(A RUN is cached as a whole: changing one package of one manager repeats the downloads of all the
others, and so does a failure near the end.

Give each manager a RUN of its own, what changes least first. Layers cost nothing worth saving.)",
    .bad = "FROM node:22\nRUN apt-get update && apt-get install -y build-essential && npm install "
           "-g eslint@9.30.0\n",
    .good = "FROM node:22\nRUN apt-get update && apt-get install -y build-essential\nRUN npm "
            "install -g "
            "eslint@9.30.0\n",
    .source = "https://docs.docker.com/build/cache/optimize/",
    .group = Group::caching,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using model::Command;
using model::Install;
using model::Run;

/// Less than this is repeated in seconds (megabytes).
constexpr std::uint32_t big_megabyte_count = 50;

/// `pip install --upgrade pip setuptools`, `npm install -g npm`: the manager makes itself ready.
bool is_self_upgrade(const Install& install) {
    const auto is_tool = [](const model::Package& package) {
        for (const std::string_view tool :
             {"pip", "setuptools", "wheel", "npm", "yarn", "pnpm", "uv", "poetry", "pipenv",
              "bundler", "ca-certificates", "curl", "conda", "mamba", "virtualenv"}) {
            if (package.key == tool || package.name == tool) return true;
        }
        return false;
    };
    return install.kind == model::InstallKind::packages && !install.packages.empty() &&
           std::all_of(install.packages.begin(), install.packages.end(), is_tool);
}

/// `go build`: it compiles the project, and may bring in what that needs.
bool compiles(const Install& install) {
    using model::Manager;
    switch (install.manager) {
    case Manager::go:
    case Manager::cargo:
    case Manager::maven:
    case Manager::gradle:
    case Manager::dotnet:
        return install.kind == model::InstallKind::project;
    default:
        return false;
    }
}

/// What is installed for the moment and removed at the end must stay in one layer; secrets are
/// there for this RUN only.
bool must_stay_together(const Run& run) {
    if (run.has_mount(model::Mount::Type::secret) || run.has_mount(model::Mount::Type::ssh)) {
        return true;
    }
    return std::any_of(run.commands.begin(), run.commands.end(), [](const Command& command) {
        return command.verb_in({"purge", "remove", "autoremove", "del", "erase", "uninstall"}) ||
               command.has_option({"--virtual", "-t"});
    });
}

/// Managers of one ecosystem prepare the way for each other: `npm install -g pnpm && pnpm install`.
int family_of(model::Manager manager) {
    using model::Manager;
    switch (manager) {
    case Manager::pip:
    case Manager::uv:
    case Manager::poetry:
    case Manager::pdm:
    case Manager::pipenv:
        return static_cast<int>(Manager::pip);
    case Manager::npm:
    case Manager::yarn:
    case Manager::pnpm:
    case Manager::bun:
        return static_cast<int>(Manager::npm);
    default:
        return static_cast<int>(manager);
    }
}

struct Pair {
    const Install* first = nullptr;
    const Install* second = nullptr; ///< the first one of another manager
};

Pair two_managers(const Run& run) {
    Pair pair;
    const auto is_like_first = [&](const Install& each) {
        return family_of(each.manager) == family_of(run.installs.front().manager);
    };
    if (std::all_of(run.installs.begin(), run.installs.end(), is_like_first)) return pair;
    for (const Install& install : run.installs) {
        const model::Position& position = install.command->position;
        const bool is_plain = !position.conditional && !position.in_substitution &&
                              !position.in_pipeline && !install.command->takes_more_words;
        if (!is_plain || install.is_offline || is_self_upgrade(install) || compiles(install)) {
            continue;
        }
        if (pair.first == nullptr) {
            pair.first = &install;
        } else if (family_of(install.manager) != family_of(pair.first->manager)) {
            pair.second = &install;
            break;
        }
    }
    return pair;
}

} // namespace

static void check(const Run& run, Pass& pass) {
    if (!run.stage->is_used) return;
    const Pair pair = two_managers(run);
    if (pair.second == nullptr || must_stay_together(run)) return;
    const std::uint32_t biggest = std::max(model::estimated_megabyte_count(*pair.first),
                                           model::estimated_megabyte_count(*pair.second));
    if (biggest < big_megabyte_count) return;
    const Command& first = *pair.first->command;
    const Command& second = *pair.second->command;
    const std::string names =
        "`" + model::as_written(first) + "` and `" + model::as_written(second) + "`";
    pass.report({
        .at = second.name_word.at,
        .message = names + " share one RUN: a change to either repeats both",
        .labels = {{first.name_word.at, "repeated with it"}},
        .fix = split_before(run, second),
    });
}

} // namespace dflint::rules
