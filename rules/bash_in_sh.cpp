// SPDX-License-Identifier: Apache-2.0
#include "braces.h"

#include "dflint/lint/rule.h"
#include "dflint/model/distribution.h"
#include "dflint/model/edits.h"
#include "dflint/source/quote.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dflint::rules {
static void check(const model::Stage&, Pass&);

extern constexpr Rule bash_in_sh = rule({
    .name = "bash-in-sh",
    .summary = "Words that only bash knows, given to a `sh` that is not bash",
    .why =
        R"(RUN hands its text to `/bin/sh`, and so do the shell forms of CMD, ENTRYPOINT and HEALTHCHECK. That
is dash in the images of Debian and Ubuntu and those made from them, and busybox in Alpine's. Arrays,
`<<<`, `for ((...))` and `|&` are syntax errors to both; dash has no `source`, no `[[` and no `function`
either. The build stops, or worse: `if [[ ... ]]` is never true, and `mkdir -p /srv/{a,b}` makes one
directory called `{a,b}`.

`SHELL ["/bin/bash", "-c"]` lets bash read what follows; Alpine's images have to install it first. What
is told here has been tried with dash 0.5.12 and busybox 1.35. Nothing is said where the file may put
another shell behind `/bin/sh`.)",
    .bad = "FROM debian:12\nRUN mkdir -p /srv/{in,out}\n",
    .good = "FROM debian:12\nRUN mkdir -p /srv/in /srv/out\n",
    .source = "https://docs.docker.com/reference/dockerfile/#shell",
    .group = Group::correctness,
    .severity = Severity::error,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using dockerfile::Instruction;
using model::PosixShell;
using shell::Node;
using shell::NodeKind;

constexpr std::string_view syntax_error = "cannot read it";
constexpr std::string_view bad_substitution = "calls it a bad substitution";
constexpr std::string_view missing_command = "has no such command";

/// What the parser takes for an extension of bash.
struct Extension {
    std::string_view text;
    std::string_view subject; ///< empty: the text itself
    std::string_view effect;
    bool is_known_to_ash = false;
};
constexpr std::array extensions = {
    Extension{"[[", "", missing_command, true},
    Extension{"((", "", "runs a command in a subshell"},
    Extension{"function", "", syntax_error, true},
    Extension{"<(", "", syntax_error, true},
    Extension{">(", "", syntax_error, true},
    Extension{"<<<", "", syntax_error},
    Extension{"|&", "", syntax_error},
    Extension{"{", "`{` in the place of `do`", syntax_error},
    Extension{"for", "`for ((`", syntax_error},
    Extension{"select", "", syntax_error},
    Extension{"coproc", "", missing_command},
    Extension{"[", "an array's `[`", bad_substitution},
    Extension{"!", "`!` in `${}`", bad_substitution},
    Extension{":", "`:` in `${}`", bad_substitution, true},
    Extension{"/", "`/` in `${}`", bad_substitution, true},
    Extension{"//", "`//` in `${}`", bad_substitution, true},
    Extension{"/#", "`/#` in `${}`", bad_substitution, true},
    Extension{"/%", "`/%` in `${}`", bad_substitution, true},
    Extension{"^", "`^` in `${}`", bad_substitution},
    Extension{"^^", "`^^` in `${}`", bad_substitution},
    Extension{",", "`,` in `${}`", bad_substitution},
    Extension{",,", "`,,` in `${}`", bad_substitution},
    Extension{"@", "`@` in `${}`", bad_substitution},
};

struct Builtin {
    std::string_view name;
    bool is_known_to_ash = false;
};
constexpr std::array builtins = {
    Builtin{"declare"}, Builtin{"mapfile"}, Builtin{"popd"},         Builtin{"pushd"},
    Builtin{"shopt"},   Builtin{"typeset"}, Builtin{"source", true},
};

/// Their words are files or packages: braces among them are meant for bash.
constexpr std::array<std::string_view, 16> takes_names = {
    "apk", "apt", "apt-get", "cat", "chgrp", "chmod", "chown", "cp",
    "ln",  "ls",  "mkdir",   "mv",  "rm",    "rmdir", "tar",   "touch"};

class Finder {
public:
    Finder(const model::Stage& stage, Pass& pass) : stage_(stage), pass_(pass) {}

    void look_at(const model::Script& script, const Instruction& instruction, PosixShell shell,
                 bool is_in_file) {
        const std::string_view text = script.tree.text;
        const bool asks_which = text.find("BASH") != text.npos;
        if (script.tree.dialect != shell::Dialect::posix || script.tree.error || asks_which) return;
        script_ = &script;
        instruction_ = &instruction;
        shell_ = shell;
        is_in_file_ = is_in_file;
        told_.clear();
        for (const Span each : script.tree.extensions) look_at_extension(each);
        visit(script.tree.root, false);
    }

private:
    void look_at_extension(Span at) {
        const std::string_view text = slice(at);
        const auto known = std::find_if(extensions.begin(), extensions.end(),
                                        [&](const Extension& each) { return each.text == text; });
        if (known == extensions.end()) {
            if (text == "(") tell(at, opener_of(at), syntax_error);
            return;
        }
        if (known->is_known_to_ash && shell_ == PosixShell::ash) return;
        tell(at, known->subject.empty() ? in_code(text) : std::string(known->subject),
             known->effect);
    }

    /// Of an array, or of a pattern: `!(a|b)`.
    [[nodiscard]] std::string opener_of(Span at) const {
        const bool assigns = at.begin > 0 && script_->tree.text[at.begin - 1] == '=';
        return assigns ? "the array" : "the pattern's `(`";
    }

    void visit(const Node& node, bool has_other_way) {
        if (node.kind == NodeKind::simple) {
            look_at_command(node, has_other_way);
        } else if (node.kind == NodeKind::test || node.kind == NodeKind::arithmetic) {
            look_at_extension({node.keyword.begin, node.keyword.begin + 2});
        } else if (node.kind == NodeKind::for_loop) {
            for (const shell::Word& word : node.words) look_for_braces(word, true);
        }
        for (const shell::Word& word : node.words) {
            for (const shell::Expansion& each : word.expansions) {
                if (each.body != nullptr) visit(*each.body, has_other_way);
            }
        }
        for (std::size_t i = 0; i < node.children.size(); ++i) {
            const bool is_or = node.kind == NodeKind::and_or && i < node.operators.size() &&
                               slice(node.operators[i]) == "||";
            visit(node.children[i], has_other_way || is_or);
        }
    }

    void look_at_command(const Node& node, bool has_other_way) {
        if (node.words.empty() || !node.words.front().is_static()) return;
        const std::string_view name = node.words.front().text;
        const auto builtin = std::find_if(builtins.begin(), builtins.end(),
                                          [&](const Builtin& each) { return each.name == name; });
        if (builtin != builtins.end() && !has_other_way && !told_.has(in_code(name))) {
            if (builtin->is_known_to_ash && shell_ == PosixShell::ash) return;
            if (is_function(name)) told_.insert_once(in_code(name));
            tell(node.words.front().at, in_code(name), missing_command, dot_for(node));
        }
        const bool is_known =
            std::find(takes_names.begin(), takes_names.end(), name) != takes_names.end();
        if (!is_known) return;
        // What `rm` spared so far, the system's own files among it, it would then delete.
        const bool can_expand = name != "rm" && name != "rmdir";
        for (const shell::Word& word : node.words) look_for_braces(word, can_expand);
    }

    [[nodiscard]] bool is_function(std::string_view name) const {
        return script_->tree.text.find(std::string(name) + "()") != std::string_view::npos;
    }

    void look_for_braces(const shell::Word& word, bool can_expand) {
        const auto braces = braces_in(word.raw);
        if (!braces || !told_.insert_once("{,}")) return;
        const Span list{word.at.begin + braces->begin, word.at.begin + braces->end};
        report(Severity::warning, {.at = in_file(list),
                                   .message = in_code(slice(list)) +
                                              " is a name here: only bash makes several words "
                                              "of it, not " +
                                              shell_name() + ", the `sh` of this image",
                                   .fix = can_expand ? expanded(word) : std::nullopt});
    }

    [[nodiscard]] std::optional<Fix> expanded(const shell::Word& word) const {
        const auto words = words_of_braces(word.raw);
        if (!words || !is_in_file_ || !script_->text.is_contiguous(word.at)) return std::nullopt;
        return Fix{.title = "write the words out",
                   .applicability = Applicability::unsafe, // the files get other names
                   .edits = {{in_file(word.at), *words}}};
    }

    /// `.` for `source`, of a path that is not searched for and a file that is not bash's own.
    [[nodiscard]] std::optional<Fix> dot_for(const Node& node) const {
        if (!is_in_file_ || !node.words.front().is("source") || node.words.size() != 2) {
            return std::nullopt;
        }
        const std::string_view file = node.words[1].text;
        if (file.find('/') == file.npos || file.find("bash") != file.npos) return std::nullopt;
        return Fix{.title = "replace `source` by `.`",
                   .applicability = Applicability::unsafe, // the file may be written for bash
                   .edits = {{in_file(node.words.front().at), "."}}};
    }

    void tell(Span at, std::string subject, std::string_view effect, std::optional<Fix> fix = {}) {
        if (!told_.insert_once(subject)) return;
        report(Severity::error, {.at = in_file(at),
                                 .message = subject + " is bash's: " + shell_name() +
                                            ", the `sh` of this image, " + std::string(effect),
                                 .fix = std::move(fix)});
    }

    /// Each image made from Debian's has bash.
    void report(Severity severity, Diagnostic made) {
        if (severity == Severity::error && !made.fix && is_in_file_ && shell_ == PosixShell::dash &&
            stage_.parent == nullptr && !std::exchange(has_set_shell_, true)) {
            made.fix = Fix{.title = "let bash read it",
                           .applicability = Applicability::unsafe, // `echo` is another one there
                           .edits = {model::with_line_before(*stage_.build, *instruction_,
                                                             R"(SHELL ["/bin/bash", "-c"])")}};
        }
        pass_.report(severity, std::move(made));
    }

    [[nodiscard]] std::string shell_name() const {
        return shell_ == PosixShell::dash ? "dash" : "busybox";
    }
    [[nodiscard]] std::string_view slice(Span at) const {
        return script_->tree.text.substr(at.begin, at.size());
    }
    [[nodiscard]] Span in_file(Span at) const { return script_->text.in_file(at); }

    /// What has been said of the script at hand: once is enough.
    class Told {
    public:
        void clear() { subjects_.clear(); }
        [[nodiscard]] bool has(std::string_view subject) const {
            return std::find(subjects_.begin(), subjects_.end(), subject) != subjects_.end();
        }
        bool insert_once(std::string_view subject) {
            if (has(subject)) return false;
            subjects_.emplace_back(subject);
            return true;
        }

    private:
        std::vector<std::string> subjects_;
    };

    const model::Stage& stage_;
    Pass& pass_;
    const model::Script* script_ = nullptr;
    const Instruction* instruction_ = nullptr;
    PosixShell shell_ = PosixShell::unknown;
    bool is_in_file_ = false;    ///< the script's bytes are the file's
    bool has_set_shell_ = false; ///< a fix does
    Told told_;
};

/// One that does not belong to `${NAME}`.
bool has_brace(std::string_view text) {
    for (std::size_t at = text.find('{'); at != text.npos; at = text.find('{', at + 1)) {
        if (at == 0 || text[at - 1] != '$') return true;
    }
    return false;
}

bool has_builtin(const model::Run& run) {
    return std::any_of(run.commands.begin(), run.commands.end(), [](const model::Command& each) {
        return std::any_of(builtins.begin(), builtins.end(),
                           [&](const Builtin& builtin) { return each.name == builtin.name; });
    });
}

/// Something of bash's may be in it; what image it runs in is a longer question.
bool may_be_for_bash(const model::Run& run) {
    const auto has_sign = [](const auto& script) {
        const std::string_view text = script->tree.text;
        return !script->tree.extensions.empty() || has_brace(text) ||
               text.find("[[") != text.npos || text.find("((") != text.npos;
    };
    return std::any_of(run.scripts.begin(), run.scripts.end(), has_sign) || has_builtin(run);
}

} // namespace

static void check(const model::Stage& stage, Pass& pass) {
    Finder finder(stage, pass);
    for (const model::Run& run : stage.runs) {
        if (run.error != nullptr || !may_be_for_bash(run)) continue;
        const PosixShell shell = model::system_shell(stage, *run.instruction);
        if (shell == PosixShell::unknown) continue;
        for (const auto& script : run.scripts) {
            const bool is_own = run.is_shell_form && script == run.scripts.front();
            finder.look_at(*script, *run.instruction, shell, is_own);
        }
    }
    if (stage.has_children() || stage.container_commands.empty()) return;
    const PosixShell shell =
        model::system_shell(stage, stage.build->instructions()[stage.last - 1]);
    if (shell == PosixShell::unknown) return;
    for (const model::ContainerCommand& each : stage.container_commands) {
        if (each.script) finder.look_at(*each.script, *each.instruction, shell, false);
    }
}
} // namespace dflint::rules
