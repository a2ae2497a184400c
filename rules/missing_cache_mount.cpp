// SPDX-License-Identifier: Apache-2.0
#include "missing_cache_mount.h"

#include "dflint/lint/rule.h"
#include "dflint/model/cache_bypass.h"
#include "dflint/model/cache_places.h"
#include "dflint/model/cache_readers.h"
#include "dflint/model/download.h"
#include "dflint/model/mount_support.h"
#include "dflint/model/paths.h"
#include "dflint/model/repeated_install.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dflint::rules {

static void check(const model::Build&, Pass&);

extern constexpr Rule missing_cache_mount = rule({
    .name = "missing-cache-mount",
    .summary = "Download without a cache mount over the package manager's cache",
    .why =
        R"(When a requirement changes, or the download fails half-way, the whole RUN starts over and
everything is fetched again: gigabytes for one changed line. A cache mount keeps what was fetched
from build to build, and the image does not grow, so `--no-cache-dir` and cleaning up lose their
reason.

Mounts live in the builder: on runners that start empty for each build they help only together with
a persistent or remote builder. uv cannot hard-link out of a mount and warns about it;
`ENV UV_LINK_MODE=copy` says that copying is fine.

Reported are heavy downloads (warning), and what a project's manifests ask for or lists of packages
of some size (info). A single small tool is not worth a mount. System packages are left out: on
Debian and Ubuntu images apt deletes its downloads (`/etc/apt/apt.conf.d/docker-clean`), so a mount
alone has no effect.)",
    .bad = "FROM node:22\n"
           "COPY package.json package-lock.json ./\n"
           "RUN npm ci\n",
    .good = "FROM node:22\n"
            "COPY package.json package-lock.json ./\n"
            "RUN --mount=type=cache,target=/root/.npm npm ci\n",
    .source = "https://docs.docker.com/build/cache/optimize/#use-cache-mounts",
    .group = Group::caching,
    .severity = Severity::info,
    .fixable = Fixable::sometimes,
    .also_known_as = {"tally/prefer-package-cache-mounts"},
    .checks = {check},
});

