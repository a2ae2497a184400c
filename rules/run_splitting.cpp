// SPDX-License-Identifier: Apache-2.0
#include "run_splitting.h"

#include "dflint/model/cache_bypass.h"
#include "dflint/model/cache_places.h"
#include "dflint/model/edits.h"

#include <algorithm>

namespace dflint::rules {

namespace {

using model::Command;
using model::Part;
using model::Run;

/// `set -e`, `set -eux`, `set -o pipefail` and the like as the first part.
bool sets_options(const Part& part) {
    const auto& words = part.node->words;
    return part.node->kind == shell::NodeKind::simple && !words.empty() && words[0].is("set");
}

bool exits_on_error(const Part& part) {
    const auto& words = part.node->words;
    return sets_options(part) && words.size() > 1 && words[1].text.starts_with('-') &&
           words[1].text.find('e') != std::string_view::npos;
}

bool is_function_or_setting(const Part& part) {
    if (part.node->background || part.node->kind == shell::NodeKind::function) return true;
    return part.node->kind == shell::NodeKind::simple && part.node->words.empty();
}

/// Changes variables of the shell that runs it: builtins, and managers of versions and environments
/// that are shell functions (`conda activate`, `nvm use`).
bool changes_shell(const Command& command) {
    if (command.is_one_of({"conda", "mamba", "micromamba"})) {
        return std::any_of(command.words.begin(), command.words.end(), [](const model::Word& word) {
            return word.is("activate") || word.is("deactivate");
        });
    }
    return command.is_one_of({"cd",    "pushd", "popd",  "export", "source",    ".",
                              "trap",  "umask", "alias", "shopt",  "ulimit",    "read",
                              "eval",  "exec",  "exit",  "set",    "declare",   "unset",
                              "nvm",   "rvm",   "sdk",   "module", "workon",    "activate",
                              "pyenv", "rbenv", "jenv",  "spack",  "deactivate"});
}

/// The parts [first, cut) leave nothing behind in the shell that a later part could see.
bool are_stateless(const Run& run, std::uint32_t first, std::uint32_t cut) {
    const auto begin = run.parts.begin();
    if (std::any_of(begin + first, begin + cut, is_function_or_setting)) return false;
    return std::none_of(run.commands.begin(), run.commands.end(), [&](const Command& command) {
        const bool is_here =
            first <= command.part && command.part < cut && !command.position.in_subshell;
        return is_here && changes_shell(command);
    });
}

/// Removes what the package manager of the system left: `rm -rf /var/lib/apt/lists/*`.
bool is_system_cleanup(const Part& part, const Command& command) {
    if (command.node != part.node || !part.node->redirects.empty()) return false;
    if (command.verb_in({"clean", "autoclean", "clean all", "dist-clean"})) {
        return command.is_one_of({"apt-get", "apt", "yum", "dnf", "microdnf", "zypper"});
    }
    if (!command.is("rm")) return false;
    const auto is_system_path = [](const model::Word& word) {
        return word.text.starts_with('-') || word.text.starts_with("/var/lib/apt") ||
               word.text.starts_with("/var/cache/");
    };
    return std::all_of(command.words.begin(), command.words.end(), is_system_path);
}

std::string_view text_of(const Run& run, Span at) {
    return run.stage->build->file.slice(at);
}

/// The bytes between two parts hold the operator and continuations only.
bool is_plain_gap(std::string_view gap, std::string_view op, char escape) {
    std::string rest;
    for (const char c : gap) {
        if (c != ' ' && c != '\t' && c != '\r' && c != '\n' && c != escape) rest += c;
    }
    return rest == (op == "\n" ? std::string_view() : op);
}

/// The commands of the parts are known, and known to have nothing to do with the cache mount.
bool have_no_use_for(const Run& run, const model::Mount& mount, std::uint32_t first,
                     std::uint32_t last) {
    const bool is_of_system = !mount.target || mount.target->starts_with("/var/");
    auto install = run.installs.begin(); // in the order of the commands
    return std::all_of(run.commands.begin(), run.commands.end(), [&](const Command& command) {
        while (install != run.installs.end() && install->command < &command) ++install;
        const bool is_install = install != run.installs.end() && install->command == &command;
        if (command.part < first || command.part >= last || sets_options(run.parts[command.part])) {
            return true;
        }
        const bool is_system_manager =
            command.is_one_of({"apt-get", "apt", "apk", "dnf", "microdnf", "yum", "zypper"});
        if (is_system_manager || command.is_one_of({"rm", "mkdir"})) return !is_of_system;
        if (!is_install) return false;
        const model::Mount* const own = model::cache_mount_of(*install);
        return own != &mount && (own != nullptr || !model::may_be_cache_of(mount, *install));
    });
}

/// Which half goes without a cache mount that only the other one uses.
struct Mounted {
    bool first = true;
    bool second = true;
};

/// A RUN with more mounts than anybody writes keeps them all.
constexpr std::size_t most_mounts = 16;

Mounted halves_with(const Run& run, const dockerfile::Flag& flag, std::uint32_t cut) {
    if (run.mounts.size() > most_mounts) return {};
    const auto mount = std::find_if(run.mounts.begin(), run.mounts.end(),
                                    [&](const model::Mount& each) { return each.flag == &flag; });
    if (mount == run.mounts.end() || mount->type != model::Mount::Type::cache) return {};
    Mounted used{false, false};
    for (const model::Install& install : run.installs) {
        bool& half = install.command->part < cut ? used.first : used.second;
        half = half || model::cache_mount_of(install) == &*mount;
    }
    const auto end = static_cast<std::uint32_t>(run.parts.size());
    return {!used.second || !have_no_use_for(run, *mount, 0, cut),
            !used.first || !have_no_use_for(run, *mount, cut, end)};
}

} // namespace

std::optional<Fix> split_before(const Run& run, const Command& command) {
    const std::uint32_t cut = command.part;
    const bool is_plain = run.is_shell_form && !run.is_onbuild && cut > 0 &&
                          command.script == run.scripts.front().get() &&
                          !command.script->has_lines && !command.position.in_nested_script;
    if (!is_plain) return std::nullopt;
    const std::vector<Part>& parts = run.parts;
    const bool strict = exits_on_error(parts[0]);
    std::uint32_t first = sets_options(parts[0]) ? 1 : 0;
    if (cut == first) return std::nullopt;
    for (std::uint32_t i = first; i < parts.size(); ++i) {
        const std::string_view op = parts[i].before;
        const bool stops_on_failure = op == "&&" || (strict && op == ";");
        if (i > 0 && !stops_on_failure) return std::nullopt;
    }
    if (!are_stateless(run, first, cut)) return std::nullopt;

    Fix fix{.title = "split the RUN before `" + model::as_written(command) + "`",
            .applicability = Applicability::safe,
            .edits = {}};
    const Span gap{parts[cut - 1].at.end, parts[cut].at.begin};
    if (!is_plain_gap(text_of(run, gap), parts[cut].before, run.stage->build->tree.escape)) {
        return std::nullopt;
    }
    std::string moved;
    std::vector<Edit> removals;
    std::vector<bool> is_moved(parts.size());
    for (const Command& each : run.commands) {
        if (each.part < cut || !is_system_cleanup(parts[each.part], each)) continue;
        auto removal = model::without_command(each);
        if (!removal) return std::nullopt;
        moved += text_of(run, gap); // joined as the author joins
        moved += text_of(run, each.at);
        removals.push_back(std::move(*removal));
        is_moved[each.part] = true;
    }
    // Any other removal in the second half could be of files that the first half brought.
    const bool removes_files =
        std::any_of(run.commands.begin(), run.commands.end(), [&](const Command& each) {
            return each.part >= cut && !is_moved[each.part] &&
                   each.is_one_of({"rm", "rmdir", "find", "strip", "chown", "chmod"});
        });
    if (removes_files) return std::nullopt;

    std::string line(text_of(run, run.keyword_at()));
    // The flags are repeated as they stand: who adds one does it before or after, not meanwhile.
    // An edit over all of them sees to that.
    const std::uint32_t behind_keyword = run.keyword_at().end;
    Span flags_at{behind_keyword, behind_keyword};
    std::string kept;
    std::string_view lead; // what stands between the keyword and the first flag
    for (const dockerfile::Flag& flag : run.instruction->flags) {
        const Mounted used = halves_with(run, flag, cut);
        const std::string_view between = text_of(run, {flags_at.end, flag.at.begin});
        if (lead.empty()) lead = between;
        if (used.second) line += ' ' + std::string(text_of(run, flag.at));
        // A comment beside the flag is about it, or about its neighbour.
        if (used.first || between.find('#') != between.npos) {
            kept += kept.empty() ? lead : between;
            kept += text_of(run, flag.at);
        }
        flags_at.end = flag.at.end;
    }
    if (kept.empty()) {
        // The command comes up to the keyword.
        flags_at.end = parts[0].at.begin;
        kept = run.instruction->flags.empty() ? text_of(run, flags_at) : " ";
    }
    fix.edits.push_back({flags_at, std::move(kept)});
    line += ' ';
    if (first == 1) {
        line += text_of(run, parts[0].at);
        line += strict && parts[1].before == ";" ? "; " : " && ";
    }
    if (line.find('\n') != line.npos) return std::nullopt; // a flag that spans lines
    line = moved + "\n" + line;
    fix.edits.push_back({gap, std::move(line)});
    for (Edit& removal : removals) fix.edits.push_back(std::move(removal));
    return fix;
}

} // namespace dflint::rules
