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
std::string meant(const Project& project, std::string_view name, std::string_view asker,
                  bool with_groups) {
    Nearest nearest(name);
    if (project.diagnostics.size() >= Evaluator::most_suggestions) return "";
    const auto offer = [&](const std::string& other) {
        if (other != asker) nearest.offer(other);
    };
    for (const Definition& one : project.definitions) offer(one.name);
    if (with_groups) {
        for (const Group& one : project.groups) offer(one.name);
    }
    return did_you_mean(nearest.found());
}

/// Of a name that is nothing: a block has it, whose matrix makes no copies.
bool has_empty_matrix(const Project& project, std::string_view name) {
    return std::any_of(project.files.begin(), project.files.end(), [&](const File& file) {
        const auto& blocks = file.tree.body.blocks;
        return std::any_of(blocks.begin(), blocks.end(), [&](const hcl::Block& each) {
            return each.type.text == "target" && each.labels.size() == 1 &&
                   each.labels.front().text == name && each.body().attribute("matrix") != nullptr;
        });
    });
}

std::string of_empty_matrix(std::string_view name) {
    return fmt::format("the matrix of `{}` is empty: it makes no target", name);
}

} // namespace

std::string why_missing(const Project& project, std::string_view name, std::string_view asker) {
    const auto group = std::find_if(project.groups.begin(), project.groups.end(),
                                    [&](const Group& each) { return each.name == name; });
    if (group != project.groups.end()) {
        if (!group->is_matrix) return fmt::format("`{}` is a group, not a target", name);
        const bool any = !group->targets.empty() && group->targets.front().value.is_string();
        return fmt::format("`{}` has a matrix: name one of its copies{}", name,
                           any ? ", such as `" + group->targets.front().value.text() + "`" : "");
    }
    if (has_empty_matrix(project, name)) return of_empty_matrix(name);
    if (name == "default")
        return "there is no target or group named `default`: name what to build, or make one";
    return fmt::format("there is no target named `{}`{}", name, meant(project, name, asker, false));
}

std::string why_no_member(const Project& project, std::string_view name, std::string_view asker) {
    if (name.find_first_of("*?[") != name.npos)
        return fmt::format("a group takes names, no patterns: nothing is called `{}`", name);
    if (has_empty_matrix(project, name)) return of_empty_matrix(name);
    return fmt::format("there is no target or group named `{}`{}", name,
                       meant(project, name, asker, true));
}

bool has_unknown_copies(const Project& project) {
    return std::any_of(project.groups.begin(), project.groups.end(), [](const Group& group) {
        return group.is_matrix &&
               std::any_of(group.targets.begin(), group.targets.end(),
                           [](const Element& each) { return !each.value.is_known(); });
    });
}

} // namespace dflint::bake
