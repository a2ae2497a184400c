// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/edits.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

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
    .fixable = Fixable::sometimes,
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

/// Something to install stands before the second command.
bool has_operands_before(const model::Command& command, std::size_t second) {
    return std::any_of(command.words.begin() + command.verb_word + 1,
                       command.words.begin() + static_cast<std::ptrdiff_t>(second),
                       [](const model::Word& word) { return !word.text.starts_with('-'); });
}

/// Takes the second name and its verb out; options between the two and behind stay.
std::optional<Fix> leave_out(const model::Command& command, std::size_t second) {
    Fix fix{
        .title = "leave out the second one", .applicability = Applicability::unsafe, .edits = {}};
    for (const std::size_t i : {second, verb_behind(command.words, second)}) {
        auto edit = model::without_word(command, static_cast<std::uint32_t>(i));
        if (!edit) return std::nullopt;
        fix.edits.push_back(*std::move(edit));
    }
    return fix;
}

} // namespace

static void check(const model::Install& install, Pass& pass) {
    const model::Command& command = *install.command;
    // The first word is the verb, or an option before it.
    for (std::size_t i = 1; i + 1 < command.words.size(); ++i) {
        if (!begins_command(command.words, i)) continue;
        const model::Word& name = command.words[i];
        const model::Word& verb = command.words[verb_behind(command.words, i)];
        Diagnostic made{.at = {name.at.begin, verb.at.end}, .message = {}};
        if (has_operands_before(command, i)) {
            made.message = "`" + std::string(name.text) + "` is an argument of `" +
                           model::as_written(command) + "` here: `&&` is missing before it";
            made.fix = Fix{.title = "begin a command of its own with `&&`",
                           .applicability = Applicability::unsafe,
                           .edits = {{name.at, "&& " + std::string(name.text)}}};
        } else {
            made.message = "`" + model::as_written(command) + "` is followed by another command, " +
                           "which it takes for names of packages";
            if (name.text == command.name_word.text && verb.text == command.verb) {
                made.message = "`" + model::as_written(command) + "` is written twice";
                made.fix = leave_out(command, i);
            }
        }
        pass.report(std::move(made));
        return;
    }
}
} // namespace dflint::rules