namespace {

using model::CacheDirectory;
using model::Install;
using model::Manager;
using model::Run;

/// A package of unknown size with its dependencies, and the sum from which a mount is worth a line.
constexpr std::uint32_t usual_megabyte_count = 9;
constexpr std::uint32_t worthwhile_megabyte_count = 50;

bool is_system_manager(Manager manager) {
    return manager == Manager::apt || manager == Manager::apk || manager == Manager::dnf ||
           manager == Manager::zypper;
}

/// `pip install /wheels/*.whl`: everything is there already, built by another stage.
bool installs_local_archives(const Install& install) {
    const auto is_archive = [&](const model::Operand& project) {
        const auto known = install.command->run->scope.expand(project.path);
        const std::string_view path = known ? std::string_view(*known) : project.path;
        return path.ends_with(".whl") || path.ends_with("*");
    };
    return install.packages.empty() && install.manifests.empty() && !install.projects.empty() &&
           std::all_of(install.projects.begin(), install.projects.end(), is_archive);
}

/// `go install std` compiles what is there, `COPY vendor ...` brings all. A program of one file,
/// copied without go.mod, imports the standard library alone; before 1.11 go knew no modules.
bool builds_without_modules(const Install& install) {
    if (install.manager != Manager::go) return false;
    const model::Command& command = *install.command;
    const bool is_standard_library =
        std::any_of(command.operands.begin(), command.operands.end(),
                    [&](std::uint32_t word) { return command.words[word].is("std"); });
    if (is_standard_library) return true;
    const model::Stage& stage = *command.run->stage;
    const auto base = stage.base_image();
    const model::ImageName image = model::ImageName::split(base.value_or(std::string_view()));
    if (image.repository.ends_with("golang") && image.tag.starts_with("1.")) {
        const std::string_view minor = image.tag.substr(2, image.tag.find_first_of(".-", 2) - 2);
        if (minor.size() == 1 || minor == "10") return true;
    }
    // Since Go 1.14 a vendor directory is taken unless something speaks against it.
    const auto brings_vendor = [](const model::Copy& copy) {
        return std::any_of(copy.sources.begin(), copy.sources.end(), [](const auto& source) {
            const std::string path = model::clean_path(source.text);
            return path == "vendor" || path.ends_with("/vendor");
        });
    };
    if (std::any_of(stage.copies.begin(), stage.copies.end(), brings_vendor)) return true;
    return !stage.copies.empty() &&
           std::all_of(stage.copies.begin(), stage.copies.end(), [](const model::Copy& copy) {
               return std::all_of(copy.sources.begin(), copy.sources.end(),
                                  [](const auto& source) { return source.text.ends_with(".go"); });
           });
}

/// Packages of conda with libraries of hundreds of megabytes behind them.
bool is_big_in_conda(const model::Package& package) {
    constexpr std::string_view names[] = {
        "anaconda",     "cuda",        "cuda-toolkit", "cudatoolkit", "pytorch",
        "pytorch-cuda", "pytorch-gpu", "rapids",       "tensorflow",  "tensorflow-gpu"};
    return std::find(std::begin(names), std::end(names), package.key) != std::end(names);
}

/// Of a package that nobody calls heavy here: what is big about it is there already.
std::uint32_t rest_of(const model::WheelSize& size) {
    return size.megabyte_count < model::heavy_megabyte_count ? size.megabyte_count
                                                             : size.beside_megabyte_count;
}

/// How much it matters that the install has no mount; nothing when it does not.
std::optional<Severity> weight_of(const Install& install) {
    if (install.is_offline || installs_local_archives(install) || builds_without_modules(install)) {
        return std::nullopt;
    }
    if (model::is_installed_before(install)) return std::nullopt;
    if (model::heaviest_package(install)) return Severity::warning;
    if (install.kind == model::InstallKind::project && install.command->has_option({"--no-deps"})) {
        return std::nullopt;
    }
    if (install.kind != model::InstallKind::packages) return Severity::info;
    std::uint32_t megabyte_count = 0;
    for (const model::Package& package : install.packages) {
        const auto size = model::wheel_size(install, package);
        megabyte_count += size ? rest_of(*size) : usual_megabyte_count;
        if (install.manager == Manager::conda && is_big_in_conda(package)) {
            megabyte_count += worthwhile_megabyte_count;
        }
    }
    if (megabyte_count < worthwhile_megabyte_count) return std::nullopt;
    return Severity::info;
}

std::vector<Download> downloads_in(const Run& run) {
    std::vector<Download> downloads;
    for (const Install& install : run.installs) {
        if (is_system_manager(install.manager)) continue;
        auto download = std::find_if(downloads.begin(), downloads.end(), [&](const Download& each) {
            return each.manager == install.manager;
        });
        if (download == downloads.end()) {
            download = downloads.insert(downloads.end(), Download{.manager = install.manager});
        }
        download->installs.push_back(&install);
        const auto weight = weight_of(install);
        if (!weight || (download->worst != nullptr && *weight <= download->severity)) continue;
        download->worst = &install;
        download->severity = *weight;
    }
    for (Download& download : downloads) {
        if (download.worst == nullptr) continue;
        const auto directories = model::cache_directories(*download.worst, run.scope);
        for (const CacheDirectory& each : directories.value_or(std::vector<CacheDirectory>())) {
            if (each.is_downloads) download.add(each);
        }
    }
    std::erase_if(downloads, [](const Download& download) { return download.worst == nullptr; });
    return downloads;
}

bool is_covered(const Download& download) {
    return std::any_of(download.installs.begin(), download.installs.end(), [](const Install* each) {
        return model::download_mount_of(*each) != nullptr;
    });
}

/// Nobody writes more mounts in one RUN by hand.
constexpr std::size_t most_mounts = 16;

/// A cache mount that none of the run's installs explains may well be this manager's, set by a
/// configuration file.
bool may_be_covered(const Run& run, const Download& download) {
    if (run.mounts.size() > most_mounts) return true;
    return std::any_of(run.mounts.begin(), run.mounts.end(), [&](const model::Mount& mount) {
        if (mount.type != model::Mount::Type::cache) return false;
        const bool is_explained =
            std::any_of(run.installs.begin(), run.installs.end(), [&](const Install& install) {
                return model::cache_mount_of(install) == &mount ||
                       model::cache_mount_of_root(install) == &mount;
            });
        return !is_explained && model::may_be_cache_of(mount, *download.worst);
    });
}

std::string called(const model::Command& command) {
    std::string text = "`" + std::string(command.name);
    if (!command.verb.empty()) text += " " + std::string(command.verb);
    return text + "`";
}

std::string what_is_missing(const Download& download, const model::Command* maker) {
    if (download.directories.empty() || !model::is_cache_certain(*download.worst)) {
        return ": it has no cache mount";
    }
    const std::string place = "`" + download.directories.front().path + "`";
    if (maker != nullptr && maker->at.begin < download.worst->command->at.begin) {
        return ": a cache mount over " + place +
               " would be in the way of what makes its directory here; give the install a RUN of "
               "its own";
    }
    return ": no cache mount covers " + place;
}

/// The size of one package is told for the whole install where it makes up most of that.
std::uint32_t least_named_size(const Install& install) {
    if (install.kind != model::InstallKind::packages) return model::heavy_megabyte_count;
    const std::uint32_t others =
        usual_megabyte_count * static_cast<std::uint32_t>(install.packages.size());
    return std::clamp(others, worthwhile_megabyte_count, model::heavy_megabyte_count);
}

void report(const Run& run, const Download& download, Pass& pass) {
    const Install& install = *download.worst;
    const model::Command& command = *install.command;
    Diagnostic diagnostic{
        .at = command.verb_at.empty() ? command.name_word.at : command.verb_at,
        .message = called(command) + " downloads everything again whenever this RUN is repeated",
    };
    const auto heavy = model::heaviest_package(install, least_named_size(install));
    if (heavy) {
        const std::string size = model::to_text(heavy->size);
        diagnostic.message =
            called(command) + " downloads about " + size + " again whenever this RUN is repeated";
        diagnostic.labels.push_back({heavy->package->at, "about " + size});
    }
    const model::Command* const maker = names_directory_above(run, download);
    diagnostic.message += what_is_missing(download, maker);
    if (const model::Mount* const other = model::cache_mount_of_root(install)) {
        diagnostic.labels.push_back(
            {other->flag->at, "over the directory of root, who is not the user here"});
    } else if (maker == nullptr) {
        diagnostic.fix = mount_cache(run, download);
    }
    pass.report(download.severity, std::move(diagnostic));
}

void check_run(const Run& run, Pass& pass) {
    const auto* const network = run.instruction->flag("network");
    if (run.installs.empty() || (network != nullptr && network->value == "none")) return;
    for (const Download& download : downloads_in(run)) {
        if (is_covered(download) || may_be_covered(run, download)) continue;
        if (model::is_filled_before(run, download.paths)) continue;
        // Managers that work from their cache download nothing behind a RUN that filled it.
        const bool is_repeated = model::works_from_cache(download.manager) &&
                                 model::is_filled_by_earlier_run(run, download.manager);
        if (!is_repeated && !model::is_built_by_kaniko(pass.build())) report(run, download, pass);
    }
}

} // namespace

static void check(const model::Build& build, Pass& pass) {
    for (const model::Stage& stage : build.stages) {
        if (!stage.is_used) continue;
        for (const Run& run : stage.runs) check_run(run, pass);
    }
}

} // namespace dflint::rules
