// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/source/ascii.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::rules {
static void check(const model::Stage&, Pass&);

extern constexpr Rule shell_form_command = rule({
    .name = "shell-form-command",
    .summary = "CMD or ENTRYPOINT in shell form",
    .why =
        R"(The shell is process 1 then, and does not pass signals on: `docker stop` waits ten seconds and
kills, the program cannot end its work. A shell-form ENTRYPOINT also drops CMD and the arguments of
`docker run`.

A stage that sets SHELL wants its shell and is left alone.)",
    .bad = "FROM debian:12\nCMD nginx -g daemon\n",
    .good = "FROM debian:12\nCMD [\"nginx\", \"-g\", \"daemon\"]\n",
    .source = "https://docs.docker.com/reference/build-checks/json-args-recommended/",
    .group = Group::correctness,
    .severity = Severity::warning,
    .fixable = Fixable::sometimes,
    .also_known_as = {"JSONArgsRecommended", "DL3025"},
    .checks = {check},
});

namespace {

using dockerfile::Command;
using dockerfile::Instruction;
using dockerfile::Keyword;

/// A character that means itself to every shell.
bool is_plain(char c) {
    return ascii::is_letter_or_digit(c) ||
           std::string_view("_./:=@%+,-").find(c) != std::string_view::npos;
}

/// Words that only a shell can run, or that it runs in another way than a program of that name.
bool is_of_shell(std::string_view word) {
    constexpr std::string_view words[] = {
        ".",      ":",     "alias",   "bg",    "break", "case",     "cd",      "command",
        "do",     "done",  "elif",    "else",  "esac",  "eval",     "exec",    "exit",
        "export", "fc",    "fg",      "fi",    "for",   "function", "getopts", "hash",
        "if",     "in",    "jobs",    "local", "read",  "readonly", "return",  "select",
        "set",    "shift", "source",  "then",  "time",  "times",    "trap",    "type",
        "ulimit", "umask", "unalias", "unset", "until", "wait",     "while",   "continue"};
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

/// The program and its arguments, when the text is nothing but plain words.
std::optional<std::vector<std::string_view>> plain_words(std::string_view text) {
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && is_plain(text[end])) ++end;
        if (end > at) words.push_back(text.substr(at, end - at));
        if (end < text.size() && text[end] != ' ' && text[end] != '\t') return std::nullopt;
        at = end + 1;
    }
    // `exec` is how the shell is told to do what the exec form does.
    if (words.size() > 1 && words.front() == "exec") words.erase(words.begin());
    const bool is_program = !words.empty() && !is_of_shell(words.front()) &&
                            words.front().find('=') == std::string_view::npos &&
                            words.front().front() != '-';
    if (!is_program) return std::nullopt;
    return words;
}

std::string as_array(const std::vector<std::string_view>& words) {
    std::string out = "[";
    for (const std::string_view word : words) {
        if (out.size() > 1) out += ", ";
        out.append("\"").append(word).append("\"");
    }
    return out + "]";
}

bool is_posix(model::Shell shell) {
    return shell == model::Shell::sh || shell == model::Shell::bash ||
           shell == model::Shell::other_posix;
}

/// One stage's commands that a shell will run.
class Stage {
public:
    explicit Stage(const model::Stage& stage) : stage_(stage) {}

    /// Up to the SHELL that the stage sets, if none before it does.
    void check(Pass& pass) {
        if (stage_.inherited.shell != nullptr) return;
        const auto& all = stage_.build->instructions();
        const std::uint32_t end =
            stage_.shells.empty() ? stage_.last : stage_.shells.front().instruction;
        for (std::uint32_t i = stage_.first; i < end; ++i) {
            const Instruction& instruction = all[i];
            const bool is_cmd = instruction.keyword == Keyword::cmd;
            if (!is_cmd && instruction.keyword != Keyword::entrypoint) continue;
            const auto* const command = instruction.as<Command>();
            const bool is_wrong = !instruction.flags.empty(); // neither has any
            if (command != nullptr && !command->json && !is_wrong) report(i, *command, pass);
        }
    }

private:
    void report(std::uint32_t index, const Command& command, Pass& pass) {
        const Instruction& instruction = stage_.build->instructions()[index];
        if (command.shell.text.empty()) {
            return pass.report(
                {.at = instruction.keyword_at,
                 .message = "without arguments this starts a shell with no command"});
        }
        Diagnostic made{.at = command.shell.at, .message = {}};
        made.fix = fix_for(index, instruction, command);
        const Instruction* const entrypoint =
            instruction.keyword == Keyword::cmd ? entrypoint_in_exec_form() : nullptr;
        if (command.shell.text.starts_with("exec ")) {
            made.message = "a shell is started only to give way to this command";
            return pass.report(Severity::style, std::move(made));
        }
        if (command.shell.text.starts_with('[')) { // malformed-json-form says why
            made.message = "this is no array, so a shell runs it";
            return pass.report(Severity::style, std::move(made));
        }
        if (entrypoint != nullptr) {
            made.message = "a shell, its `-c` and this text are arguments of the ENTRYPOINT";
            made.labels = {{entrypoint->keyword_at, "gets them"}};
        } else {
            made.message = "a shell runs this as process 1 and keeps signals from it";
            const bool can_exec = is_posix(model::Scope(stage_, index).shell());
            if (!made.fix && can_exec) made.message += ", without `exec` before its last command";
        }
        pass.report(std::move(made));
    }

    /// The one that counts, if it is an array with something in it. Looked for once.
    const Instruction* entrypoint_in_exec_form() {
        if (!entrypoint_) entrypoint_ = last_entrypoint();
        if (*entrypoint_ == nullptr) return nullptr;
        const auto* const command = (*entrypoint_)->as<Command>();
        const bool is_array = command != nullptr && command->json && !command->exec.empty();
        return is_array ? *entrypoint_ : nullptr;
    }

    [[nodiscard]] const Instruction* last_entrypoint() const {
        const auto& all = stage_.build->instructions();
        for (std::uint32_t i = stage_.last; i-- > stage_.first;) {
            if (all[i].keyword == Keyword::entrypoint) return &all[i];
        }
        return nullptr;
    }

    /// Unsafe: a script without `#!` runs in a shell only, and the base image may have an
    /// ENTRYPOINT that gets other arguments.
    std::optional<Fix> fix_for(std::uint32_t index, const Instruction& instruction,
                               const Command& command) {
        if (!instruction.text.is_contiguous(command.shell.logical)) return std::nullopt;
        const auto words = plain_words(command.shell.text);
        if (!words || !is_posix(model::Scope(stage_, index).shell())) return std::nullopt;
        // In exec form it would get the stage's CMD as arguments, which it has not seen so far.
        if (instruction.keyword == Keyword::entrypoint && has_cmd()) return std::nullopt;
        return Fix{.title = "write it in exec form",
                   .applicability = Applicability::unsafe,
                   .edits = {{command.shell.at, as_array(*words)}}};
    }

    bool has_cmd() {
        if (!has_cmd_) {
            const auto& all = stage_.build->instructions();
            has_cmd_ = std::any_of(all.begin() + stage_.first, all.begin() + stage_.last,
                                   [](const auto& each) { return each.keyword == Keyword::cmd; });
        }
        return *has_cmd_;
    }

    const model::Stage& stage_;
    std::optional<bool> has_cmd_;
    std::optional<const Instruction*> entrypoint_; ///< null: there is none
};

} // namespace

static void check(const model::Stage& stage, Pass& pass) {
    Stage(stage).check(pass);
}
} // namespace dflint::rules
