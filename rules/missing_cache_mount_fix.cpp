// SPDX-License-Identifier: Apache-2.0
#include "missing_cache_mount.h"

#include "dflint/model/cache_bypass.h"
#include "dflint/model/cache_cleanup.h"
#include "dflint/model/cache_readers.h"
#include "dflint/model/edits.h"
#include "dflint/model/mount_support.h"
#include "dflint/model/paths.h"
#include "dflint/source/byte_set.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace dflint::rules {

namespace {

using model::CacheDirectory;
using model::Install;
using model::Run;

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
        if (!edit) return;
        edits_.push_back(std::move(*edit));
        applicability_ = std::min(applicability_, applicability);
    }
    void limit(Applicability applicability) {
        applicability_ = std::min(applicability_, applicability);
    }

    std::optional<Fix> fix(std::string title) && {
        if (!complete_ || applicability_ == Applicability::show) return std::nullopt;
        std::sort(edits_.begin(), edits_.end(), [](const Edit& a, const Edit& b) {
            return std::tie(a.at, a.text) < std::tie(b.at, b.text);
        });
        // Two installs of a RUN may need the same.
        edits_.erase(std::unique(edits_.begin(), edits_.end()), edits_.end());
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
void remove_what_defeats(const Run& run, const Download& download, Plan& plan) {
    const std::vector<std::string>& paths = download.paths;
    for (const Install* install : download.installs) {
        for (const model::CacheBypass& bypass : model::cache_bypasses(*install)) {
            const bool ships =
                bypass.binding != nullptr && bypass.binding->is_env && run.stage->is_shipped();
            plan.add(model::without_bypass(bypass),
                     ships ? Applicability::unsafe : Applicability::safe);
        }
    }
    for (const model::CacheCleanup& cleanup : model::cache_cleanups(run, download.manager, paths)) {
        const bool removes_more =
            cleanup.operand && std::find(paths.begin(), paths.end(), cleanup.path) == paths.end();
        plan.add(model::without_cleanup(cleanup),
                 removes_more ? Applicability::unsafe : Applicability::safe);
    }
}

/// A fix that gives a mount to more runs than this is a rewrite, not a fix.
constexpr std::size_t most_later_users = 32;

/// Under a mount nothing of the cache is left in the layer for the runs behind it.
void keep_later_runs_working(const Run& run, const Download& download,
                             const std::vector<std::string>& flags, Plan& plan) {
    const model::LaterRuns later = model::later_runs(run, download.manager, download.paths);
    if (later.needs_cache) plan.limit(Applicability::show);
    if (!model::works_from_cache(download.manager)) return;
    if (run.stage->is_shipped() || later.has_unknown) plan.limit(Applicability::unsafe);
    if (later.users.size() > most_later_users) return plan.limit(Applicability::show);
    for (const Run* user : later.users) {
        if (user->is_onbuild || user->scope.user() != run.scope.user()) {
            plan.limit(Applicability::show);
        } else if (!user->cache_mount_over(download.directories.front().path)) {
            plan.add(model::with_flags(*user, flags), Applicability::safe);
        }
    }
}

/// What is in the cache would be missed where the mount is not, or the mount itself be in the way.
bool must_stay_in_layer(const Run& run, const Download& download) {
    return model::keeps_programs_in_cache(run, download.manager) ||
           std::any_of(download.installs.begin(), download.installs.end(),
                       [](const Install* install) { return !model::is_cache_certain(*install); }) ||
           model::is_taken_from(*run.stage, download.paths);
}

} // namespace

const model::Command* names_directory_above(const Run& run, const Download& download) {
    const std::optional<std::string> home = run.scope.home();
    const auto is_of_system = [&](std::string_view path) {
        for (const std::string_view system : {"/", "/etc", "/home", "/opt", "/root", "/tmp", "/usr",
                                              "/usr/local", "/var", "/var/cache", "/var/lib"}) {
            if (path == system) return true;
        }
        return home && path == *home;
    };
    const auto is_above = [&](std::string_view path) {
        return std::any_of(download.directories.begin(), download.directories.end(),
                           [&](const CacheDirectory& each) {
                               return each.path != path && model::is_within(each.path, path);
                           });
    };
    const auto names_it = [&](const model::Word& word) {
        std::string_view text = word.text;
        if (text.starts_with('-')) text.remove_prefix(std::min(text.find('=') + 1, text.size()));
        if (!text.starts_with('/')) return false;
        const std::string path = model::clean_path(text);
        return is_above(path) && !is_of_system(path);
    };
    const auto found =
        std::find_if(run.commands.begin(), run.commands.end(), [&](const model::Command& command) {
            return std::any_of(command.words.begin(), command.words.end(), names_it);
        });
    return found == run.commands.end() ? nullptr : &*found;
}

std::optional<Fix> mount_cache(const Run& run, const Download& download) {
    if (download.directories.empty() || must_stay_in_layer(run, download)) return std::nullopt;
    const auto owner = model::mount_owner(run);
    if (!owner) return std::nullopt;
    std::vector<std::string> flags;
    for (const CacheDirectory& each : download.directories) {
        static constexpr ByteSet signs(" ,\"'$\\`");
        if (signs.first_in(each.path) != each.path.npos) return std::nullopt;
        flags.push_back(mount_flag(each, owner->uid));
    }
    Plan plan;
    plan.add(model::with_flags(run, flags), Applicability::safe);
    plan.limit(model::cache_mount_support(*run.stage->build));
    // BuildKit makes the directories above the target as root.
    if (owner->uid) plan.limit(Applicability::unsafe);
    for (const Install* install : download.installs) {
        if (model::builds_own_wheels(*install)) plan.limit(Applicability::unsafe);
    }
    // `rm` fails over a mount point.
    if (model::may_remove(run, download.paths)) plan.limit(Applicability::unsafe);
    remove_what_defeats(run, download, plan);
    keep_later_runs_working(run, download, flags, plan);
    return std::move(plan).fix("mount a cache over `" + download.directories.front().path + "`");
}

} // namespace dflint::rules
