// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/unwrap.h"
#include "dflint/source/ascii.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace dflint::rules {
static void check(const model::Run&, Pass&);

extern constexpr Rule effectless_run = rule({
    .name = "effectless-run",
    .summary = "RUN of which nothing is left when its shell ends",
    .why =
        R"(Each RUN has a shell of its own. Variables, the working directory, aliases, limits and what
`source` and `conda activate` set end with it; only files stay. A RUN that does nothing else makes an
empty layer, and the next one starts without what was meant for it.

ENV sets a variable for all that follows, WORKDIR a directory. What a command works out belongs into
the RUN that needs it: `RUN ARCH=$(uname -m) && wget ...$ARCH`.)",
    .bad = "FROM debian:12\nRUN export CFLAGS=-O2\nRUN make\n",
    .good = "FROM debian:12\nENV CFLAGS=-O2\nRUN make\n",
    .source = "https://docs.docker.com/reference/dockerfile/#run",
    .group = Group::correctness,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using model::Command;
using shell::Node;

/// A file that only sets variables and functions, by its name.
bool is_environment_file(const Command& command) {
    if (command.words.empty()) return false;
    const std::string_view name = model::base_name(command.words.front().text);
    constexpr std::string_view names[] = {"activate",
                                          "setup.bash",
                                          "setup.sh",
                                          "local_setup.bash",
                                          ".bashrc",
                                          "bash.bashrc",
                                          ".bash_profile",
                                          ".profile",
                                          "profile",
                                          ".zshrc",
                                          ".zprofile",
                                          "nvm.sh",
                                          "conda.sh",
                                          "env",
                                          ".env",
                                          "env.sh",
                                          "environment",
                                          "sdkman-init.sh",
                                          "virtualenvwrapper.sh"};
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

/// Changes the shell that runs it and nothing else.
bool sets_shell(const Command& command) {
    if (command.first_word != 0 || command.takes_more_words) return false;
    if (command.is_one_of({"source", "."})) return is_environment_file(command);
    const std::string_view first = command.words.empty() ? "" : command.words.front().text;
    if (command.is("conda")) return first == "activate" || first == "deactivate";
    if (command.is("nvm")) return first == "use";
    static constexpr std::array names = std::to_array<std::string_view>(
        {"alias", "cd", "deactivate", "declare", "export", "popd", "pushd", "readonly", "set",
         "shopt", "typeset", "ulimit", "umask", "unalias", "unset"});
    static_assert(std::is_sorted(names.begin(), names.end()));
    return std::binary_search(names.begin(), names.end(), command.name);
}

/// Prints or tells something apart, and leaves no file behind.
bool only_asks(const Command& command) {
    if (command.as_root || command.takes_more_words) return false;
    if (command.is("curl")) {
        return command.position.in_substitution &&
               !command.has_option({"-o", "-O", "--output", "--remote-name", "--output-dir"});
    }
    if (command.is("sed"))
        return !command.has_option({"-i", "--in-place"}) && !command.words.empty() &&
               !command.words.front().text.starts_with("-i");
    if (command.is("git")) {
        return !command.words.empty() &&
               (command.words.front().is("rev-parse") || command.words.front().is("describe"));
    }
    if (command.is("go")) return command.words.size() == 2 && command.words.front().is("env");
    if (command.is("dpkg")) return command.words.size() == 1;
    if (command.is("stack")) return !command.words.empty() && command.words.front().is("path");
    static constexpr std::array names = std::to_array<std::string_view>(
        {":",    "[",       "arch", "awk",  "basename", "cat",  "cut",   "date",  "dirname",
         "echo", "getconf", "grep", "head", "id",       "jq",   "ls",    "nproc", "printf",
         "pwd",  "sort",    "tail", "test", "tr",       "true", "uname", "which", "whoami"});
    static_assert(std::is_sorted(names.begin(), names.end()));
    return std::binary_search(names.begin(), names.end(), command.name);
}

bool is_discarded(const shell::Redirect& redirect) {
    using Op = shell::RedirectOp;
    return redirect.op == Op::duplicate_out || redirect.op == Op::duplicate_in ||
           redirect.op == Op::input || redirect.target.text.starts_with("/dev/");
}

/// Writes to a file, or defines what other commands may call.
bool may_write(const Node& node) {
    return node.kind == shell::NodeKind::function || node.kind == shell::NodeKind::coproc ||
           !std::all_of(node.redirects.begin(), node.redirects.end(), is_discarded) ||
           std::any_of(node.children.begin(), node.children.end(), may_write);
}

/// The shell and BuildKit read it in the same way: `a:${B}/c`, `"$A b"`.
bool is_plain_value(std::string_view raw) {
    for (std::size_t i = 0; i < raw.size(); ++i) {
        const char c = raw[i];
        if (c == '$') {
            const bool has_brace = raw.substr(i + 1).starts_with('{');
            const std::size_t begin = i + (has_brace ? 2 : 1);
            std::size_t end = begin;
            while (end < raw.size() && ascii::is_in_name(raw[end])) ++end;
            const bool is_closed = !has_brace || raw.substr(end).starts_with('}');
            if (end == begin || !is_closed) return false;
            i = end - (has_brace ? 0 : 1);
        } else if (!ascii::is_in_name(c) &&
                   std::string_view("-./:=,+@%\" ").find(c) == std::string_view::npos) {
            return false;
        }
    }
    return true;
}

/// `NAME=value`
bool is_pair(const shell::Word& word) {
    const std::size_t equals = std::min(word.raw.find('='), word.raw.size());
    const std::string_view name = word.raw.substr(0, equals);
    return !name.empty() && equals < word.raw.size() &&
           std::all_of(name.begin(), name.end(), ascii::is_in_name);
}

/// What stands behind `export`, or the whole command when it only sets variables; empty: it does
/// something else too.
std::string_view pairs_of(const Node& node, std::string_view text) {
    if (node.kind != shell::NodeKind::simple || node.negated || node.background ||
        !node.redirects.empty()) {
        return {};
    }
    if (node.words.empty()) return text.substr(node.at.begin, node.at.size());
    const bool exports = node.words.front().is("export") && node.assignments.empty() &&
                         node.words.size() > 1 &&
                         std::all_of(node.words.begin() + 1, node.words.end(), is_pair);
    if (!exports) return {};
    const std::uint32_t begin = node.words[1].at.begin;
    return text.substr(begin, node.words.back().at.end - begin);
}

/// `ENV A=b` for a lone `export A=b`, when shell and BuildKit read the value alike.
std::optional<Fix> env_for(const model::Run& run) {
    const dockerfile::Instruction& instruction = *run.instruction;
    const Span whole{0, static_cast<std::uint32_t>(instruction.text.text().size())};
    if (run.parts.size() != 1 || !run.is_shell_form || !instruction.flags.empty() ||
        !instruction.heredocs.empty() || !instruction.text.is_contiguous(whole)) {
        return std::nullopt;
    }
    const shell::Script& script = run.scripts.front()->tree;
    const std::string_view pairs = pairs_of(*run.parts.front().node, script.text);
    if (pairs.empty() || !script.comments.empty() || !is_plain_value(pairs)) return std::nullopt;
    return Fix{.title = "set it by ENV",
               .applicability = Applicability::unsafe, // it then counts, here and in the image
               .edits = {{instruction.text.in_file(whole), "ENV " + std::string(pairs)}}};
}

/// What ends with the RUN.
struct Lost {
    Span at;
    std::string message;
};
constexpr std::string_view nothing_stays =
    " ends with the shell of this RUN, in which nothing else is done";

/// Another command behind the options of `set -x`, which become `$1`, `$2`, ...
const model::Word* command_behind_set(const Command& command) {
    if (!command.is("set")) return nullptr;
    bool takes_name = false; // behind -o
    for (const model::Word& word : command.words) {
        const bool is_option = word.text.starts_with('-') || word.text.starts_with('+');
        if (word.text == "--") return nullptr;
        if (!is_option && !takes_name) {
            return &word == command.words.data() ? nullptr : &word;
        }
        takes_name = is_option && word.text.ends_with('o');
    }
    return nullptr;
}

Lost lost_by(const Command& command) {
    if (const model::Word* const word = command_behind_set(command)) {
        return {word->at,
                "`" + std::string(word->text) +
                    "` is an argument of `set` here and is not run: `&&` is missing before it"};
    }
    return {command.name_word.at,
            "`" + std::string(command.name_word.text) + "`" + std::string(nothing_stays)};
}

/// The first of it; nothing when something else is done.
std::optional<Lost> lost_state(const model::Run& run) {
    std::optional<Lost> lost;
    for (const Command& command : run.commands) {
        if (sets_shell(command)) {
            if (!lost) lost = lost_by(command);
        } else if (!only_asks(command)) {
            return std::nullopt;
        }
    }
    if (!lost && !run.settings.empty()) {
        const model::Setting& first = run.settings.front();
        lost = Lost{first.at, "`" + std::string(first.name) + "`" + std::string(nothing_stays)};
    }
    return lost;
}

} // namespace

static void check(const model::Run& run, Pass& pass) {
    if (run.scripts.size() != 1 || run.error != nullptr || !run.installs.empty()) return;
    const Node& root = run.scripts.front()->tree.root;
    auto lost = lost_state(run);
    if (!lost || may_write(root)) return;
    pass.report({.at = lost->at, .message = std::move(lost->message), .fix = env_for(run)});
}
} // namespace dflint::rules
