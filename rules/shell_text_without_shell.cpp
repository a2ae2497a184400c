// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/unwrap.h"
#include "dflint/source/quote.h"
#include "dflint/syntax/dockerfile/keyword.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dflint::rules {
static void check_value(const dockerfile::Instruction&, Pass&);
static void check_exec_form(const dockerfile::Instruction&, Pass&);

extern constexpr Rule shell_text_without_shell = rule({
    .name = "shell-text-without-shell",
    .summary = "Text for a shell where no shell reads it",
    .why =
        R"(A shell reads RUN, and CMD, ENTRYPOINT and HEALTHCHECK in their shell form; nothing else. In ENV, ARG,
LABEL, WORKDIR, USER and COPY BuildKit knows `$NAME` and `${NAME}` and takes `$(date)` and backquotes as
they stand: they go into the image, or blanks among them stop the build. A value that a command works
out comes by `--build-arg` from outside, or is worked out in the RUN that needs it.

The strings of an exec form are the program and its arguments: `&&`, `>` and `$PORT` are handed over as
they are. `["sh", "-c", "exec serve --port $PORT"]` is the exec form with a shell. Programs that expand
such arguments themselves are left alone.)",
    .bad = "FROM debian:12\nENV BUILT=\"$(date -u)\"\n",
    .good = "FROM debian:12\nARG BUILT\n",
    .source = "https://docs.docker.com/reference/dockerfile/#environment-replacement",
    .group = Group::correctness,
    .checks = {check_value, check_exec_form},
});

namespace {

using dockerfile::Instruction;
using dockerfile::Keyword;
using dockerfile::Word;

/// `$(...)` or backquotes in the joined text of an instruction.
struct Substitution {
    Span at;
    bool is_backquoted = false;
};

/// Finds what a shell would run: not behind an escape, not in single quotes.
class Scanner {
public:
    Scanner(std::string_view text, Span range, char escape)
        : text_(text.substr(0, range.end)), escape_(escape), at_(range.begin) {}

