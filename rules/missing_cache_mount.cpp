// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/cache_bypass.h"
#include "dflint/model/cache_cleanup.h"
#include "dflint/model/cache_readers.h"
#include "dflint/model/download.h"
#include "dflint/model/edits.h"
#include "dflint/model/mount_support.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dflint::rules {

static void check(const model::Build&, Pass&);

extern constexpr Rule missing_cache_mount = rule({
    .name = "missing-cache-mount",
    .summary = "download without a cache mount over the package manager's cache",
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
    return install.packages.empty() && install.manifests.empty() && !install.projects.empty() &&
           std::all_of(install.projects.begin(), install.projects.end(), [](const auto& each) {
               return each.path.ends_with(".whl") || each.path.ends_with("*");
           });
}

/// How much it matters that the install has no mount; nothing when it does not.
std::optional<Severity> weight_of(const Install& install) {
    if (install.is_offline || installs_local_archives(install)) return std::nullopt;
    if (model::heaviest_package(install)) return Severity::warning;
    if (install.kind == model::InstallKind::project && install.command->has_option({"--no-deps"})) {
        return std::nullopt;
    }
    if (install.kind != model::InstallKind::packages) return Severity::info;
    std::uint32_t megabyte_count = 0;
    for (const model::Package& package : install.packages) {
        const auto size = model::wheel_size(install, package);
        megabyte_count += size ? size->megabyte_count : usual_megabyte_count;
    }
    if (megabyte_count < worthwhile_megabyte_count) return std::nullopt;
    return Severity::info;
}

/// The installs of one manager in one RUN.
struct Group {
    Manager manager;
    std::vector<const Install*> installs{};
    const Install* worst = nullptr; ///< the one to report
    Severity severity = Severity::info;
    std::vector<CacheDirectory> directories{}; ///< of downloads; empty when not known
};

std::vector<std::string> paths_of(const Group& group) {
    std::vector<std::string> paths;
    for (const CacheDirectory& each : group.directories) paths.push_back(each.path);
    return paths;
}

std::vector<Group> groups_in(const Run& run) {
    std::vector<Group> groups;
    for (const Install& install : run.installs) {
        if (is_system_manager(install.manager)) continue;
        auto group = std::find_if(groups.begin(), groups.end(), [&](const Group& each) {
            return each.manager == install.manager;
        });
        if (group == groups.end()) {
            group = groups.insert(groups.end(), Group{.manager = install.manager});
        }
        group->installs.push_back(&install);
        const auto weight = weight_of(install);
        if (!weight || (group->worst != nullptr && *weight <= group->severity)) continue;
        group->worst = &install;
        group->severity = *weight;
    }
    for (Group& group : groups) {
        if (group.worst == nullptr) continue;
        const auto directories = model::cache_directories(*group.worst, run.scope);
        for (const CacheDirectory& each : directories.value_or(std::vector<CacheDirectory>())) {
            if (each.is_downloads) group.directories.push_back(each);
        }
    }
    std::erase_if(groups, [](const Group& group) { return group.worst == nullptr; });
    return groups;
}

bool is_covered(const Group& group) {
    return std::any_of(group.installs.begin(), group.installs.end(),
                       [](const Install* each) { return model::cache_mount_of(*each) != nullptr; });
}

/// A cache mount that none of the run's installs explains may well be this manager's, set by a
/// configuration file.
bool has_other_mount(const Run& run) {
    return std::any_of(run.mounts.begin(), run.mounts.end(), [&](const model::Mount& mount) {
        if (mount.type != model::Mount::Type::cache) return false;
        if (mount.target && mount.target->starts_with("/var/")) return false;
        return std::none_of(run.installs.begin(), run.installs.end(), [&](const Install& install) {
            return model::cache_mount_of(install) == &mount;
        });
    });
}

/// Managers that work from their cache download nothing in a RUN behind one that filled it.
bool was_filled_by_earlier_run(const Run& run, Manager manager) {
    if (!model::works_from_cache(manager)) return false;
    for (const model::Stage* stage = run.stage; stage != nullptr; stage = stage->parent) {
        for (const Run& earlier : stage->runs) {
            if (stage == run.stage && earlier.index >= run.index) break;
            for (const Install& install : earlier.installs) {
                if (install.manager == manager && !install.is_offline &&
                    install.kind != model::InstallKind::packages &&
                    model::cache_mount_of(install) == nullptr) {
                    return true;
                }
            }
        }
    }
    return false;
}

std::string mount_flag(const CacheDirectory& directory, const std::optional<std::string>& uid) {
    std::string flag = "--mount=type=cache,target=" + directory.path;
    if (directory.needs_lock) flag += ",sharing=locked";
    if (uid) flag += ",uid=" + *uid;
    return flag;
}

/// Collects the edits of one fix; one that cannot be made spoils the whole.
class Plan {
public:
    void add(std::optional<Edit> edit, Applicability applicability) {
        complete_ &= edit.has_value();
        if (!edit || std::find(edits_.begin(), edits_.end(), *edit) != edits_.end()) return;
        edits_.push_back(std::move(*edit));
        applicability_ = std::min(applicability_, applicability);
    }
    void limit(Applicability applicability) {
        applicability_ = std::min(applicability_, applicability);
    }

    std::optional<Fix> fix(std::string title) && {
        if (!complete_ || applicability_ == Applicability::show) return std::nullopt;
        std::sort(edits_.begin(), edits_.end(),
                  [](const Edit& a, const Edit& b) { return a.at < b.at; });
        for (std::size_t i = 1; i < edits_.size(); ++i) {
            if (edits_[i].at.begin < edits_[i - 1].at.end) return std::nullopt;
        }
        return Fix{std::move(title), applicability_, std::move(edits_)};
    }

private:
    std::vector<Edit> edits_;
    Applicability applicability_ = Applicability::safe;
    bool complete_ = true;
};

/// A mount that the commands of the run bypass or empty would be for nothing.
void remove_what_defeats(const Run& run, const Group& group, Plan& plan) {
    const std::vector<std::string> paths = paths_of(group);
    for (const Install* install : group.installs) {
        for (const model::CacheBypass& bypass : model::cache_bypasses(*install)) {
            const bool ships =
                bypass.binding != nullptr && bypass.binding->is_env && run.stage->is_shipped();
            plan.add(model::without_bypass(bypass),
                     ships ? Applicability::unsafe : Applicability::safe);
        }
    }
    for (const model::CacheCleanup& cleanup : model::cache_cleanups(run, group.manager, paths)) {
        const bool removes_more =
            cleanup.operand && std::find(paths.begin(), paths.end(), cleanup.path) == paths.end();
        plan.add(model::without_cleanup(cleanup),
                 removes_more ? Applicability::unsafe : Applicability::safe);
    }
}

/// Under a mount nothing of the cache is left in the layer for the runs behind it.
void keep_later_runs_working(const Run& run, const Group& group,
                             const std::vector<std::string>& flags, Plan& plan) {
    const model::LaterRuns later = model::later_runs(run, group.manager);
    if (later.is_offline) plan.limit(Applicability::show);
    if (!model::works_from_cache(group.manager)) return;
    if (run.stage->is_shipped() || later.has_unknown) plan.limit(Applicability::unsafe);
    for (const Run* user : later.users) {
        if (user->is_onbuild || user->scope.user() != run.scope.user()) {
            plan.limit(Applicability::show);
        } else if (!user->cache_mount_over(group.directories.front().path)) {
            plan.add(model::with_flags(*user, flags), Applicability::safe);
        }
    }
}

std::optional<Fix> fix_for(const Run& run, const Group& group) {
    if (group.directories.empty()) return std::nullopt;
    const auto owner = model::mount_owner(run);
    if (!owner) return std::nullopt;
    std::vector<std::string> flags;
    for (const CacheDirectory& each : group.directories) {
        if (each.path.find_first_of(" ,\"'$\\`") != each.path.npos) return std::nullopt;
        flags.push_back(mount_flag(each, owner->uid));
    }
    Plan plan;
    plan.add(model::with_flags(run, flags), Applicability::safe);
    plan.limit(model::cache_mount_support(run.stage->build->tree));
    // BuildKit makes the directories above the target as root.
    if (owner->uid) plan.limit(Applicability::unsafe);
    for (const Install* install : group.installs) {
        if (model::builds_own_wheels(*install)) plan.limit(Applicability::unsafe);
        if (!model::is_cache_certain(*install)) plan.limit(Applicability::show);
    }
    if (model::is_taken_from(*run.stage, paths_of(group))) plan.limit(Applicability::show);
    remove_what_defeats(run, group, plan);
    keep_later_runs_working(run, group, flags, plan);
    return std::move(plan).fix("mount a cache over `" + group.directories.front().path + "`");
}

std::string called(const model::Command& command) {
    std::string text = "`" + std::string(command.name);
    if (!command.verb.empty()) text += " " + std::string(command.verb);
    return text + "`";
}

void report(const Run& run, const Group& group, Pass& pass) {
    const Install& install = *group.worst;
    const model::Command& command = *install.command;
    Diagnostic diagnostic{
        .at = command.verb_at.empty() ? command.name_word.at : command.verb_at,
        .message = called(command) + " downloads everything again whenever this RUN is repeated",
    };
    if (const auto heavy = model::heaviest_package(install)) {
        const std::string size = model::to_text(heavy->size);
        diagnostic.message =
            called(command) + " downloads about " + size + " again whenever this RUN is repeated";
        diagnostic.labels.push_back({heavy->package->at, "about " + size});
    }
    diagnostic.message += group.directories.empty()
                              ? ": it has no cache mount"
                              : ": no cache mount covers `" + group.directories.front().path + "`";
    diagnostic.fix = fix_for(run, group);
    pass.report(group.severity, std::move(diagnostic));
}

void check_run(const Run& run, Pass& pass) {
    const auto* const network = run.instruction->flag("network");
    if (run.is_onbuild || (network != nullptr && network->value == "none")) return;
    if (run.installs.empty() || has_other_mount(run)) return;
    for (const Group& group : groups_in(run)) {
        if (is_covered(group) || model::is_filled_before(run, paths_of(group)) ||
            was_filled_by_earlier_run(run, group.manager)) {
            continue;
        }
        report(run, group, pass);
    }
}

} // namespace

static void check(const model::Build& build, Pass& pass) {
    if (model::is_built_by_kaniko(build)) return;
    for (const model::Stage& stage : build.stages) {
        if (!stage.is_used) continue;
        for (const Run& run : stage.runs) check_run(run, pass);
    }
}

} // namespace dflint::rules
