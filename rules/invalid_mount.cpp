// SPDX-License-Identifier: Apache-2.0
#include "invalid_mount.h"
#include "dflint/lint/rule.h"
#include "dflint/model/edits.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace dflint::rules {
static void check(const model::Run&, Pass&);
static void check_command(const model::Command&, Pass&);

extern constexpr Rule invalid_mount = rule({
    .name = "invalid-mount",
    .summary = "RUN --mount that BuildKit refuses or takes for something else",
    .why =
        R"(What stands in `--mount=` is read when BuildKit comes to the RUN: an unknown key, a key that the
type has not got, a value that is no number fails the build there, after the layers before it. The
type counts from where it stands: `required` before `type=secret` is that of a bind mount.

A blank ends the mount: the rest, on the same line or the next one, belongs to the command.)",
    .bad = "FROM debian:12\nRUN --mount=type=cache,dest=/var/cache/apt apt-get update\n",
    .good = "FROM debian:12\nRUN --mount=type=cache,dst=/var/cache/apt apt-get update\n",
    .source = "https://docs.docker.com/reference/dockerfile/#run---mount",
    .severity = Severity::error,
    .fixable = Fixable::sometimes,
    .checks = {check, check_command},
});

static void check(const model::Run& run, Pass& pass) {
    for (const model::Mount& mount : run.mounts) {
        if (mount.flag == nullptr || !mount.flag->value) continue;
        const auto split = dockerfile::split_mount(*mount.flag->value);
        if (!split.error.empty()) continue; // told by the syntax
        const MountPlaces places{*run.instruction, *mount.flag};
        const MountMeaning meaning = check_fields(split.fields, run, places, pass);
        if (meaning.type) check_whole(meaning, run, places, pass);
    }
}

/// Options of RUN that stand where a command belongs.
static bool is_option_of_run(std::string_view word) {
    return word.starts_with("--mount=") || word.starts_with("--network=") ||
           word.starts_with("--security=");
}

static bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Of the common kind, with a value for each key: BuildKit takes it for certain.
static bool is_usual_mount(std::string_view value) {
    const auto split = dockerfile::split_mount(value);
    std::string_view type;
    std::string_view target;
    for (const dockerfile::MountField& field : split.fields) {
        const std::string_view text = field.value.value_or(std::string_view());
        if (text.empty()) return false;
        if (field.key == "type") {
            type = text;
        } else if (is_one_of(field.key, {"target", "dst", "destination"})) {
            target = text;
        } else if (field.key == "sharing") {
            if (!is_one_of(text, {"shared", "private", "locked"})) return false;
        } else if (field.key != "id") {
            return false;
        }
    }
    const bool has_path = target.starts_with('/') && target.size() > 1;
    return split.error.empty() && ((type == "cache" && has_path) || type == "secret");
}

static bool is_usual_option(std::string_view word) {
    const std::size_t sign = word.find('=');
    const std::string_view value = word.substr(sign + 1);
    if (word.find_first_of("$\"'\\`") != word.npos) return false;
    if (word.starts_with("--mount=")) return is_usual_mount(value);
    if (word.starts_with("--network=")) return is_one_of(value, {"none", "host", "default"});
    return is_one_of(value, {"insecure", "sandbox"});
}

/// `&& --mount=type=cache,... make`: out of the shell text, and behind RUN.
static std::optional<Fix> move_to_front(const model::Command& command) {
    const model::Run& run = *command.run;
    const bool is_in_run = &*run.scripts.front() == command.script && run.is_shell_form;
    if (!is_in_run || run.is_onbuild || command.words.empty()) return std::nullopt;
    if (!is_usual_option(command.name_word.text)) return std::nullopt;
    const Span word = command.name_word.at;
    const std::string_view file = run.stage->build->file.text();
    // The next word becomes the command's name, so the edit holds it, too.
    const Span next = command.words.front().at;
    const std::string_view gap = file.substr(word.end, next.begin - word.end);
    if (gap.find_first_not_of(" \t") != gap.npos) return std::nullopt;
    const std::string flag(file.substr(word.begin, word.size()));
    return Fix{
        .title = "move it behind RUN",
        .applicability = Applicability::unsafe,
        .edits = {model::with_flags(run, {flag}),
                  {{word.begin, next.end}, std::string(file.substr(next.begin, next.size()))}}};
}

static void check_command(const model::Command& command, Pass& pass) {
    const std::string_view word = command.name_word.text;
    if (!is_option_of_run(word)) return;
    // Before the first command a flag was broken off: that is told where it ends.
    if (&command == &command.run->commands.front()) return;
    const std::string name(word.substr(0, word.find('=')));
    pass.report({.at = command.name_word.at,
                 .message = "`" + name + "` counts only directly behind RUN: the shell takes " +
                            "it for a command",
                 .fix = move_to_front(command)});
}
} // namespace dflint::rules