    std::optional<Substitution> next() {
        for (; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (c == escape_) {
                ++at_;
            } else if (c == '"') {
                is_double_quoted_ = !is_double_quoted_;
            } else if (c == '\'' && !is_double_quoted_) {
                at_ = std::min(text_.find('\'', at_ + 1), text_.size() - 1);
            } else if (c == '`' || (c == '$' && begins_command())) {
                const std::size_t close = c == '`' ? text_.find('`', at_ + 1) : closing();
                if (close == text_.npos) return std::nullopt;
                const Span found{static_cast<std::uint32_t>(at_),
                                 static_cast<std::uint32_t>(close + 1)};
                at_ = close + 1;
                return Substitution{found, c == '`'};
            }
        }
        return std::nullopt;
    }

private:
    /// `$(` with something behind it that may be a command.
    [[nodiscard]] bool begins_command() const {
        const std::string_view rest = text_.substr(at_);
        if (!rest.starts_with("$(") || rest.size() == 2) return false;
        const char first = rest[2];
        return (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') ||
               std::string_view("/.<($").find(first) != std::string_view::npos;
    }

    /// Where the `)` of the `$(` at hand is.
    [[nodiscard]] std::size_t closing() const {
        int open = 0;
        for (std::size_t i = at_ + 1; i < text_.size(); ++i) {
            open += text_[i] == '(' ? 1 : text_[i] == ')' ? -1 : 0;
            if (open == 0) return i;
        }
        return text_.npos;
    }

    std::string_view text_;
    char escape_;
    std::size_t at_;
    bool is_double_quoted_ = false;
};

bool is_read_by_buildkit(Keyword keyword) {
    constexpr std::array keywords = {Keyword::env,  Keyword::arg,     Keyword::label,
                                     Keyword::user, Keyword::workdir, Keyword::copy,
                                     Keyword::add,  Keyword::volume};
    return std::find(keywords.begin(), keywords.end(), keyword) != keywords.end();
}

/// The substitution is the value, but for quotes: nobody means `LABEL a="$(x)"` as it stands.
bool is_whole_value(std::string_view text, Span at) {
    const std::size_t before = text.find_last_not_of("\"", at.begin - 1);
    const std::string_view behind = text.substr(at.end);
    const bool begins = before == text.npos || text[before] == '=' || text[before] == ' ';
    return begins && (behind.empty() || behind.front() == '"' || behind.front() == ' ');
}

/// The pair that a place of the joined text belongs to, or is behind; null without one.
const dockerfile::Pair* pair_at(const Instruction& instruction, std::uint32_t at) {
    const auto* const pairs = instruction.as<dockerfile::Pairs>();
    if (pairs == nullptr) return nullptr;
    const auto next = std::upper_bound(
        pairs->pairs.begin(), pairs->pairs.end(), at,
        [](std::uint32_t place, const auto& pair) { return place < pair.key.logical.begin; });
    return next == pairs->pairs.begin() ? nullptr : &*std::prev(next);
}

/// Bash runs what stands in its prompts, each time.
bool is_of_prompt(const Instruction& instruction, Span at) {
    const dockerfile::Pair* const pair = pair_at(instruction, at.begin);
    if (pair == nullptr) return false;
    const std::string_view name = pair->key.text;
    return name.starts_with("PROMPT") || (name.size() == 3 && name.starts_with("PS"));
}

bool is_meant_for_build(const Instruction& instruction, const Substitution& found, char escape) {
    if (is_of_prompt(instruction, found.at)) return false;
    const bool is_whole = is_whole_value(instruction.text.text(), found.at);
    if (instruction.keyword == Keyword::label) return is_whole && !found.is_backquoted;
    if (!found.is_backquoted) return true;
    return escape != '`' && is_whole && instruction.keyword != Keyword::volume;
}

/// `$(NAME)` of a makefile.
bool is_variable(std::string_view inside) {
    return !inside.empty() && inside.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789") ==
                                  std::string_view::npos;
}

/// Its blanks end the value: what is behind them is another pair, or an error.
bool is_torn(const Instruction& instruction, Span at) {
    return pair_at(instruction, at.begin) != pair_at(instruction, at.end - 1);
}

/// Other rules would mend the pieces.
bool is_in_pieces(const Instruction& instruction, Span at) {
    const auto* const pairs = instruction.as<dockerfile::Pairs>();
    return is_torn(instruction, at) || (pairs != nullptr && pairs->legacy);
}

bool stops_build(const Instruction& instruction) {
    const Keyword keyword = instruction.keyword;
    if (keyword == Keyword::copy || keyword == Keyword::add) return true;
    const auto* const pairs = instruction.as<dockerfile::Pairs>();
    return pairs != nullptr && !pairs->legacy && keyword != Keyword::arg &&
           !std::all_of(pairs->pairs.begin(), pairs->pairs.end(),
                        [](const auto& pair) { return pair.value.has_value(); });
}

std::string message(const Instruction& instruction, const Substitution& found) {
    const std::string_view text = instruction.text.slice(found.at);
    std::string message = is_torn(instruction, found.at)
                              ? "the blanks of " + in_code(text) + " end the value"
                              : in_code(text) + " stays as it is";
    message += ": no shell reads " + std::string(dockerfile::written_keyword(instruction));
    const std::string_view inside = text.substr(2, text.size() - 3);
    if (!found.is_backquoted && is_variable(inside)) {
        message += ", and to BuildKit the variable is `${" + std::string(inside) + "}`";
    }
    return message;
}

/// The exec form of an instruction that starts a program.
const dockerfile::Command* exec_form(const Instruction& instruction) {
    const auto* command = instruction.as<dockerfile::Command>();
    if (const auto* const health = instruction.as<dockerfile::Healthcheck>()) {
        command = &health->command;
    }
    const bool starts = instruction.keyword != Keyword::shell;
    return starts && command != nullptr && command->json && !command->exec.empty() ? command
                                                                                   : nullptr;
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string_view program_name(const Word& word) {
    std::string_view name = model::base_name(word.text);
    if (name.ends_with(".exe")) name.remove_suffix(4);
    return name;
}

/// Programs that make one text of their arguments and give it to a shell, on Windows most.
bool joins_arguments(const Word& word) {
    return is_one_of(program_name(word), {"cmd", "powershell", "pwsh", "ssh", "tmux", "eval",
                                          "watch", "test", "[", "expr", "su", "parallel"});
}

/// `;` is left out: find, screen and others have a use for it.
bool is_operator(std::string_view text) {
    return is_one_of(
        text, {"&&", "||", "|", ">", ">>", "2>&1", "&>", "<<<", ">/dev/null", "2>/dev/null"});
}

/// `$NAME` or `${NAME}` and nothing else of what a shell knows.
std::optional<std::string_view> variable_in(std::string_view text) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";
    const std::size_t dollar = text.find('$');
    if (dollar == text.npos || text.find_first_of(" \t\n\\`'\"(;#%") != text.npos ||
        text.find('$', dollar + 1) != text.npos) {
        return std::nullopt;
    }
    const bool has_brace = text.substr(dollar + 1).starts_with('{');
    const std::size_t begin = dollar + (has_brace ? 2 : 1);
    const std::size_t end = std::min(text.find_first_not_of(letters, begin), text.size());
    const bool is_digit = begin < text.size() && text[begin] >= '0' && text[begin] <= '9';
    if (end == begin || is_digit) return std::nullopt;
    if (has_brace && !text.substr(end).starts_with('}')) return std::nullopt;
    return text.substr(dollar, end - dollar + (has_brace ? 1 : 0));
}

/// What is known to hand over or to use its arguments as they are. Java is: frameworks in it
/// expand `-Dport=${PORT}`, so only whole arguments are told.
bool takes_words_as_they_are(std::string_view name) {
    return is_one_of(name, {"bun",          "bundle",    "celery", "curl",    "daphne", "deno",
                            "django-admin", "dotnet",    "echo",   "fastapi", "flask",  "gunicorn",
                            "http-server",  "hypercorn", "java",   "node",    "php",    "puma",
                            "python",       "python3",   "rails",  "ruby",    "serve",  "sleep",
                            "streamlit",    "uvicorn",   "wget"});
}

/// `python -c text`, `node -e text`: a language of its own.
bool holds_program_text(const std::vector<Word>& strings) {
    return std::any_of(strings.begin(), strings.end(), [](const Word& word) {
        return is_one_of(word.text, {"-c", "-e", "-r", "-p", "--eval", "--print"});
    });
}

/// Behind `tini --` and `dumb-init`.
std::size_t index_of_program(const std::vector<Word>& strings) {
    std::size_t i = 0;
    if (is_one_of(program_name(strings[0]), {"tini", "dumb-init"})) {
        do ++i;
        while (i < strings.size() && strings[i].text.starts_with('-'));
    }
    return i;
}

/// The stages whose CMD an ENTRYPOINT gets, be it of a stage below. A fact of the build.
class Entrypoints {
public:
    explicit Entrypoints(const model::Build& build) : has_(build.stages.size(), false) {
        const auto& all = build.instructions();
        for (const model::Stage& stage : build.stages) {
            has_[stage.index] =
                (stage.parent != nullptr && has_[stage.parent->index]) ||
                std::any_of(all.begin() + stage.first, all.begin() + stage.last,
                            [](const auto& each) { return each.keyword == Keyword::entrypoint; });
        }
    }
    [[nodiscard]] bool has(const model::Stage& stage) const { return has_[stage.index]; }

private:
    std::vector<bool> has_;
};

const Word* unexpanded_variable(const std::vector<Word>& strings) {
    const std::size_t program = index_of_program(strings);
    if (program >= strings.size()) return nullptr;
    const std::string_view name = program_name(strings[program]);
    if (!takes_words_as_they_are(name) || holds_program_text(strings)) return nullptr;
    for (std::size_t i = program + 1; i < strings.size(); ++i) {
        const auto variable = variable_in(strings[i].text);
        if (variable && (name != "java" || *variable == strings[i].text)) return &strings[i];
    }
    return nullptr;
}

} // namespace

static void check_value(const Instruction& instruction, Pass& pass) {
    if (!is_read_by_buildkit(instruction.keyword)) return;
    const std::string_view text = instruction.text.text();
    if (text.find("$(") == text.npos && text.find('`') == text.npos) return; // nearly always
    const char escape = pass.build().tree.escape;
    const bool stops = stops_build(instruction);
    Scanner scanner(text, instruction.arguments, escape);
    while (const auto found = scanner.next()) {
        if (!is_meant_for_build(instruction, *found, escape)) continue;
        Diagnostic made{.at = instruction.text.in_file(found->at),
                        .message = message(instruction, *found)};
        if (stops || is_in_pieces(instruction, found->at)) made.explains = instruction.at;
        pass.report(stops ? Severity::error : Severity::warning, std::move(made));
        if (stops) return;
    }
}

static void check_exec_form(const Instruction& instruction, Pass& pass) {
    const dockerfile::Command* const command = exec_form(instruction);
    if (command == nullptr) return;
    const model::Build& build = pass.build();
    const auto index = static_cast<std::uint32_t>(&instruction - build.instructions().data());
    const model::Stage* const stage = build.stage_at(index);
    const std::vector<Word>& strings = command->exec;
    if (stage == nullptr || stage->system != model::System::posix ||
        std::any_of(strings.begin(), strings.end(), joins_arguments)) {
        return;
    }
    const auto found = std::find_if(strings.begin() + 1, strings.end(),
                                    [](const Word& word) { return is_operator(word.text); });
    if (found != strings.end()) {
        pass.report({.at = found->at,
                     .message = in_code(found->text) + " is an argument of " +
                                in_code(strings.front().text) +
                                " here: no shell reads the exec form"});
        return;
    }
    if (instruction.keyword == Keyword::cmd && build.fact<Entrypoints>().has(*stage)) return;
    if (const Word* const word = unexpanded_variable(strings)) {
        pass.report({.at = word->at,
                     .message = in_code(*variable_in(word->text)) +
                                " stays as it is: no shell reads the exec form"});
    }
}
} // namespace dflint::rules
