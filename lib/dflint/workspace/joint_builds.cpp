// SPDX-License-Identifier: Apache-2.0
#include "dflint/workspace/joint_builds.h"

#include "dflint/workspace/image_source.h"

#include <algorithm>
#include <map>

namespace dflint::workspace {

namespace {

using Groups = std::map<std::string, const bake::Group*, std::less<>>;

/// Own stack: groups may nest deeply, and contain themselves.
std::set<std::string> members_of(const bake::Group& group, const Groups& groups) {
    std::set<std::string> members;
    std::vector<const bake::Group*> todo{&group};
    std::set<const bake::Group*> entered{&group};
    while (!todo.empty()) {
        const bake::Group* const at = todo.back();
        todo.pop_back();
        for (const bake::Element& each : at->targets) {
            const auto name = text_of(each.value);
            if (!name) continue;
            const auto inner = groups.find(*name);
            if (inner == groups.end()) {
                members.insert(*name);
            } else if (entered.insert(inner->second).second) {
                todo.push_back(inner->second);
            }
        }
    }
    return members;
}

} // namespace

JointBuilds::JointBuilds(const bake::Project& project) {
    Groups groups;
    for (const bake::Group& each : project.groups) groups.emplace(each.name, &each);
    for (const bake::Group& each : project.groups) sets_.push_back(members_of(each, groups));
}

bool JointBuilds::has_both(const std::string& a, const std::string& b) const {
    return std::any_of(sets_.begin(), sets_.end(),
                       [&](const auto& set) { return set.contains(a) && set.contains(b); });
}

} // namespace dflint::workspace
