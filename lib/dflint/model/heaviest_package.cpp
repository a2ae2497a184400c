// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/base_image.h"
#include "dflint/model/build.h"
#include "dflint/model/download.h"
#include "dflint/model/first_places.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace dflint::model {

namespace {

/// The distribution that makes up nearly all of a group's size.
std::string_view core_of(WheelGroup group) {
    switch (group) {
    case WheelGroup::torch:
        return "torch";
    case WheelGroup::tensorflow:
        return "tensorflow";
    case WheelGroup::jax:
        return "jax";
    case WheelGroup::none:
        break;
    }
    return {};
}

bool is_core(const Package& package, WheelGroup group) {
    return package.key == core_of(group) || package.key == "tensorflow-gpu" ||
           package.key == "tf-nightly";
}

/// pytorch/pytorch, nvcr.io/nvidia/pytorch, example.org/team/pytorch-gpu.
bool base_image_holds(std::string_view base, WheelGroup group) {
    const std::string_view name = group == WheelGroup::torch ? "torch" : core_of(group);
    return ImageName::split(base).repository.find(name) != std::string_view::npos;
}

/// The install brings the whole group, whatever package of it is asked for.
bool brings(const Install& install, WheelGroup group) {
    return std::any_of(install.packages.begin(), install.packages.end(), [&](const Package& each) {
        const auto size = wheel_size(install, each);
        return size && size->group == group;
    });
}

std::uint32_t first_bringing_install(const std::vector<Run>& runs, WheelGroup group) {
    for (const Run& run : runs) {
        for (const Install& install : run.installs) {
            const bool is_sure = !install.is_offline && !install.command->position.conditional;
            if (is_sure && brings(install, group)) return install.command->at.begin;
        }
    }
    return FirstPlaces::nowhere;
}

/// What a list in a file, a project or an archive brings is not known; it may be torch.
bool may_bring_anything(const Install& install) {
    switch (install.manager) {
    case Manager::pip:
    case Manager::uv:
    case Manager::poetry:
    case Manager::pdm:
    case Manager::pipenv:
        return install.kind != InstallKind::packages || install.has_unknown_operands ||
               std::any_of(install.packages.begin(), install.packages.end(),
                           [](const Package& each) { return each.is_url; });
    case Manager::conda:
    case Manager::pixi:
        return true;
    default:
        return false;
    }
}

std::uint32_t first_open_install(const std::vector<Run>& runs) {
    for (const Run& run : runs) {
        for (const Install& install : run.installs) {
            if (may_bring_anything(install)) return install.command->at.begin;
        }
    }
    return FirstPlaces::nowhere;
}

std::uint32_t first_uninstall(const std::vector<Run>& runs, WheelGroup group) {
    for (const Run& run : runs) {
        for (const Command& command : run.commands) {
            if (!command.verb_in({"uninstall", "pip uninstall"})) continue;
            const bool is_meant = std::any_of(
                command.operands.begin(), command.operands.end(),
                [&](std::uint32_t word) { return command.words[word].is(core_of(group)); });
            if (is_meant) return command.at.begin;
        }
    }
    return FirstPlaces::nowhere;
}

/// Where each group is installed first.
struct FirstInstalls {
    explicit FirstInstalls(const Build& build)
        : of_group{FirstSteps(build), FirstSteps(build), FirstSteps(build)},
          uninstalls{FirstSteps(build), FirstSteps(build), FirstSteps(build)}, open(build) {}
    std::array<FirstSteps, static_cast<std::size_t>(WheelGroup::none)> of_group;
    std::array<FirstSteps, static_cast<std::size_t>(WheelGroup::none)> uninstalls;
    FirstSteps open;
};

bool earlier_install_brings(const Install& install, WheelGroup group) {
    const Run& run = *install.command->run;
    FirstSteps& first =
        run.stage->build->fact<FirstInstalls>().of_group[static_cast<std::size_t>(group)];
    return first.of(run, [&](const auto& runs) { return first_bringing_install(runs, group); }) <
           install.command->at.begin;
}

bool earlier_install_may_bring(const Install& install) {
    const Run& run = *install.command->run;
    return run.stage->build->fact<FirstInstalls>().open.of(run, first_open_install) <
           install.command->at.begin;
}

bool is_uninstalled_before(const Install& install, WheelGroup group) {
    const Run& run = *install.command->run;
    FirstSteps& first =
        run.stage->build->fact<FirstInstalls>().uninstalls[static_cast<std::size_t>(group)];
    return first.of(run, [&](const auto& runs) { return first_uninstall(runs, group); }) <
           install.command->at.begin;
}

bool replaces(const Command& command) {
    return command.has_option({"--force-reinstall", "--reinstall", "--ignore-installed", "-I"});
}

/// A version of its own makes pip fetch the core again over what the image came with; over an
/// earlier install of the same file it mostly repeats that one's. Another index alone does not:
/// pip looks at no index for what is there and fits.
bool is_there_already(const Install& install, const Package& package, WheelSize size) {
    const Command& command = *install.command;
    const WheelGroup group = size.group;
    if (group == WheelGroup::none || replaces(command)) return false;
    if (earlier_install_brings(install, group)) return true;
    if (!size.is_direct && (may_bring_anything(install) || earlier_install_may_bring(install))) {
        return true;
    }
    const auto base = command.run->scope.stage().base_image();
    // What only needs the core is no heavy download in an image of which nobody knows whether the
    // core is there.
    if (!is_core(package, group) && (!base || !runs_as_root(*base))) return true;
    if (!base || !base_image_holds(*base, group)) return false;
    if (is_uninstalled_before(install, group)) return false;
    // A version that the file does not know is most likely the image's own: pip keeps what is
    // there.
    const bool names_version =
        !package.version.empty() && package.version.find('$') == std::string_view::npos;
    const bool asks_for_another = names_version || command.has_option({"--upgrade", "-U"});
    return !is_core(package, group) || !asks_for_another;
}

/// Where the core is asked for itself, its version decides how much comes with the group.
bool has_core_beside(const Install& install, const Package& package, WheelGroup group) {
    if (group == WheelGroup::none || is_core(package, group)) return false;
    return std::any_of(install.packages.begin(), install.packages.end(), [&](const Package& each) {
        return each.key == core_of(group) && wheel_size(install, each).has_value();
    });
}

} // namespace

std::optional<HeavyPackage> heaviest_package(const Install& install, std::uint32_t least) {
    std::optional<HeavyPackage> heaviest;
    for (const Package& package : install.packages) {
        const auto size = wheel_size(install, package);
        if (!size || size->megabyte_count < least) continue;
        if (heaviest && heaviest->size.megabyte_count >= size->megabyte_count) continue;
        if (is_there_already(install, package, *size)) continue;
        if (has_core_beside(install, package, size->group)) continue;
        heaviest = HeavyPackage{&package, *size};
    }
    return heaviest;
}

std::uint32_t heavy_megabytes_of(const Install& install) {
    // Packages of one group share their dependencies: the biggest stands for all.
    std::array<std::uint32_t, static_cast<std::size_t>(WheelGroup::none) + 1> of_group{};
    for (const Package& package : install.packages) {
        const auto size = wheel_size(install, package);
        if (!size || is_there_already(install, package, *size)) continue;
        if (has_core_beside(install, package, size->group)) continue;
        std::uint32_t& sum = of_group[static_cast<std::size_t>(size->group)];
        sum = size->group == WheelGroup::none ? sum + size->megabyte_count
                                              : std::max(sum, size->megabyte_count);
    }
    return std::accumulate(of_group.begin(), of_group.end(), std::uint32_t{0});
}

} // namespace dflint::model
