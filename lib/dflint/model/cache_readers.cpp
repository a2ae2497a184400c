// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/cache_readers.h"

#include "dflint/model/cache_bypass.h"
#include "dflint/model/first_places.h"
#include "dflint/model/paths.h"
#include "dflint/source/byte_set.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace dflint::model {

namespace {

/// Commands that start no package manager, whatever their words are.
constexpr std::array<std::string_view, 48> plain_commands = {
    "[",        "adduser", "apk",    "apt",   "apt-get", "basename", "cat",     "cd",
    "chgrp",    "chmod",   "chown",  "cp",    "curl",    "cut",      "date",    "dirname",
    "dpkg",     "echo",    "export", "false", "file",    "find",     "git",     "grep",
    "groupadd", "gzip",    "head",   "id",    "install", "ldconfig", "ln",      "ls",
    "mkdir",    "mv",      "printf", "pwd",   "rm",      "sed",      "set",     "strip",
    "tar",      "test",    "touch",  "true",  "uname",   "unzip",    "useradd", "wget",
};
static_assert(std::is_sorted(plain_commands.begin(), plain_commands.end()));

bool starts(const Command& command, Manager manager) {
    switch (manager) {
    case Manager::go:
        return command.is_one_of({"go", "xx-go"});
    case Manager::cargo:
        return command.is_one_of({"cargo", "xx-cargo"});
    case Manager::maven:
        return command.is_one_of({"mvn", "mvnw"});
    case Manager::gradle:
        return command.is_one_of({"gradle", "gradlew"});
    case Manager::dotnet:
        return command.is("dotnet");
    case Manager::pnpm:
        return command.is("pnpm");
    default:
        return false;
    }
}

/// Words by which a tool is told to do without the network.
bool is_offline(const Command& command, Manager manager) {
    if (!starts(command, manager)) return false;
    const auto says = [&](std::initializer_list<std::string_view> options) {
        return std::any_of(command.words.begin(), command.words.end(), [&](const Word& word) {
            return std::find(options.begin(), options.end(), word.text) != options.end();
        });
    };
    switch (manager) {
    case Manager::maven:
        return says({"-o", "--offline"});
    case Manager::dotnet:
        return says({"--no-restore", "--no-build"});
    case Manager::cargo:
        return says({"--offline", "--frozen"});
    default:
        return says({"--offline"});
    }
}

bool touches(std::string_view path, const std::vector<std::string>& directories) {
    return std::any_of(directories.begin(), directories.end(), [&](const std::string& directory) {
        return is_within(directory, path) || is_within(path, directory);
    });
}

std::string from_root(std::string_view path) {
    return clean_path(path.starts_with('/') ? std::string(path) : "/" + std::string(path));
}

/// Sources of `COPY --from` are paths from the root; what cannot be expanded could be anything.
bool takes(const Copy& copy, const std::vector<std::string>& directories) {
    return std::any_of(copy.sources.begin(), copy.sources.end(), [&](const auto& source) {
        const auto path = copy.scope.expand(source.text);
        if (!path) return true;
        const std::string wild = from_root(*path);
        static constexpr ByteSet pattern_signs("*?[");
        const std::string_view certain = wild;
        return touches(certain.substr(0, pattern_signs.first_in(certain)), directories);
    });
}

/// `cp /go/pkg/mod/.../lib.so /usr/lib`; removing what is not there does no harm.
bool names_directory(const Command& command, const std::vector<std::string>& directories) {
    if (command.is("rm")) return false;
    for (const Word& word : command.words) {
        for (const std::string& each : directories) {
            const bool may_name = word.text.size() >= each.size();
            if (may_name && word.text.find(each) != word.text.npos) return true;
        }
    }
    return false;
}

/// Runs in an order where each stage is followed by those built from it: what is behind a run is
/// in one piece, up to the end of its stage's descendants.
using Place = std::pair<std::uint32_t, std::uint32_t>; // Stage::order, Run::index

Place place_of(const Run& run) {
    return {run.stage->order, run.index};
}

/// What a whole file does with the caches of one manager.
class Use {
public:
    Use(const Build& build, Manager manager, const std::vector<std::string>& directories) {
        std::vector<const Stage*> stages(build.stages.size());
        for (const Stage& stage : build.stages) stages[stage.order] = &stage;
        for (const Stage* stage : stages) {
            stage->for_each_written_run([&](const Run& run) { add(run, manager, directories); });
        }
    }

