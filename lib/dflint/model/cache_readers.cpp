// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/cache_readers.h"

#include "dflint/model/paths.h"

#include <algorithm>
#include <array>

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
        return command.is("go");
    case Manager::cargo:
        return command.is("cargo");
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

bool touches(const std::string& path, const std::vector<std::string>& directories) {
    return std::any_of(directories.begin(), directories.end(), [&](const std::string& directory) {
        return is_within(directory, path) || is_within(path, directory);
    });
}

bool names(std::string_view from, const Stage& stage) {
    if (from.empty()) return false;
    if (from == std::to_string(stage.index)) return true;
    return from.size() == stage.name.size() &&
           std::equal(from.begin(), from.end(), stage.name.begin(), [](char a, char b) {
               return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
           });
}

/// Sources of `COPY --from` are paths from the root; what cannot be expanded could be anything.
bool takes(const Copy& copy, const std::vector<std::string>& directories) {
    return std::any_of(copy.sources.begin(), copy.sources.end(), [&](const auto& source) {
        const auto path = copy.scope.expand(source.text);
        if (!path) return true;
        const std::string wild = clean_path("/" + *path);
        return touches(wild.substr(0, wild.find_first_of("*?[")), directories);
    });
}

/// `cp /go/pkg/mod/.../lib.so /usr/lib`; removing what is not there does no harm.
bool names_directory(const Command& command, const std::vector<std::string>& directories) {
    if (command.is("rm")) return false;
    return std::any_of(command.words.begin(), command.words.end(), [&](const Word& word) {
        return std::any_of(directories.begin(), directories.end(), [&](const std::string& each) {
            return word.text.find(each) != std::string_view::npos;
        });
    });
}

void add_later_run(const Run& run, Manager manager, const std::vector<std::string>& directories,
                   LaterRuns& later) {
    const bool uses = std::any_of(run.commands.begin(), run.commands.end(),
                                  [&](const Command& each) { return starts(each, manager); });
    if (uses) later.users.push_back(&run);
    later.has_unknown |= run.scripts.empty() || run.error != nullptr || run.is_onbuild;
    for (const Command& command : run.commands) {
        later.needs_cache |= is_offline(command, manager) || names_directory(command, directories);
        const bool is_plain =
            command.name_word.shell != nullptr &&
            std::binary_search(plain_commands.begin(), plain_commands.end(), command.name);
        later.has_unknown |= !is_plain && !starts(command, manager);
    }
    for (const Install& install : run.installs) {
        later.needs_cache |= install.manager == manager && install.is_offline;
    }
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

bool is_taken_from(const Stage& stage, const std::vector<std::string>& directories) {
    for (const Stage& taker : stage.build->stages) {
        for (const Stage& origin : stage.build->stages) {
            if (!origin.is_built_from(stage) || origin.index >= taker.index) continue;
            for (const Copy& copy : taker.copies) {
                if (names(copy.from, origin) && takes(copy, directories)) return true;
            }
            for (const Run& run : taker.runs) {
                for (const Mount& mount : run.mounts) {
                    if (!names(mount.from, origin)) continue;
                    const std::string path = clean_path("/" + std::string(mount.source));
                    if (touches(path, directories)) return true;
                }
            }
        }
    }
    return false;
}

bool is_filled_before(const Run& run, const std::vector<std::string>& directories) {
    for (const Mount& mount : run.mounts) {
        if (mount.type != Mount::Type::cache && mount.target &&
            touches(*mount.target, directories)) {
            return true;
        }
    }
    for (const Stage* stage = run.stage; stage != nullptr; stage = stage->parent) {
        for (const Copy& copy : stage->copies) {
            if (stage == run.stage && copy.index > run.index) break;
            if (!copy.target) continue;
            const std::string path = clean_path(*copy.target);
            const bool is_inside = std::any_of(
                directories.begin(), directories.end(),
                [&](const std::string& directory) { return is_within(path, directory); });
            // Sources copied to /root fill no /root/.npm; another stage's /root may.
            if (is_inside || (!copy.from.empty() && touches(path, directories))) return true;
        }
    }
    return false;
}

LaterRuns later_runs(const Run& run, Manager manager, const std::vector<std::string>& directories) {
    LaterRuns later;
    for (const Stage& stage : run.stage->build->stages) {
        if (!stage.is_built_from(*run.stage)) continue;
        for (const Run& each : stage.runs) {
            if (&stage == run.stage && each.index <= run.index) continue;
            add_later_run(each, manager, directories, later);
        }
    }
    return later;
}

} // namespace dflint::model
