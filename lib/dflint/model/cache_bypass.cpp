// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/cache_bypass.h"

#include "dflint/model/edits.h"
#include "dflint/model/paths.h"

#include <algorithm>
#include <array>

namespace dflint::model {

namespace {

template <std::size_t n>
bool is_among(std::string_view text, const std::array<std::string_view, n>& names) {
    return !text.empty() && std::find(names.begin(), names.end(), text) != names.end();
}

/// How a manager's default cache directory ends, below a HOME that may be unknown.
std::string_view default_tail(Manager manager) {
    switch (manager) {
    case Manager::pip:
        return "/.cache/pip";
    case Manager::uv:
        return "/.cache/uv";
    case Manager::poetry:
        return "/.cache/pypoetry";
    case Manager::pipenv:
        return "/.cache/pipenv";
    case Manager::pdm:
        return "/.cache/pdm";
    case Manager::pixi:
        return "/.cache/rattler/cache";
    case Manager::npm:
        return "/.npm";
    case Manager::yarn:
        return "/.cache/yarn";
    case Manager::bun:
        return "/.bun/install/cache";
    case Manager::go:
        return "/pkg/mod";
    case Manager::cargo:
        return "/registry";
    case Manager::composer:
        return "/.composer/cache";
    case Manager::maven:
        return "/.m2";
    case Manager::gradle:
        return "/.gradle";
    case Manager::mix:
        return "/.hex/packages";
    default:
        return {};
    }
}

struct BypassNames {
    Manager manager;
    std::array<std::string_view, 3> options;
    std::string_view variable;
};

// pip reads --no-cache as an abbreviation (optparse); uv lists -n and --no-cache-dir as aliases.
constexpr std::array bypass_names = {
    BypassNames{Manager::pip, {"--no-cache-dir", "--no-cache"}, "PIP_NO_CACHE_DIR"},
    BypassNames{Manager::uv, {"--no-cache", "--no-cache-dir", "-n"}, "UV_NO_CACHE"},
    BypassNames{Manager::poetry, {"--no-cache"}, ""},
    BypassNames{Manager::composer, {"--no-cache"}, "COMPOSER_NO_CACHE"},
    BypassNames{Manager::apk, {"--no-cache"}, ""},
};

/// The variable switches the cache off. pip takes "false" and "0" for off too, for the sake of its
/// own history (pip/_internal/cli/cmdoptions.py, _handle_no_cache_dir).
bool switches_off(Manager manager, const Setting& setting) {
    if (!setting.is_static || setting.value.empty()) return false;
    if (manager == Manager::pip) return true;
    const std::string_view value = setting.value;
    return value == "1" || value == "true" || value == "True" || value == "yes" || value == "on";
}

/// Distributions that pip usually gets as sources and compiles against what the image holds.
constexpr std::array<std::string_view, 16> compiled_here = {
    "apex",       "auto-gptq",     "causal-conv1d",    "deepspeed",    "detectron2", "exllamav2",
    "flash-attn", "horovod",       "llama-cpp-python", "mamba-ssm",    "mmcv-full",  "mpi4py",
    "pytorch3d",  "sageattention", "torch-scatter",    "torch-sparse",
};
static_assert(std::is_sorted(compiled_here.begin(), compiled_here.end()));

/// What such builds read from the environment.
constexpr std::array<std::string_view, 7> build_variables = {
    "CFLAGS",   "CMAKE_ARGS",           "CPPFLAGS",   "CXXFLAGS",
    "MAX_JOBS", "TORCH_CUDA_ARCH_LIST", "FORCE_CUDA",
};

/// The mount over one of the directories that count, or where they usually end.
template <class Counts> const Mount* mount_over(const Install& install, const Counts& counts) {
    const Run& run = *install.command->run;
    if (!run.has_mount(Mount::Type::cache)) return nullptr;
    if (const auto directories = cache_directories(install, run.scope)) {
        for (const CacheDirectory& each : *directories) {
            const Mount* const mount = counts(each) ? run.cache_mount_over(each.path) : nullptr;
            if (mount != nullptr) return mount;
        }
        return nullptr;
    }
    const std::string_view tail = default_tail(install.manager);
    if (tail.empty()) return nullptr;
    for (const Mount& mount : run.mounts) {
        if (mount.type == Mount::Type::cache && mount.target && mount.target->ends_with(tail)) {
            return &mount;
        }
    }
    return nullptr;
}

} // namespace

const Mount* cache_mount_of(const Install& install) {
    return mount_over(install, [](const CacheDirectory&) { return true; });
}

const Mount* download_mount_of(const Install& install) {
    return mount_over(install, [](const CacheDirectory& each) { return each.is_downloads; });
}

const Mount* cache_mount_of_root(const Install& install) {
    const Run& run = *install.command->run;
    const std::string_view tail = default_tail(install.manager);
    const auto home = run.scope.home();
    const auto directories = cache_directories(install, run.scope);
    if (tail.empty() || run.scope.is_root() || !home || *home == "/root" || !directories) {
        return nullptr;
    }
    const bool is_below_home =
        std::all_of(directories->begin(), directories->end(),
                    [&](const CacheDirectory& each) { return is_within(each.path, *home); });
    if (!is_below_home) return nullptr;
    const std::string path = "/root" + std::string(tail);
    for (const Mount& mount : run.mounts) {
        if (mount.type != Mount::Type::cache || !mount.target) continue;
        if (clean_path(*mount.target) == path) return &mount;
    }
    return nullptr;
}

std::vector<CacheBypass> cache_bypasses(const Install& install) {
    std::vector<CacheBypass> found;
    const Command& command = *install.command;
    for (const BypassNames& names : bypass_names) {
        if (names.manager != install.manager) continue;
        for (const Option& option : command.options) {
            if (!is_among(option.name, names.options) || option.value) continue;
            found.push_back(
                {.text = option.name, .at = option.at, .install = &install, .option = &option});
        }
        if (names.variable.empty()) continue;
        const auto setting = variable_of(command, names.variable);
        if (!setting || !switches_off(install.manager, *setting)) continue;
        CacheBypass bypass{.text = names.variable, .at = setting->at, .install = &install};
        const Binding* const binding = command.run->scope.binding(names.variable);
        if (binding != nullptr && binding->pair->at == setting->at) {
            bypass.binding = binding;
        } else {
            bypass.assignment = setting;
        }
        found.push_back(std::move(bypass));
    }
    return found;
}

std::optional<Edit> without_bypass(const CacheBypass& bypass) {
    const Command& command = *bypass.install->command;
    if (bypass.binding != nullptr) {
        return without_binding(*command.run->stage->build, *bypass.binding);
    }
    if (bypass.assignment) return without_assignment(command, *bypass.assignment);
    // A letter of a cluster is not a word of its own.
    const Word& word = command.words[bypass.option->word];
    if (word.text != bypass.option->name) return std::nullopt;
    if (bypass.install->manager == Manager::apk &&
        !command.has_option({"-U", "--update-cache", "--update"})) {
        return Edit{word.at, "--update-cache"};
    }
    return without_word(command, bypass.option->word);
}

bool builds_own_wheels(const Install& install) {
    if (install.manager != Manager::pip && install.manager != Manager::uv) return false;
    const Command& command = *install.command;
    if (command.has_option({"--no-binary", "--no-build-isolation", "--no-build-isolation-package",
                            "--global-option", "--build-option", "--config-settings",
                            "--config-setting", "-C", "--no-clean"})) {
        return true;
    }
    for (const std::string_view name : build_variables) {
        if (variable_of(command, name)) return true;
    }
    return std::any_of(install.packages.begin(), install.packages.end(), [&](const Package& each) {
        const std::string_view word = command.words[each.word].text;
        return (each.is_url && word.find(".whl") == word.npos) ||
               std::binary_search(compiled_here.begin(), compiled_here.end(),
                                  std::string_view(each.key));
    });
}

} // namespace dflint::model
