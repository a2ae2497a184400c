// SPDX-License-Identifier: Apache-2.0
#include "unresolvable_groups.h"

#include "dflint/bake/missing.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dflint::rules {

namespace {

using Groups = std::map<std::string, const bake::Group*, std::less<>>;

/// Its members that are nothing.
void check_members(const workspace::Project& project, const Groups& groups, Pass& pass) {
    const bake::Project& meaning = project.meaning();
    std::optional<workspace::Neighbours> neighbours;
    for (const bake::Group& group : meaning.groups) {
        for (const bake::Element& each : group.targets) {
            const auto name = workspace::text_of(each.value);
            if (!name || groups.contains(*name) || project.target(*name) != nullptr) continue;
            // One that a bake file nearby declares: the two are meant to be given together.
            if (!neighbours) neighbours.emplace(project.neighbours());
            if (neighbours->file_of(*name) != nullptr) continue;
            pass.report(each.at,
                        {.at = each.at.at, .message = bake::why_no_member(meaning, *name)});
        }
    }
}

/// Members through which a group contains itself. Own stack: groups may nest deeply.
void check_cycles(const workspace::Project& project, const Groups& groups, Pass& pass) {
    std::set<const bake::Group*> done;
    for (const auto& [name, root] : groups) {
        std::vector<std::pair<const bake::Group*, std::size_t>> open;
        std::set<const bake::Group*> running;
        const auto enter = [&](const bake::Group& group) {
            if (done.contains(&group) || !running.insert(&group).second) return;
            open.emplace_back(&group, 0);
        };
        enter(*root);
        while (!open.empty()) {
            auto& [group, next] = open.back();
            if (next == group->targets.size()) {
                done.insert(group);
                running.erase(group);
                open.pop_back();
                continue;
            }
            const bake::Element& member = group->targets[next++];
            const auto inner = groups.find(workspace::text_of(member.value).value_or(""));
            if (inner == groups.end()) continue;
            if (running.contains(inner->second)) {
                // Where both have a name, it means the group.
                const bool hides = project.target(inner->first) != nullptr;
                pass.report(member.at,
                            {.at = member.at.at,
                             .message = "the group `" + inner->first + "` contains itself" +
                                        (hides ? ": its name does not mean the target of that name"
                                               : ": bake cannot build it")});
            } else {
                enter(*inner->second);
            }
        }
    }
}

} // namespace

void report_unresolvable_groups(const workspace::Project& project, Pass& pass) {
    Groups groups;
    for (const bake::Group& each : project.meaning().groups) groups.emplace(each.name, &each);
    check_members(project, groups, pass);
    check_cycles(project, groups, pass);
}

} // namespace dflint::rules
