// SPDX-License-Identifier: Apache-2.0
#include "unlocked_apt_cache.h"

#include "dflint/lint/rule.h"
#include "dflint/model/apt_cache.h"
#include "dflint/model/cache_bypass.h"
#include "dflint/model/cache_cleanup.h"
#include "dflint/model/edits.h"
#include "dflint/model/first_places.h"
#include "dflint/model/paths.h"
#include "dflint/source/quote.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dflint::rules {

static void check(const model::Build&, Pass&);

extern constexpr Rule cache_mount_defeated = rule({
    .name = "cache-mount-defeated",
    .summary = "Cache mount that is bypassed, emptied or fought over by the commands it is for",
    .why = R"(A cache mount keeps downloads from build to build and never becomes part of the image.
Habits from the time before, such as `--no-cache-dir`, `PIP_NO_CACHE_DIR=1`, `npm cache clean` or
`rm -rf ~/.cache`, make the image no smaller then: they only make the tool ignore the mount, or
empty it, so that every build downloads everything again.

`rm -rf` of the mounted directory itself, or of one above it, also fails the build: a directory with
something mounted on it cannot be removed.

Debian's and Ubuntu's images do the same by a file: `/etc/apt/apt.conf.d/docker-clean` makes apt
delete its packages behind each install, so a mount over `/var/cache/apt` keeps none of them until
that file is removed.

apt locks the directories it works in and fails when somebody else has locked them. Cache mounts are
shared by all stages, platforms and builds that run at a time, unless they have `sharing=locked`.)",
    .bad = "FROM python:3.12\n"
           "RUN --mount=type=cache,target=/root/.cache/pip pip install --no-cache-dir torch\n",
    .good = "FROM python:3.12\n"
            "RUN --mount=type=cache,target=/root/.cache/pip pip install torch\n",
    .source = "https://docs.docker.com/build/cache/optimize/#use-cache-mounts",
    .group = Group::caching,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using model::CacheBypass;
using model::CacheCleanup;
using model::Mount;

std::string mounted_at(const Mount& mount) {
    return "the cache mounted at " + in_code(*mount.target);
}

Label label_of(const Mount& mount) {
    return {mount.flag->at, "mounted here"};
}

/// A shipped ENV is seen by whoever runs the image.
Applicability applicability_of(const CacheBypass& bypass) {
    const bool ships = bypass.binding != nullptr && bypass.binding->is_env &&
                       bypass.install->command->run->stage->is_shipped();
    if (ships || model::builds_own_wheels(*bypass.install)) return Applicability::unsafe;
    return Applicability::safe;
}

void report(const CacheBypass& bypass, const Mount& mount, Pass& pass) {
    const std::string_view manager = model::name_of(bypass.install->manager);
    Diagnostic diagnostic{
        .at = bypass.at,
        .message = in_code(bypass.text) + " makes " + std::string(manager) + " ignore " +
                   mounted_at(mount),
        .labels = {label_of(mount)},
    };
    const bool can_fix = !bypass.install->command->run->is_onbuild;
    if (auto edit = can_fix ? model::without_bypass(bypass) : std::nullopt) {
        diagnostic.fix = Fix{.title = "remove " + in_code(bypass.text),
                             .applicability = applicability_of(bypass),
                             .edits = {std::move(*edit)}};
    }
    pass.report(std::move(diagnostic));
}

void report(const CacheCleanup& cleanup, const Mount& mount, Pass& pass) {
    if (model::is_on_request(cleanup)) return;
    const model::Run& run = *cleanup.command->run;
    const std::string written(pass.build().file.slice(cleanup.at));
    const std::string text = in_code(cleanup.operand ? "rm -r " + written : written);
    Diagnostic diagnostic{
        .at = cleanup.at,
        .message = text + " empties " + mounted_at(mount),
        .labels = {label_of(mount)},
    };
    if (cleanup.fails_over_mount_at(*mount.target)) {
        diagnostic.message = text + " empties " + mounted_at(mount) +
                             ", then fails: a mount point cannot be removed";
    }
    if (auto edit = run.is_onbuild ? std::nullopt : model::without_cleanup(cleanup)) {
        const bool removes_more = cleanup.operand && !model::is_within(cleanup.path, *mount.target);
        diagnostic.fix =
            Fix{.title = "remove " + text,
                .applicability = removes_more ? Applicability::unsafe : Applicability::safe,
                .edits = {std::move(*edit)}};
    }
    pass.report(std::move(diagnostic));
}

/// Whether each stage or one below it has a mount that apt empties.
struct EmptiedByApt : model::FirstPlaces {
    using FirstPlaces::FirstPlaces;
};

/// A RUN with a mount that apt empties: the first, before those of ONBUILD.
const model::Run* first_emptied_run(const model::Stage& stage) {
    for (const auto* const runs : {&stage.runs, &stage.triggers}) {
        const auto found = std::find_if(runs->begin(), runs->end(), [](const auto& run) {
            return model::mount_emptied_by_apt(run) != nullptr;
        });
        if (found != runs->end()) return &*found;
    }
    return nullptr;
}

/// Each later install of apt has the mount too: without it, packages would now stay in the layer.
bool mounts_all_later(const model::Run& first) {
    const model::Stage& begin = *first.stage;
    bool all_have_it = true;
    for (const model::Stage& stage : begin.build->stages) {
        if (stage.order < begin.order || stage.order >= begin.order_end) continue;
        stage.for_each_written_run([&](const model::Run& run) {
            const bool is_later = &stage != &begin || run.is_onbuild || run.index > first.index;
            const bool installs =
                std::any_of(run.installs.begin(), run.installs.end(),
                            [](const auto& each) { return each.manager == model::Manager::apt; });
            all_have_it &= !is_later || !installs ||
                           run.cache_mount_over("/var/cache/apt/archives") != nullptr;
        });
    }
    return all_have_it;
}

/// https://docs.docker.com/reference/dockerfile/#example-cache-apt-packages
std::optional<Fix> keep_packages(const model::Run& run) {
    const bool is_plain = run.shell == model::Shell::sh || run.shell == model::Shell::bash;
    if (run.is_onbuild || !is_plain || !run.scope.is_root() || !mounts_all_later(run)) {
        return std::nullopt;
    }
    constexpr std::string_view line =
        "RUN rm -f /etc/apt/apt.conf.d/docker-clean && echo 'Binary::apt::APT::"
        "Keep-Downloaded-Packages \"true\";' > /etc/apt/apt.conf.d/keep-cache";
    return Fix{.title = "make apt keep what it downloads",
               .applicability = Applicability::unsafe, // for whoever installs in a container, too
               .edits = {model::with_line_before(*run.stage->build, *run.instruction, line)}};
}

/// One change in a stage helps all that are built from it.
void check_apt(const model::Stage& stage, Pass& pass) {
    const auto look = [](const model::Stage& each) {
        const model::Run* const run = first_emptied_run(each);
        return run == nullptr ? model::FirstPlaces::nowhere : run->instruction->at.begin;
    };
    model::FirstPlaces& first = pass.build().fact<EmptiedByApt>();
    const bool parent_reports =
        stage.parent != nullptr && first.of(*stage.parent, look) != model::FirstPlaces::nowhere;
    const model::Run* const run = parent_reports ? nullptr : first_emptied_run(stage);
    if (run == nullptr) return;
    const Mount& mount = *model::mount_emptied_by_apt(*run);
    pass.report({
        .at = mount.flag->at,
        .message = "`/etc/apt/apt.conf.d/docker-clean` of the base image makes apt delete its "
                   "packages from " +
                   mounted_at(mount) + " behind each install",
        .fix = keep_packages(*run),
    });
}

/// Where the commands of the run keep what mounts may hold.
std::vector<std::string> directories_in(const model::Run& run) {
    std::vector<std::string> found;
    for (const model::Install& install : run.installs) {
        if (install.manager == model::Manager::apt) {
            found.emplace_back("/var/cache/apt/archives");
            found.emplace_back("/var/lib/apt/lists");
        }
        const auto directories = model::cache_directories(install, run.scope);
        if (!directories) continue;
        for (const model::CacheDirectory& each : *directories) found.push_back(each.path);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

/// Two installs of one RUN, or two RUNs, can be defeated by the same words.
class Seen {
public:
    bool add(Span at) { return spans_.insert(at).second; }

private:
    std::set<Span> spans_;
};

void check_run(const model::Run& run, Seen& seen, Pass& pass) {
    if (!run.has_mount(Mount::Type::cache)) return;
    std::set<model::Manager> cleaned;
    for (const model::Install& install : run.installs) {
        const Mount* const mount = model::cache_mount_of(install);
        if (mount == nullptr) continue;
        for (const CacheBypass& bypass : model::cache_bypasses(install)) {
            if (seen.add(bypass.at)) report(bypass, *mount, pass);
        }
        if (!cleaned.insert(install.manager).second) continue;
        for (const CacheCleanup& cleanup : model::cache_cleanups(run, install.manager, {})) {
            if (seen.add(cleanup.at)) report(cleanup, *mount, pass);
        }
    }
    const std::vector<std::string> used = directories_in(run);
    for (const Mount& mount : run.mounts) {
        if (mount.type != Mount::Type::cache || !mount.target) continue;
        std::vector<std::string> held = {*mount.target};
        std::copy_if(
            used.begin(), used.end(), std::back_inserter(held),
            [&](const std::string& path) { return model::is_within(path, *mount.target); });
        for (const CacheCleanup& cleanup : model::cache_cleanups(run, std::nullopt, held)) {
            if (seen.add(cleanup.at)) report(cleanup, mount, pass);
        }
    }
}

} // namespace

static void check(const model::Build& build, Pass& pass) {
    Seen seen;
    for (const model::Stage& stage : build.stages) {
        stage.for_each_written_run([&](const model::Run& run) { check_run(run, seen, pass); });
        check_apt(stage, pass);
    }
    check_apt_locks(build, pass);
}

} // namespace dflint::rules