    [[nodiscard]] LaterRuns behind(const Run& run) const {
        const Place after = place_of(run);
        const Place end = {run.stage->order_end, 0};
        const auto from = [&](const std::vector<Place>& places) {
            const auto next = std::upper_bound(places.begin(), places.end(), after);
            return next != places.end() && *next < end;
        };
        const auto first = std::partition_point(users_.begin(), users_.end(), [&](const Run* each) {
            return place_of(*each) <= after;
        });
        const auto last = std::partition_point(
            first, users_.end(), [&](const Run* each) { return place_of(*each) < end; });
        return {from(needing_), {first, last}, from(unknown_)};
    }

private:
    void add(const Run& run, Manager manager, const std::vector<std::string>& directories) {
        if (works_from_cache(manager)) add_starts(run, manager);
        const bool needs =
            std::any_of(run.commands.begin(), run.commands.end(),
                        [&](const Command& command) {
                            return is_offline(command, manager) ||
                                   names_directory(command, directories);
                        }) ||
            std::any_of(run.installs.begin(), run.installs.end(), [&](const Install& install) {
                return install.manager == manager && install.is_offline;
            });
        if (needs) needing_.push_back(place_of(run));
    }

    void add_starts(const Run& run, Manager manager) {
        bool uses = false;
        bool is_unknown = run.scripts.empty() || run.error != nullptr || run.is_onbuild;
        for (const Command& command : run.commands) {
            const bool is_user = starts(command, manager);
            const bool is_plain =
                command.name_word.shell != nullptr &&
                std::binary_search(plain_commands.begin(), plain_commands.end(), command.name);
            uses |= is_user;
            is_unknown |= !is_plain && !is_user;
        }
        if (uses) users_.push_back(&run);
        if (is_unknown) unknown_.push_back(place_of(run));
    }

    std::vector<const Run*> users_;
    std::vector<Place> needing_;
    std::vector<Place> unknown_;
};

/// The stage or one that is built from it has one of the orders, which are sorted.
bool is_among(const std::vector<std::uint32_t>& orders, const Stage& stage) {
    const auto next = std::lower_bound(orders.begin(), orders.end(), stage.order);
    return next != orders.end() && *next < stage.order_end;
}

/// The stages out of which a COPY or a mount takes something.
class Origins {
public:
    explicit Origins(const Build& build) {
        for (const Stage& taker : build.stages) {
            for (const Copy& copy : taker.copies) add(copy.origin);
            taker.for_each_written_run([&](const Run& run) {
                for (const Mount& mount : run.mounts) add(mount.origin);
            });
        }
        std::sort(orders_.begin(), orders_.end());
    }

    [[nodiscard]] bool hold(const Stage& stage) const { return is_among(orders_, stage); }

private:
    void add(const Stage* origin) {
        if (origin != nullptr) orders_.push_back(origin->order);
    }

    std::vector<std::uint32_t> orders_;
};

/// The stages out of which a COPY or a mount takes some directories.
class Taken {
public:
    Taken(const Build& build, const std::vector<std::string>& directories) {
        for (const Stage& taker : build.stages) {
            for (const Copy& copy : taker.copies) {
                if (copy.origin != nullptr && takes(copy, directories)) {
                    orders_.push_back(copy.origin->order);
                }
            }
            taker.for_each_written_run([&](const Run& run) {
                for (const Mount& mount : run.mounts) {
                    if (mount.origin == nullptr) continue;
                    if (touches(from_root(mount.source), directories)) {
                        orders_.push_back(mount.origin->order);
                    }
                }
            });
        }
        std::sort(orders_.begin(), orders_.end());
    }

    [[nodiscard]] bool from(const Stage& stage) const { return is_among(orders_, stage); }

private:
    std::vector<std::uint32_t> orders_;
};

/// `COPY --from=xx / /`: an image of tools laid over the stage. It brings programs, no downloads.
bool is_overlay(const Copy& copy, std::string_view path) {
    const Stage* const origin = copy.origin;
    const bool is_image = origin == nullptr || (origin->parent == nullptr && origin->runs.empty() &&
                                                origin->copies.empty());
    return is_image && path == "/" && copy.stage->base_image() != "scratch" &&
           std::all_of(copy.sources.begin(), copy.sources.end(),
                       [](const auto& source) { return source.text == "/"; });
}

/// The first COPY of a stage that puts something into one of the directories.
std::uint32_t first_filling_copy(const Stage& stage, const std::vector<std::string>& directories) {
    for (const Copy& copy : stage.copies) {
        if (!copy.target) {
            // `COPY --from=a $CARGO_HOME $CARGO_HOME`: what it names may well be one of them.
            const bool is_variable =
                copy.destination != nullptr && copy.destination->text.starts_with('$');
            if (is_variable && !copy.from.empty()) return copy.instruction->at.begin;
            continue;
        }
        const std::string path = clean_path(*copy.target);
        const bool is_inside =
            std::any_of(directories.begin(), directories.end(),
                        [&](const std::string& directory) { return is_within(path, directory); });
        // Sources copied to /root fill no /root/.npm; another stage's /root may.
        const bool may_bring =
            !copy.from.empty() && touches(path, directories) && !is_overlay(copy, path);
        if (is_inside || may_bring) {
            return copy.instruction->at.begin;
        }
    }
    return FirstPlaces::nowhere;
}

/// What is known of each set of directories that is asked for. A file with more of them than
/// anybody writes is not worth a walk over all of it for each.
class CacheTraffic {
public:
    static constexpr std::size_t most_directories = 64;

