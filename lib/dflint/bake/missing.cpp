// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/missing.h"

#include "dflint/bake/evaluator.h"
#include "dflint/source/nearest.h"

#include <algorithm>
#include <fmt/format.h>

namespace dflint::bake {

namespace {

/// The names that may have been meant. Comparing all with all is left out where there are many
/// mistakes.
std::string meant(const Project& project, std::string_view name, bool with_groups) {
    Nearest nearest(name);
    if (project.diagnostics.size() >= Evaluator::most_suggestions) return "";
    for (const Definition& one : project.definitions) nearest.offer(one.name);
    if (with_groups) {
        for (const Group& one : project.groups) nearest.offer(one.name);
    }
    return did_you_mean(nearest.found());
}

} // namespace

std::string why_missing(const Project& project, std::string_view name) {
    const auto group = std::find_if(project.groups.begin(), project.groups.end(),
                                    [&](const Group& each) { return each.name == name; });
    if (group != project.groups.end()) {
        if (!group->is_matrix) return fmt::format("`{}` is a group, not a target", name);
        const bool any = !group->targets.empty() && group->targets.front().value.is_string();
        return fmt::format("`{}` has a matrix: name one of its copies{}", name,
                           any ? ", such as `" + group->targets.front().value.text() + "`" : "");
    }
    if (name == "default")
        return "there is no target or group named `default`: name what to build, or make one";
    return fmt::format("there is no target named `{}`{}", name, meant(project, name, false));
}

std::string why_no_member(const Project& project, std::string_view name) {
    if (name.find_first_of("*?[") != name.npos)
        return fmt::format("a group takes names, no patterns: nothing is called `{}`", name);
    return fmt::format("there is no target or group named `{}`{}", name,
                       meant(project, name, true));
}

} // namespace dflint::bake
