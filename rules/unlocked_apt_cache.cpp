// SPDX-License-Identifier: Apache-2.0
#include "unlocked_apt_cache.h"

#include "dflint/model/paths.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dflint::rules {

namespace {

using model::Mount;

struct Unlocked {
    const model::Run* run;
    const Mount* mount;
};

/// What a RUN makes apt lock.
struct Locks {
    bool lists = false;    ///< /var/lib/apt/lists/lock, by `update`
    bool archives = false; ///< /var/cache/apt/archives/lock, by whatever downloads packages
};

Locks locks_of(const model::Run& run) {
    Locks locks;
    for (const model::Command& each : run.commands) {
        if (!each.is_one_of({"apt", "apt-get", "aptitude"})) continue;
        locks.lists |= each.verb == "update";
        locks.archives |= each.verb_in({"install", "upgrade", "dist-upgrade", "full-upgrade",
                                        "build-dep", "reinstall", "satisfy"});
    }
    return locks;
}

bool is_fought_over(const Mount& mount, const Locks& locks) {
    if (mount.type != Mount::Type::cache || !mount.target) return false;
    if (!mount.sharing.empty() && mount.sharing != "shared") return false;
    return (locks.lists && model::is_within("/var/lib/apt/lists", *mount.target)) ||
           (locks.archives && model::is_within("/var/cache/apt/archives", *mount.target));
}

std::vector<Unlocked> unlocked_in(const model::Build& build) {
    std::vector<Unlocked> all;
    for (const model::Stage& stage : build.stages) {
        stage.for_each_written_run([&](const model::Run& run) {
            if (!run.has_mount(Mount::Type::cache)) return;
            const Locks locks = locks_of(run);
            for (const Mount& mount : run.mounts) {
                if (is_fought_over(mount, locks)) all.push_back({&run, &mount});
            }
        });
    }
    return all;
}

std::string_view id_of(const Mount& mount) {
    return mount.id.empty() ? std::string_view(*mount.target) : mount.id;
}

/// A RUN of the one stage begins when the other stage is done.
bool waits_for(const model::Run& run, const model::Stage& other) {
    if (run.stage->is_built_from(other)) return true;
    for (const model::Stage* each = run.stage; each != nullptr; each = each->parent) {
        const bool copies = std::any_of(each->copies.begin(), each->copies.end(), [&](auto& copy) {
            return copy.index < run.index && copy.origin != nullptr &&
                   copy.origin->is_built_from(other);
        });
        if (copies) return true;
    }
    return false;
}

bool may_meet(const Unlocked& first, const Unlocked& second) {
    const model::Stage& other = *first.run->stage;
    return other.is_used && second.run->stage->is_used && !waits_for(*second.run, other) &&
           id_of(*first.mount) == id_of(*second.mount);
}

/// The first two that BuildKit may run at the same time in one build.
std::pair<const Unlocked*, const Unlocked*> rivals_in(const std::vector<Unlocked>& all) {
    constexpr std::size_t most = 64; // one pair is enough
    const std::size_t count = std::min(all.size(), most);
    for (std::size_t second = 1; second < count; ++second) {
        for (std::size_t first = 0; first < second; ++first) {
            if (may_meet(all[first], all[second])) return {&all[first], &all[second]};
        }
    }
    return {};
}

/// Those of one build share what has the same id.
bool is_for_several_platforms(const model::Build& build) {
    const auto* const how = build.context.invocation;
    if (how != nullptr && !how->platforms.empty()) return how->platforms.size() > 1;
    constexpr std::string_view arguments[] = {"TARGETARCH", "TARGETPLATFORM", "TARGETVARIANT"};
    return std::any_of(build.stages.begin(), build.stages.end(), [&](const model::Stage& stage) {
        return std::any_of(stage.bindings.begin(), stage.bindings.end(), [&](const auto& each) {
            return std::find(std::begin(arguments), std::end(arguments), each.name) !=
                   std::end(arguments);
        });
    });
}

std::optional<Edit> locked(const Mount& mount, const SourceFile& file) {
    const Span at = mount.flag->value_at;
    const std::string_view written = file.slice(at);
    if (written.find_first_of("\"'`\\") != written.npos) return std::nullopt;
    if (mount.sharing.empty()) return Edit{{at.end, at.end}, ",sharing=locked"};
    constexpr std::string_view shared = "sharing=shared";
    const std::size_t found = written.find(shared);
    if (found == written.npos) return std::nullopt;
    const auto begin = static_cast<std::uint32_t>(at.begin + found);
    const auto end = static_cast<std::uint32_t>(begin + shared.size());
    return Edit{{begin, end}, "sharing=locked"};
}

std::optional<Fix> lock_all(const std::vector<Unlocked>& all, const SourceFile& file) {
    Fix fix{.title = "add `sharing=locked`", .edits = {}};
    for (const Unlocked& each : all) {
        auto edit = locked(*each.mount, file);
        if (!edit) return std::nullopt;
        fix.edits.push_back(std::move(*edit));
    }
    std::sort(fix.edits.begin(), fix.edits.end(),
              [](const Edit& a, const Edit& b) { return a.at < b.at; });
    return fix;
}

} // namespace

void check_apt_locks(const model::Build& build, Pass& pass) {
    const std::vector<Unlocked> all = unlocked_in(build);
    if (all.empty()) return;
    const auto report = [&](const Unlocked& at, Severity severity, std::string_view who,
                            std::vector<Label> labels = {}) {
        pass.report(severity,
                    {.at = at.mount->flag->at,
                     .message = "apt fails when it finds `" + *at.mount->target + "` locked, and " +
                                std::string(who) +
                                " may use this mount at a time: `sharing=locked` is missing",
                     .labels = std::move(labels),
                     .fix = lock_all(all, build.file)});
    };
    if (const auto [first, second] = rivals_in(all); first != nullptr) {
        return report(*first, Severity::warning, "two stages",
                      {{second->mount->flag->at, "the other one"}});
    }
    // An id may name the platform.
    const auto shared = std::find_if(all.begin(), all.end(), [](const Unlocked& each) {
        return each.mount->id.find('$') == std::string_view::npos;
    });
    if (shared != all.end() && is_for_several_platforms(build)) {
        return report(*shared, Severity::warning, "the platforms of one build");
    }
    report(all.front(), Severity::info, "two builds");
}

} // namespace dflint::rules
