// SPDX-License-Identifier: Apache-2.0
#include "dflint/workspace/joint_builds.h"

#include "dflint/workspace/image_source.h"

#include <algorithm>
#include <map>
#include <utility>

namespace dflint::workspace {

namespace {

using Groups = std::map<std::string, const bake::Group*, std::less<>>;

/// Groups may hold each other's members over and over; nobody has so many.
constexpr std::size_t most_members = 100'000;

/// As bake takes the names: that of a group which contains itself, or is empty, is that of the
/// target. Own stack: groups may nest deeply.
std::set<std::string> members_of(const bake::Group& root, const Groups& groups,
                                 const bake::Project& project, std::size_t& steps) {
    std::set<std::string> members;
    std::vector<std::pair<const bake::Group*, std::size_t>> open{{&root, 0}};
    std::set<const bake::Group*> entered{&root};
    std::set<const bake::Group*> running{&root};
    while (!open.empty()) {
        auto& [group, next] = open.back();
        if (next == group->targets.size()) {
            running.erase(group);
            open.pop_back();
            continue;
        }
        if (++steps > most_members) return {};
        const auto name = text_of(group->targets[next++].value);
        if (!name) continue;
        const auto found = groups.find(*name);
        const bake::Group* const inner = found == groups.end() ? nullptr : found->second;
        if (inner == nullptr) {
            members.insert(*name);
        } else if (running.contains(inner) || inner->targets.empty()) {
            if (project.target(*name) != nullptr) members.insert(*name);
        } else if (entered.insert(inner).second) {
            running.insert(inner);
            open.emplace_back(inner, 0);
        }
    }
    return members;
}

} // namespace

JointBuilds::JointBuilds(const bake::Project& project) {
    Groups groups;
    for (const bake::Group& each : project.groups) groups.emplace(each.name, &each);
    std::size_t steps = 0;
    for (const bake::Group& each : project.groups)
        sets_.push_back(members_of(each, groups, project, steps));
    is_whole_ = steps <= most_members;
}

bool JointBuilds::has_both(const std::string& a, const std::string& b) const {
    return std::any_of(sets_.begin(), sets_.end(),
                       [&](const auto& set) { return set.contains(a) && set.contains(b); });
}

} // namespace dflint::workspace
