// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/cache_cleanup.h"

#include "dflint/model/directory.h"
#include "dflint/model/edits.h"
#include "dflint/model/paths.h"

#include <algorithm>
#include <array>

namespace dflint::model {

namespace {

/// A tool's own command that empties its cache.
struct CleanCommand {
    Manager manager;
    std::array<std::string_view, 4> tools;
    std::array<std::string_view, 2> words; ///< those that are no options, in order
    /// One of these must be there: letters of short options, a long option.
    std::string_view letters{};
    std::array<std::string_view, 4> options{};
    bool takes_names = false; ///< with names behind it, it removes only those
};

constexpr std::array clean_commands = {
    CleanCommand{Manager::pip, {"pip", "pip3"}, {"cache", "purge"}},
    CleanCommand{
        .manager = Manager::uv, .tools = {"uv"}, .words = {"cache", "clean"}, .takes_names = true},
    CleanCommand{Manager::poetry, {"poetry"}, {"cache", "clear"}},
    CleanCommand{Manager::pdm, {"pdm"}, {"cache", "clear"}},
    CleanCommand{Manager::npm, {"npm"}, {"cache", "clean"}},
    CleanCommand{Manager::npm, {"npm"}, {"cache", "clear"}},
    CleanCommand{.manager = Manager::yarn,
                 .tools = {"yarn"},
                 .words = {"cache", "clean"},
                 .takes_names = true},
    CleanCommand{Manager::pnpm, {"pnpm"}, {"store", "prune"}},
    CleanCommand{Manager::conda,
                 {"conda", "mamba", "micromamba"},
                 {"clean"},
                 "aptf",
                 {"--all", "--packages", "--tarballs", "--force-pkgs-dirs"}},
    CleanCommand{Manager::pixi, {"pixi"}, {"clean", "cache"}},
    CleanCommand{Manager::go, {"go"}, {"clean"}, "", {"-modcache"}},
    CleanCommand{Manager::composer, {"composer"}, {"clear-cache"}},
    CleanCommand{Manager::composer, {"composer"}, {"clearcache"}},
    CleanCommand{Manager::dotnet, {"dotnet"}, {"nuget", "locals"}, "c", {"--clear"}},
    CleanCommand{Manager::apt, {"apt-get", "apt"}, {"clean"}},
    CleanCommand{Manager::apt, {"apt-get", "apt"}, {"distclean"}},
    CleanCommand{Manager::dnf, {"dnf", "yum", "microdnf", "tdnf"}, {"clean", "all"}},
    CleanCommand{Manager::dnf, {"dnf", "yum", "microdnf", "tdnf"}, {"clean", "packages"}},
    CleanCommand{Manager::zypper, {"zypper"}, {"clean"}},
};

template <std::size_t n>
bool is_among(std::string_view text, const std::array<std::string_view, n>& names) {
    return !text.empty() && std::find(names.begin(), names.end(), text) != names.end();
}

/// A cluster of short options, such as `-afy`, with one of the letters.
bool has_letter(const Word& word, std::string_view letters) {
    return word.text.size() > 1 && word.text[0] == '-' && word.text[1] != '-' &&
           word.text.find_first_of(letters, 1) != word.text.npos;
}

bool has_needed_option(const CleanCommand& clean, const Command& command) {
    if (clean.letters.empty() && clean.options[0].empty()) return true;
    return std::any_of(command.words.begin(), command.words.end(), [&](const Word& word) {
        return is_among(word.text, clean.options) || has_letter(word, clean.letters);
    });
}

bool is_named(const CleanCommand& clean, std::string_view name) {
    if (is_among(name, clean.tools)) return true;
    return clean.manager == Manager::pip && name.starts_with("pip") &&
           name.find_first_not_of("0123456789.", 3) == name.npos;
}

/// The index of the last of the words that make the command a cleaning one.
std::optional<std::size_t> last_cleaning_word(const CleanCommand& clean, const Command& command) {
    if (!is_named(clean, command.name)) return std::nullopt;
    const std::size_t wanted_count = clean.words[1].empty() ? 1 : 2;
    std::size_t found = 0;
    std::size_t last = 0;
    for (std::size_t at = 0; at < command.words.size(); ++at) {
        const Word& word = command.words[at];
        if (word.text.starts_with('-')) continue;
        if (found == wanted_count) {
            if (clean.takes_names) return std::nullopt;
            break;
        }
        if (!word.is(clean.words[found++])) return std::nullopt;
        last = at;
    }
    if (found != wanted_count || !has_needed_option(clean, command)) return std::nullopt;
    return last;
}

/// Where an operand of `rm` points to: absolute and clean, `*` at its end taken off.
struct Removed {
    std::string path;
    bool contents_only = false;
    bool is_partial = false; ///< `*.gem`: only the files of that directory itself
};

std::optional<std::string> expanded(const Command& command, const Word& word) {
    const Scope& scope = command.run->scope;
    if (word.text.starts_with("~/") || word.text == "~") {
        const auto home = scope.home();
        if (!home || word.shell->quoted || !word.is_static()) return std::nullopt;
        return *home + std::string(word.text.substr(1));
    }
    if (word.is_static()) return std::string(word.text);
    std::string out;
    std::string_view rest = word.text;
    for (const shell::Expansion& each : word.shell->expansions) {
        if (each.kind != shell::ExpansionKind::parameter || !each.op.empty()) return std::nullopt;
        if (command.run->sets(each.name)) return std::nullopt;
        const std::string name(each.name);
        std::string written = "${" + name + "}";
        if (rest.find(written) == rest.npos) written = "$" + name;
        const std::size_t at = rest.find(written);
        if (at == rest.npos) return std::nullopt;
        std::optional<std::string> value;
        if (const auto known = scope.value(name)) value = std::string(*known);
        if (!value && name == "HOME") value = scope.home();
        if (!value) return std::nullopt;
        out += rest.substr(0, at);
        out += *value;
        rest.remove_prefix(at + written.size());
    }
    return out + std::string(rest);
}

std::optional<Removed> removed_by(const Command& command, const Word& word) {
    std::optional<std::string> path = expanded(command, word);
    if (!path || path->empty()) return std::nullopt;
    if (!path->starts_with('/')) {
        const auto directory = directory_of(command);
        if (!directory || directory->starts_with(unknown_directory)) return std::nullopt;
        path = *directory + "/" + *path;
    }
    Removed removed;
    const std::size_t slash = path->rfind('/');
    const std::string_view last = std::string_view(*path).substr(slash + 1);
    if (last == "*" || last.starts_with("*.")) {
        removed.contents_only = true;
        removed.is_partial = last != "*";
        path->resize(std::max<std::size_t>(slash, 1));
    }
    if (path->find_first_of("*?[{") != path->npos) return std::nullopt;
    removed.path = clean_path(*path);
    return removed;
}

/// What is certain of the beginning of an operand's path; nothing when it may begin anywhere.
std::optional<std::string> known_beginning(const Command& command, const Word& word) {
    std::string text = expanded(command, word).value_or(std::string(word.text));
    if (text.starts_with('~')) return std::nullopt;
    text.resize(std::min(text.find_first_of("$`*?[{"), text.size()));
    if (text.starts_with('/')) return text;
    const auto directory = directory_of(command);
    // In a place that nobody knows, only a name can say that it is another one.
    if (!directory || directory->starts_with(unknown_directory)) {
        return text.empty() || text.starts_with('.') ? std::nullopt : std::optional("/?/" + text);
    }
    return clean_path(*directory) + "/" + text;
}

bool may_reach(const Command& command, const Word& word,
               const std::vector<std::string>& directories) {
    if (removed_by(command, word)) return false; // known, and so a cleanup or none
    const auto beginning = known_beginning(command, word);
    if (!beginning) return true;
    return std::any_of(directories.begin(), directories.end(), [&](const std::string& each) {
        return each.starts_with(*beginning) || is_within(each, clean_path(*beginning));
    });
}

/// `find DIRECTORY... -delete`, or with an `rm` behind -exec.
bool finds_and_removes(const Command& command, const std::vector<std::string>& directories) {
    const auto says = [&](std::string_view text) {
        return std::any_of(command.words.begin(), command.words.end(),
                           [&](const Word& word) { return word.text == text; });
    };
    if (!command.is("find") || (!says("-delete") && !says("rm"))) return false;
    for (const Word& word : command.words) {
        if (word.text.starts_with('-') || word.text == "(") break;
        const auto begin = expanded(command, word);
        const bool covers =
            begin && begin->starts_with('/') &&
            std::any_of(directories.begin(), directories.end(), [&](const std::string& each) {
                return is_within(each, clean_path(*begin));
            });
        if (!begin || covers) return true;
    }
    return false;
}

bool is_recursive(const Command& command) {
    return std::any_of(command.words.begin(), command.words.end(), [](const Word& word) {
        return word.text == "--recursive" || has_letter(word, "rR");
    });
}

void add_removals(const Command& command, const std::vector<std::string>& directories,
                  std::vector<CacheCleanup>& out) {
    if (!command.is("rm") || command.takes_more_words) return;
    const bool recursive = is_recursive(command);
    for (std::uint32_t i = 0; i < command.words.size(); ++i) {
        if (command.words[i].text.starts_with('-')) continue;
        const auto removed = removed_by(command, command.words[i]);
        if (!removed || (!recursive && !removed->contents_only)) continue;
        const bool hits =
            std::any_of(directories.begin(), directories.end(), [&](const std::string& directory) {
                return removed->is_partial ? directory == removed->path
                                           : is_within(directory, removed->path);
            });
        if (!hits) continue;
        out.push_back({.command = &command,
                       .at = command.words[i].at,
                       .operand = i,
                       .path = removed->path,
                       .contents_only = removed->contents_only});
    }
}

/// `-f`, `-d` and their like ask for a file, wherever a variable says that it lies.
bool asks_for_file(std::string_view text) {
    constexpr std::string_view letters = "abcdefghkprstuwxGLNOS";
    return text.size() == 2 && text[0] == '-' && letters.find(text[1]) != letters.npos;
}

bool is_test(const shell::Node& node) {
    if (node.kind == shell::NodeKind::test || node.kind == shell::NodeKind::arithmetic) return true;
    return node.kind == shell::NodeKind::simple && !node.words.empty() &&
           (node.words[0].is("[") || node.words[0].is("test"));
}

bool names_given_variable(const shell::Word& word, const Run& run) {
    return std::any_of(word.expansions.begin(), word.expansions.end(), [&](const auto& each) {
        return each.kind == shell::ExpansionKind::parameter && !run.sets(each.name);
    });
}

/// Somewhere in it a test compares a variable that comes from outside of the script.
bool asks_variable(const shell::Node& node, const Run& run) {
    if (!is_test(node)) {
        return std::any_of(node.children.begin(), node.children.end(),
                           [&](const shell::Node& child) { return asks_variable(child, run); });
    }
    return std::none_of(node.words.begin(), node.words.end(),
                        [](const shell::Word& word) { return asks_for_file(word.text); }) &&
           std::any_of(node.words.begin(), node.words.end(),
                       [&](const shell::Word& word) { return names_given_variable(word, run); });
}

/// Nobody writes more of them before one command.
constexpr std::size_t most_conditions = 64;

/// What decides whether child `index` of the node runs asks a variable.
bool asks_before(const shell::Node& node, std::size_t index, const Run& run) {
    if (node.kind == shell::NodeKind::case_clause) {
        return !node.words.empty() && names_given_variable(node.words.front(), run);
    }
    const bool is_if = node.kind == shell::NodeKind::if_clause;
    if (!is_if && node.kind != shell::NodeKind::and_or) return false;
    if (index > most_conditions) return false;
    for (std::size_t i = 0; i < index; i += is_if ? 2 : 1) { // every second one is a condition
        if (asks_variable(node.children[i], run)) return true;
    }
    return false;
}

} // namespace

bool is_on_request(const CacheCleanup& cleanup) {
    const Command& command = *cleanup.command;
    if (!command.position.conditional) return false;
    const std::uint32_t place = command.node->at.begin;
    const shell::Node* node = &command.script->tree.root;
    while (node != command.node) {
        const auto& children = node->children;
        const auto next =
            std::partition_point(children.begin(), children.end(),
                                 [&](const shell::Node& each) { return each.at.end <= place; });
        if (next == children.end() || place < next->at.begin) return false;
        if (asks_before(*node, static_cast<std::size_t>(next - children.begin()), *command.run)) {
            return true;
        }
        node = &*next;
    }
    return false;
}

bool CacheCleanup::fails_over_mount_at(std::string_view target) const {
    if (!operand || !is_within(target, path)) return false;
    return !contents_only || path != target;
}

std::vector<CacheCleanup> cache_cleanups(const Run& run, std::optional<Manager> manager,
                                         const std::vector<std::string>& directories) {
    std::vector<CacheCleanup> found;
    for (const Command& command : run.commands) {
        add_removals(command, directories, found);
        if (!manager) continue;
        for (const CleanCommand& clean : clean_commands) {
            if (clean.manager != *manager) continue;
            const auto last = last_cleaning_word(clean, command);
            if (!last) continue;
            found.push_back(
                {.command = &command, .at = cover(command.name_word.at, command.words[*last].at)});
            break;
        }
    }
    return found;
}

bool may_remove(const Run& run, const std::vector<std::string>& directories) {
    return std::any_of(run.commands.begin(), run.commands.end(), [&](const Command& command) {
        if (finds_and_removes(command, directories)) return true;
        if (!command.is("rm") || !is_recursive(command)) return false;
        return command.takes_more_words ||
               std::any_of(command.words.begin(), command.words.end(), [&](const Word& word) {
                   return !word.text.starts_with('-') && may_reach(command, word, directories);
               });
    });
}

std::optional<Edit> without_cleanup(const CacheCleanup& cleanup) {
    const Command& command = *cleanup.command;
    if (!cleanup.operand) return without_command(command);
    const auto operands = std::count_if(command.words.begin(), command.words.end(),
                                        [](const Word& w) { return !w.text.starts_with('-'); });
    if (operands == 1) return without_command(command);
    return without_word(command, *cleanup.operand);
}

} // namespace dflint::model
