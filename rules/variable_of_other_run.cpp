// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/base_image.h"
#include "dflint/model/mentions.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace dflint::rules {
static void check(const model::Stage&, Pass&);

extern constexpr Rule variable_of_other_run = rule({
    .name = "variable-of-other-run",
    .summary = "A RUN reads a variable that only an earlier RUN sets",
    .why =
        R"(Each RUN has a shell of its own, and its variables end with it. In the next RUN the name is empty:
a URL loses its version, `rm -rf $DIR/*` its directory, and the build goes on.

Both belong into one RUN. A value that is written down can be an ARG or an ENV; one that a command
works out can go through a file.)",
    .bad = "FROM debian:12\nRUN ARCH=$(uname -m)\nRUN wget https://example.com/a-$ARCH\n",
    .good = "FROM debian:12\nRUN ARCH=$(uname -m) && wget https://example.com/a-$ARCH\n",
    .source = "https://docs.docker.com/reference/dockerfile/#run",
    .group = Group::correctness,
    .checks = {check},
});

namespace {

using model::Run;

/// The shell or the build gives them a value, whatever the file says.
bool is_always_set(std::string_view name) {
    constexpr std::string_view names[] = {"HOME",  "HOSTNAME", "IFS",  "OLDPWD", "OPTARG", "OPTIND",
                                          "PATH",  "PPID",     "PS1",  "PS2",    "PS4",    "PWD",
                                          "SHELL", "SHLVL",    "TERM", "UID",    "EUID",   "USER"};
    return name.ends_with("_proxy") || name.ends_with("_PROXY") || name.starts_with("BASH") ||
           std::find(std::begin(names), std::end(names), name) != std::end(names);
}

/// `${NAME:-x}` and `${NAME+x}` expect it to be unset.
bool expects_nothing(std::string_view op) {
    return !op.empty() && std::string_view("-+=?").find(op.back()) != std::string_view::npos;
}

class Finder {
public:
    Finder(const model::Stage& stage, Pass& pass)
        : stage_(stage), base_(stage.base_image().value_or("")), pass_(pass) {}

    void look_at(const Run& run) {
        if (run.error != nullptr) return;
        if (!set_.empty()) {
            asked_.clear();
            for (const auto& script : run.scripts) look_for_uses(run, *script);
        }
        for (const model::Setting& each : run.settings) set_.try_emplace(each.name, each.at);
    }

private:
    void look_for_uses(const Run& run, const model::Script& script) {
        for (const model::VariableUse& use : model::variable_uses(script.tree)) {
            const auto set = set_.find(use.name);
            if (set == set_.end() || expects_nothing(use.op) || !asked_.insert(use.name).second ||
                may_have_value(run, use.name)) {
                continue;
            }
            pass_.report({.at = script.text.in_file(use.at),
                          .message = "`$" + std::string(use.name) +
                                     "` is empty: what another RUN sets ended with it",
                          .labels = {{set->second, "set here, for this RUN alone"}}});
        }
    }

    [[nodiscard]] bool may_have_value(const Run& run, std::string_view name) const {
        return is_always_set(name) || run.scope.binding(name) != nullptr ||
               stage_.build->globals.declaration(name) != nullptr ||
               !model::has_known_environment(base_) || model::image_sets(base_, name) ||
               std::any_of(run.scripts.begin(), run.scripts.end(),
                           [&](const auto& script) { return model::may_set(script->tree, name); });
    }

    const model::Stage& stage_;
    std::string_view base_;
    Pass& pass_;
    std::map<std::string_view, Span> set_; ///< by earlier RUNs, and where first
    std::set<std::string_view> asked_;     ///< names in the RUN at hand
};

} // namespace

static void check(const model::Stage& stage, Pass& pass) {
    Finder finder(stage, pass);
    for (const Run& run : stage.runs) finder.look_at(run);
}
} // namespace dflint::rules
