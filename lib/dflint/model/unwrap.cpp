// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/unwrap.h"

#include "dflint/model/build.h"
#include "dflint/model/named_rows.h"
#include "dflint/source/ascii.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>
#include <utility>

namespace dflint::model {

namespace {

/// A command that runs another one, and its options that take a value in the next word.
struct Wrapper {
    std::string_view name;
    std::string_view verb{};             ///< it has to stand behind the name: `conda run`
    std::string_view short_with_value{}; ///< one letter each
    std::array<std::string_view, 6> long_with_value{};
    std::size_t operands = 0; ///< words of its own before the command: timeout's duration
    bool takes_assignments = false;
    bool is_sudo = false;        ///< for root, or for the user that -u names
    bool starts_as_user = false; ///< for the user that the first operand names
};

// From sudo(8), env(1), nice(1), ionice(1), timeout(1), xargs(1), stdbuf(1), time(1), busybox,
// gosu, su-exec, and what `conda run`, `mamba run`, `micromamba run`, `pdm run`, `pipenv run` and
// `poetry run` say with --help.
constexpr NamedRows wrappers(std::array{
    Wrapper{.name = "busybox"},
    Wrapper{.name = "command"},
    Wrapper{.name = "conda",
            .verb = "run",
            .short_with_value = "np",
            .long_with_value = {"--name", "--prefix", "--cwd"}},
    Wrapper{.name = "doas", .short_with_value = "uC", .is_sudo = true},
    Wrapper{.name = "eatmydata"},
    Wrapper{.name = "env",
            .short_with_value = "uCS",
            .long_with_value = {"--unset", "--chdir", "--split-string"},
            .takes_assignments = true},
    Wrapper{.name = "exec", .short_with_value = "a"},
    Wrapper{.name = "gosu", .operands = 1, .starts_as_user = true},
    Wrapper{.name = "ionice",
            .short_with_value = "cnpPu",
            .long_with_value = {"--class", "--classdata"}},
    Wrapper{.name = "mamba",
            .verb = "run",
            .short_with_value = "np",
            .long_with_value = {"--name", "--prefix", "--cwd"}},
    Wrapper{
        .name = "micromamba",
        .verb = "run",
        .short_with_value = "npraeE",
        .long_with_value = {"--name", "--prefix", "--root-prefix", "--attach", "--cwd", "--env"}},
    Wrapper{.name = "nice", .short_with_value = "n", .long_with_value = {"--adjustment"}},
    Wrapper{.name = "nohup"},
    Wrapper{
        .name = "pdm", .verb = "run", .short_with_value = "p", .long_with_value = {"--project"}},
    Wrapper{.name = "pipenv", .verb = "run"},
    Wrapper{.name = "poetry", .verb = "run"},
    Wrapper{.name = "setsid"},
    Wrapper{.name = "stdbuf",
            .short_with_value = "ioe",
            .long_with_value = {"--input", "--output", "--error"}},
    Wrapper{.name = "su-exec", .operands = 1, .starts_as_user = true},
    Wrapper{.name = "sudo",
            .short_with_value = "CDghpRrTtUu",
            .long_with_value = {"--user", "--group", "--host", "--prompt", "--chdir", "--role"},
            .takes_assignments = true,
            .is_sudo = true},
    Wrapper{.name = "time", .short_with_value = "fo", .long_with_value = {"--format", "--output"}},
    Wrapper{.name = "timeout",
            .short_with_value = "ks",
            .long_with_value = {"--kill-after", "--signal"},
            .operands = 1},
    Wrapper{.name = "xargs",
            .short_with_value = "adEILnPs",
            .long_with_value = {"--arg-file", "--delimiter", "--max-lines", "--max-args",
                                "--max-procs", "--max-chars"}},
});

bool is_assignment(std::string_view text) {
    const std::size_t equals = text.find('=');
    if (equals == 0 || equals == text.npos) return false;
    const std::string_view name = text.substr(0, equals);
    return ascii::begins_name(name.front()) &&
           std::all_of(name.begin(), name.end(), ascii::is_in_name);
}

/// What the options of a wrapper say.
struct WrapperOptions {
    std::size_t end = 0;   ///< index of the first word that is none
    std::string_view user; ///< of -u or --user
    bool drops_variables = false;
    bool drops_home = false;
};

bool takes_value(const Wrapper& wrapper, std::string_view name) {
    return !name.empty() &&
           std::find(wrapper.long_with_value.begin(), wrapper.long_with_value.end(), name) !=
               wrapper.long_with_value.end();
}

void read_option(WrapperOptions& options, const Wrapper& wrapper, std::string_view name,
                 std::string_view value) {
    if (wrapper.is_sudo && (name == "u" || name == "--user")) options.user = value;
    if (wrapper.name != "env") return;
    const bool drops_all = name == "i" || name == "--ignore-environment";
    const bool drops_one = name == "u" || name == "--unset";
    options.drops_variables |= drops_all || drops_one;
    options.drops_home |= drops_all || (drops_one && value == "HOME");
}

/// Reads the letters of one word; a letter that takes a value takes the rest of the word, or the
/// next one. The number of words that this takes.
std::size_t read_cluster(WrapperOptions& options, const Wrapper& wrapper, std::string_view letters,
                         std::string_view next) {
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const bool has_value = wrapper.short_with_value.find(letters[i]) != letters.npos;
        const std::string_view rest = letters.substr(i + 1);
        read_option(options, wrapper, letters.substr(i, 1), rest.empty() ? next : rest);
        if (has_value) return rest.empty() ? 2 : 1;
    }
    return 1;
}

WrapperOptions read_wrapper_options(const std::vector<shell::Word>& words, std::size_t at,
                                    const Wrapper& wrapper) {
    WrapperOptions options;
    while (at < words.size()) {
        const std::string_view text = words[at].text;
        const std::string_view next = at + 1 < words.size() ? words[at + 1].text : "";
        if (text == "--") {
            ++at;
            break;
        }
        if (text.size() < 2 || text.front() != '-') break;
        if (!text.starts_with("--")) {
            at += read_cluster(options, wrapper, text.substr(1), next);
            continue;
        }
        const std::size_t equals = text.find('=');
        const bool takes_next = takes_value(wrapper, text);
        read_option(options, wrapper, text.substr(0, equals),
                    equals == text.npos ? next : text.substr(equals + 1));
        at += takes_next ? 2 : 1;
    }
    options.end = at;
    return options;
}

bool is_root(std::string_view user) {
    user = user.substr(0, user.find(':')); // gosu takes a group, too
    return user == "root" || user == "0" || user == "#0";
}

bool is_python(std::string_view name) {
    if (!name.starts_with("python") && !name.starts_with("pypy")) return false;
    name.remove_prefix(name.starts_with("python") ? 6 : 4);
    return name.find_first_not_of("0123456789.") == name.npos;
}

/// Finds the module that `-m` names, in the next word or the rest of its own (`-Ium pip`, `-mpip`):
/// its word, and the byte in it where the name begins. -c, -W and -X take a value (python(1)).
std::optional<std::pair<std::size_t, std::uint32_t>>
module_of(const std::vector<shell::Word>& words, std::size_t python) {
    for (std::size_t at = python + 1; at < words.size(); ++at) {
        const std::string_view text = words[at].text;
        if (!words[at].is_static() || text.size() < 2 || text.front() != '-') break;
        if (text[1] == '-') continue;
        const std::size_t letter = text.find_first_of("cmWX", 1);
        if (letter == text.npos) continue;
        if (text[letter] == 'c') break;
        const bool is_last = letter + 1 == text.size();
        if (text[letter] == 'm') {
            const std::size_t module = is_last ? at + 1 : at;
            if (module >= words.size() || !words[module].is_static()) break;
            if (!is_last && words[module].raw != text) break; // quoted: no byte of the file is its
            return std::pair(module, is_last ? 0U : static_cast<std::uint32_t>(letter + 1));
        }
        if (is_last) ++at;
    }
    return std::nullopt;
}

/// The script word of `sh -c`, `bash -euxo pipefail -c`.
std::optional<std::size_t> script_word(const std::vector<shell::Word>& words, std::size_t shell) {
    for (std::size_t at = shell + 1; at < words.size(); ++at) {
        const std::string_view text = words[at].text;
        if (text.size() < 2 || (text.front() != '-' && text.front() != '+')) return std::nullopt;
        if (text == "--rcfile" || text == "--init-file") ++at;
        if (text.starts_with("--")) continue;
        if (text.find('c') != text.npos && text.front() == '-') {
            const std::size_t option_values = text.find('o') != text.npos ? 1 : 0;
            const std::size_t script = at + 1 + option_values;
            return script < words.size() ? std::optional(script) : std::nullopt;
        }
        if (text.back() == 'o' || text.back() == 'O') ++at;
    }
    return std::nullopt;
}

/// A shell that gets options only: its script comes through standard input.
bool reads_input(const std::vector<shell::Word>& words, std::size_t shell) {
    for (std::size_t at = shell + 1; at < words.size(); ++at) {
        const std::string_view text = words[at].text;
        if (text == "-" || text == "--") return at + 1 == words.size();
        if (text.empty() || (text.front() != '-' && text.front() != '+')) return false;
        if (text.starts_with("--")) {
            if (text == "--rcfile" || text == "--init-file") ++at;
            continue;
        }
        if (text.find('c') != text.npos) return false;
        if (text.find('s') != text.npos) return true; // what follows are arguments
        if (text.back() == 'o' || text.back() == 'O') ++at;
    }
    return true;
}

constexpr bool is_shell(std::string_view name) {
    if (name.size() > 4 || !name.ends_with("sh")) return false;
    for (const std::string_view shell : {"sh", "bash", "dash", "ash", "ksh", "mksh"}) {
        if (name == shell) return true;
    }
    return false;
}

} // namespace

