// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/mount_support.h"

#include "dflint/model/first_places.h"
#include "dflint/model/unwrap.h"
#include "dflint/source/ascii.h"

#include <algorithm>

namespace dflint::model {

namespace {

bool is_number(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

/// The number that a useradd or adduser of the file gives to the user.
std::optional<std::string> uid_given_by(const Command& command, std::string_view user) {
    if (!command.is_one_of({"useradd", "adduser"})) return std::nullopt;
    std::optional<std::string> uid;
    bool names_user = false;
    for (std::size_t i = 0; i < command.words.size(); ++i) {
        const std::string_view text = command.words[i].text;
        names_user |= command.words[i].is(user);
        if ((text == "-u" || text == "--uid") && i + 1 < command.words.size()) {
            uid = std::string(command.words[i + 1].text);
        }
        if (text.starts_with("--uid=")) uid = std::string(text.substr(6));
    }
    if (!names_user || !uid || !is_number(*uid)) return std::nullopt;
    return uid;
}

/// Those that stand before the instruction `end`.
std::optional<std::string> uid_given_by(const std::vector<Run>& runs, std::uint32_t end,
                                        std::string_view user) {
    for (const Run& run : runs) {
        if (run.index >= end) break;
        for (const Command& command : run.commands) {
            if (auto uid = uid_given_by(command, user)) return uid;
        }
    }
    return std::nullopt;
}

/// `npm config set cache /x`, `go env -w GOMODCACHE=/x`, `poetry config cache-dir /x`.
bool configures_cache(const Command& command) {
    const auto has = [&](auto&& predicate) {
        return std::any_of(command.words.begin(), command.words.end(),
                           [&](const Word& word) { return predicate(word.text); });
    };
    if (!has([](std::string_view w) { return w == "config" || w == "env"; })) return false;
    if (!command.is_one_of({"npm", "pnpm", "yarn", "pip", "pip3", "poetry", "pdm", "conda", "mamba",
                            "micromamba", "go", "composer", "bun"})) {
        return false;
    }
    return has([](std::string_view w) {
        const std::string text = ascii::lower(w);
        return text.find("cache") != text.npos || text.find("store") != text.npos ||
               text.find("pkgs_dirs") != text.npos;
    });
}

std::uint32_t first_configuring_run(const std::vector<Run>& runs) {
    for (const Run& run : runs) {
        if (std::any_of(run.commands.begin(), run.commands.end(), configures_cache)) {
            return run.instruction->at.begin;
        }
    }
    return FirstPlaces::nowhere;
}

struct FirstConfigurations : FirstSteps {
    using FirstSteps::FirstSteps;
};

bool keeps_programs_in_cache(const Command& command, Manager manager) {
    const auto first_word_is = [&](std::string_view text) {
        return !command.words.empty() && command.words[0].is(text);
    };
    switch (manager) {
    case Manager::uv:
        return command.is("uvx") || (command.is("uv") && command.words.size() > 1 &&
                                     first_word_is("tool") && command.words[1].is("run"));
    case Manager::npm:
        return command.is("npx") || (command.is("npm") && first_word_is("exec"));
    default:
        return false;
    }
}

/// What is installed are links into the cache, or the cache itself is what programs load: yarn's
/// Plug'n'Play, from version 2 on, runs from ~/.yarn/berry/cache.
bool runs_from_cache(const Install& install) {
    const Command& command = *install.command;
    if (install.manager == Manager::yarn) {
        const auto directories = cache_directories(install, command.run->scope);
        return !directories || !directories->front().path.ends_with("/yarn");
    }
    if (install.manager != Manager::uv && install.manager != Manager::bun) return false;
    const Option* const mode = command.option({"--link-mode", "--backend"});
    const auto variable = variable_of(command, "UV_LINK_MODE");
    return (mode != nullptr && mode->value == "symlink") ||
           (variable && variable->value == "symlink");
}

bool names_kaniko(std::string_view comment) {
    constexpr std::string_view name = "kaniko";
    for (const char k : {'k', 'K'}) {
        for (std::size_t at = comment.find(k); at != comment.npos; at = comment.find(k, at + 1)) {
            const std::string_view word = comment.substr(at, name.size());
            if (ascii::equals_ignoring_case(word, name)) return true;
        }
    }
    return false;
}

/// A comment speaks of kaniko.
struct KanikoMention {
    explicit KanikoMention(const Build& build)
        : found(std::any_of(build.tree.comments.begin(), build.tree.comments.end(),
                            [&](const dockerfile::Comment& each) {
                                return names_kaniko(build.file.slice(each.at));
                            })) {}
    bool found;
};

} // namespace

Applicability cache_mount_support(const Build& build) {
    const bool has_scratch =
        std::any_of(build.stages.begin(), build.stages.end(), [](const Stage& stage) {
            return ascii::equals_ignoring_case(stage.name, "scratch");
        });
    if (has_scratch) return Applicability::show;
    if (!build.tree.frontend) return Applicability::safe;
    const ImageName name = ImageName::split(build.tree.frontend->image);
    const std::string_view repository = name.repository;
    if (repository != "docker/dockerfile" && repository != "docker/dockerfile-upstream") {
        return Applicability::unsafe;
    }
    const std::string_view tag = name.tag;
    const bool is_old =
        tag == "1.0" || tag == "1.1" || tag.starts_with("1.0.") || tag.starts_with("1.1.");
    return is_old ? Applicability::show : Applicability::safe; // RUN --mount came with 1.2
}

bool is_built_by_kaniko(const Build& build) {
    return build.fact<KanikoMention>().found;
}

std::optional<MountOwner> mount_owner(const Run& run) {
    const auto user = run.scope.user();
    if (!user) return std::nullopt;
    if (run.scope.is_root()) return MountOwner{};
    if (is_number(*user)) return MountOwner{*user};
    std::optional<std::string> uid = uid_given_by(run.stage->runs, run.index, *user);
    for (const Stage* below = run.stage->parent; below != nullptr && !uid; below = below->parent) {
        uid = uid_given_by(below->triggers, run.index, *user);
        if (!uid) uid = uid_given_by(below->runs, run.index, *user);
    }
    if (!uid) return std::nullopt;
    return MountOwner{std::move(uid)};
}

bool keeps_programs_in_cache(const Run& run, Manager manager) {
    return std::any_of(run.commands.begin(), run.commands.end(), [&](const Command& command) {
        return keeps_programs_in_cache(command, manager);
    });
}

bool is_cache_certain(const Install& install) {
    const Command& command = *install.command;
    const Run& run = *command.run;
    if (has_other_home(command) || runs_from_cache(install)) return false;
    const auto home = variable_of(command, "HOME");
    const Binding* const home_binding = run.scope.binding("HOME");
    if (home && (home_binding == nullptr || home_binding->pair->at != home->at)) return false;
    return run.stage->build->fact<FirstConfigurations>().of(run, first_configuring_run) >
           run.instruction->at.begin;
}

} // namespace dflint::model
