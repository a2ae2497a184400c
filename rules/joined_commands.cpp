// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"

#include <algorithm>
#include <array>
#include <string>

namespace dflint::rules {
static void check(const model::Install&, Pass&);

extern constexpr Rule joined_commands = rule({
    .name = "joined-commands",
    .summary = "Second install command among the packages of the first",
    .why =
        R"(The lines of a continued instruction are one line to the shell: where `&&` is missing at its
end, the next command is a list of arguments. `pip install numpy pip install torch` installs packages
called `pip` and `install` as well, without a complaint, and options of the second command apply to
the first.)",
    .bad = "FROM python:3.12\nRUN pip install numpy \\\n    pip install --no-deps torch\n",
    .good = "FROM python:3.12\nRUN pip install numpy \\\n    && pip install --no-deps torch\n",
    .group = Group::correctness,
    .severity = Severity::error,
    .fixable = Fixable::always,
    .checks = {check},
});

namespace {

struct Tool {
    std::string_view name;
    std::array<std::string_view, 3> verbs;
};

constexpr std::array tools = {
    Tool{"apk", {"add", "update", "upgrade"}},
    Tool{"apt", {"install", "update", "upgrade"}},
    Tool{"apt-get", {"install", "update", "clean"}},
    Tool{"conda", {"install", "update", "clean"}},
    Tool{"dnf", {"install", "update", "clean"}},
    Tool{"gem", {"install", "update", {}}},
    Tool{"mamba", {"install", "update", "clean"}},
    Tool{"npm", {"install", "ci", "i"}},
    Tool{"pip", {"install", "uninstall", "download"}},
    Tool{"pip3", {"install", "uninstall", "download"}},
    Tool{"yum", {"install", "update", "clean"}},
    Tool{"zypper", {"install", "refresh", "in"}},
};

constexpr std::size_t longest_name = 7;
static_assert(std::all_of(tools.begin(), tools.end(),
                          [](const Tool& each) { return each.name.size() <= longest_name; }));

/// `apt-get install`, `apt-get -y install`: index of the verb, or the number of words.
std::size_t verb_behind(const std::vector<model::Word>& words, std::size_t name) {
    std::size_t at = name + 1;
    while (at < words.size() && words[at].text.starts_with('-')) ++at;
    return at;
}

bool begins_command(const std::vector<model::Word>& words, std::size_t at) {
    if (words[at].text.size() > longest_name) return false; // most packages
    const auto tool = std::find_if(tools.begin(), tools.end(),
                                   [&](const Tool& each) { return words[at].is(each.name); });
    // Options are skipped only behind a name: a line of a thousand options is read once.
    if (tool == tools.end()) return false;
    const std::size_t verb = verb_behind(words, at);
    if (verb == words.size()) return false;
    return std::any_of(tool->verbs.begin(), tool->verbs.end(), [&](std::string_view known) {
        return !known.empty() && words[verb].is(known);
    });
}

} // namespace

static void check(const model::Install& install, Pass& pass) {
    const model::Command& command = *install.command;
    // The first word is the verb, or an option before it.
    for (std::size_t i = 1; i + 1 < command.words.size(); ++i) {
        if (!begins_command(command.words, i)) continue;
        const model::Word& name = command.words[i];
        const std::string first = "`" + model::as_written(command) + "`";
        pass.report({.at = {name.at.begin, command.words[verb_behind(command.words, i)].at.end},
                     .message = "`" + std::string(name.text) + "` is an argument of " + first +
                                " here: `&&` is missing before it",
                     .fix = Fix{.title = "begin a command of its own with `&&`",
                                .applicability = Applicability::unsafe,
                                .edits = {{name.at, "&& " + std::string(name.text)}}}});
        return;
    }
}
} // namespace dflint::rules