    explicit CacheTraffic(const Build& build) : build_(build) {}

    [[nodiscard]] const Use* use(Manager manager, const std::vector<std::string>& directories) {
        return known(uses_, std::pair(manager, directories), build_, manager, directories);
    }
    [[nodiscard]] const Taken* taken(const std::vector<std::string>& directories) {
        return known(taken_, directories, build_, directories);
    }
    [[nodiscard]] FirstPlaces* filled(const std::vector<std::string>& directories) {
        return known(filled_, directories, build_);
    }

private:
    template <class Key, class Value>
    static Value* known(std::map<Key, Value>& all, const Key& key, const auto&... from) {
        if (const auto found = all.find(key); found != all.end()) return &found->second;
        if (all.size() == most_directories) return nullptr;
        return &all.try_emplace(key, from...).first->second;
    }

    const Build& build_;
    std::map<std::pair<Manager, std::vector<std::string>>, Use> uses_;
    std::map<std::vector<std::string>, Taken> taken_;
    std::map<std::vector<std::string>, FirstPlaces> filled_;
};

/// For each manager where its cache is filled first.
struct Fillers {
    explicit Fillers(const Build& build) : build_(build) {}
    [[nodiscard]] FirstSteps& of(Manager manager) {
        return steps_.try_emplace(manager, build_).first->second;
    }

private:
    const Build& build_;
    std::map<Manager, FirstSteps> steps_;
};

std::uint32_t first_filling_run(const std::vector<Run>& runs, Manager manager) {
    for (const Run& run : runs) {
        for (const Install& install : run.installs) {
            if (install.manager == manager && !install.is_offline &&
                install.kind != InstallKind::packages && download_mount_of(install) == nullptr) {
                return run.instruction->at.begin;
            }
        }
    }
    return FirstPlaces::nowhere;
}

} // namespace

bool works_from_cache(Manager manager) {
    switch (manager) {
    case Manager::go:
    case Manager::cargo:
    case Manager::maven:
    case Manager::gradle:
    case Manager::dotnet:
        return true;
    default:
        return false;
    }
}

bool is_filled_by_earlier_run(const Run& run, Manager manager) {
    FirstSteps& first = run.stage->build->fact<Fillers>().of(manager);
    const auto look = [&](const auto& runs) { return first_filling_run(runs, manager); };
    return first.of(run, look) < run.instruction->at.begin;
}

bool is_taken_from(const Stage& stage, const std::vector<std::string>& directories) {
    if (!stage.build->fact<Origins>().hold(stage)) return false;
    const Taken* const taken = stage.build->fact<CacheTraffic>().taken(directories);
    return taken == nullptr || taken->from(stage);
}

bool is_filled_before(const Run& run, const std::vector<std::string>& directories) {
    for (const Mount& mount : run.mounts) {
        if (mount.type != Mount::Type::cache && mount.target &&
            touches(*mount.target, directories)) {
            return true;
        }
    }
    FirstPlaces* const first = run.stage->build->fact<CacheTraffic>().filled(directories);
    const auto look = [&](const Stage& stage) { return first_filling_copy(stage, directories); };
    return first == nullptr || first->of(*run.stage, look) < run.instruction->at.begin;
}

LaterRuns later_runs(const Run& run, Manager manager, const std::vector<std::string>& directories) {
    const Stage& stage = *run.stage;
    const bool is_last =
        &run == &stage.runs.back() && stage.triggers.empty() && !stage.has_children();
    if (is_last) return {};
    const Use* const use = stage.build->fact<CacheTraffic>().use(manager, directories);
    return use == nullptr ? LaterRuns{true, {}, true} : use->behind(run);
}

} // namespace dflint::model