std::string_view base_name(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == path.npos ? path : path.substr(slash + 1);
}

Unwrapped unwrap(const std::vector<shell::Word>& words) {
    Unwrapped result;
    std::size_t at = 0;
    while (at < words.size() && words[at].is_static()) {
        const std::string_view name = base_name(words[at].text);
        if (is_shell(name)) {
            result.script = script_word(words, at);
            result.reads_input = !result.script && reads_input(words, at);
        }
        if (name == "eval" && at + 2 == words.size()) result.script = at + 1;
        if (is_python(name)) {
            if (const auto module = module_of(words, at)) {
                result.interpreter = at;
                std::tie(at, result.name_from) = *module;
            }
            break;
        }
        const Wrapper* const wrapper = wrappers.find(name);
        if (wrapper == nullptr) break;
        // `command -v name` asks, it runs nothing.
        if (name == "command" && at + 1 < words.size() &&
            (words[at + 1].is("-v") || words[at + 1].is("-V"))) {
            break;
        }
        std::size_t first = at + 1;
        if (!wrapper->verb.empty()) {
            if (first == words.size() || !words[first].is(wrapper->verb)) break;
            ++first;
        }
        const WrapperOptions options = read_wrapper_options(words, first, *wrapper);
        std::size_t next = options.end;
        if (wrapper->takes_assignments) {
            while (next < words.size() && is_assignment(words[next].text)) {
                result.assignments.push_back(next++);
            }
        }
        const std::size_t operand = next;
        next += wrapper->operands;
        if (next >= words.size()) break; // `env` or `xargs` alone
        const std::string_view user =
            wrapper->starts_as_user ? std::string_view(words[operand].text) : options.user;
        result.changes_home |= options.drops_home || (!user.empty() && !is_root(user));
        result.as_root |= wrapper->is_sudo && (user.empty() || is_root(user));
        result.drops_variables |= wrapper->is_sudo || options.drops_variables;
        result.takes_more_words |= name == "xargs";
        at = next;
    }
    result.name = at;
    return result;
}

namespace {

/// The command whose word or input is the script that holds this one. Its own commands come right
/// behind it.
const Command* starter_of(const Command& command) {
    if (!command.position.in_nested_script) return nullptr;
    const std::vector<Command>& all = command.run->commands;
    const auto first = std::find_if(
        all.begin(), all.end(), [&](const Command& each) { return each.script == command.script; });
    return first == all.begin() ? nullptr : &*std::prev(first);
}

/// A command or one around it.
template <class Condition> bool any_around(const Command& command, Condition condition) {
    for (const Command* each = &command; each != nullptr; each = starter_of(*each)) {
        if (each->first_word > 0 && condition(unwrap(each->node->words))) return true;
    }
    return false;
}

} // namespace

bool has_other_home(const Command& command) {
    const bool is_root = command.run->scope.is_root();
    return any_around(command, [&](const Unwrapped& each) {
        return each.changes_home || (each.as_root && !is_root);
    });
}

bool drops_variables(const Command& command) {
    return any_around(command, [](const Unwrapped& each) { return each.drops_variables; });
}

} // namespace dflint::model
