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
    if (bake::has_unknown_copies(meaning)) return;
    std::optional<workspace::Neighbours> neighbours;
    for (const bake::Group& group : meaning.groups) {
        for (const bake::Element& each : group.targets) {
            const auto name = workspace::text_of(each.value);
            if (!name || groups.contains(*name) || project.target(*name) != nullptr) continue;
            // One that a bake file nearby declares: the two are meant to be given together.
            if (!neighbours) neighbours.emplace(project.neighbours());
            if (neighbours->file_of(*name) != nullptr) continue;
            pass.report(each.at, {.at = each.at.at,
                                  .message = bake::why_no_member(meaning, *name, group.name)});
        }
    }
}

/// Members through which a group contains itself. bake takes such a name for the target of that
/// name, and ends only where there is none. Own stack: groups may nest deeply.
class Cycles {
public:
    Cycles(const workspace::Project& project, const Groups& groups, Pass& pass)
        : project_(project), groups_(groups), pass_(pass) {}

    void look_from(const bake::Group& root) {
        enter(root);
        while (!path_.empty()) {
            Step& step = path_.back();
            if (step.next == step.group->targets.size()) {
                places_.erase(step.group);
                path_.pop_back();
                continue;
            }
            const bake::Element& member = step.group->targets[step.next++];
            const auto inner = groups_.find(workspace::text_of(member.value).value_or(""));
            if (inner == groups_.end()) continue;
            const auto place = places_.find(inner->second);
            if (place == places_.end()) {
                enter(*inner->second);
            } else {
                look_at_cycle(place->second, member);
            }
        }
    }

private:
    struct Step {
        const bake::Group* group;
        std::size_t next = 0;
        std::size_t bare = 0; ///< how far the last one is, this included, that no target is called
    };

    [[nodiscard]] bool is_bare(const bake::Group& group) const {
        return project_.target(group.name) == nullptr;
    }

    void enter(const bake::Group& group) {
        if (!entered_.insert(&group).second) return;
        const std::size_t before = path_.empty() ? 0 : path_.back().bare;
        places_.emplace(&group, path_.size());
        path_.push_back({&group, 0, is_bare(group) ? path_.size() + 1 : before});
    }

    /// From the step of that place to the end of the path, and by `last` back to it.
    void look_at_cycle(std::size_t begin, const bake::Element& last) {
        const bake::Group& first = *path_[begin].group;
        const std::size_t bare = path_.back().bare;
        if (is_bare(first)) {
            report(first, last);
        } else if (bare > begin + 1) {
            const Step& outer = path_[bare - 2];
            report(*path_[bare - 1].group, outer.group->targets[outer.next - 1]);
        }
    }

    void report(const bake::Group& group, const bake::Element& member) {
        pass_.report(member.at, {.at = member.at.at,
                                 .message = "the group `" + group.name +
                                            "` contains itself: bake cannot build it"});
    }

    const workspace::Project& project_;
    const Groups& groups_;
    Pass& pass_;
    std::vector<Step> path_;
    std::map<const bake::Group*, std::size_t> places_; ///< on the path
    std::set<const bake::Group*> entered_;
};

} // namespace

void report_unresolvable_groups(const workspace::Project& project, Pass& pass) {
    Groups groups;
    for (const bake::Group& each : project.meaning().groups) groups.emplace(each.name, &each);
    check_members(project, groups, pass);
    Cycles cycles(project, groups, pass);
    for (const auto& [name, root] : groups) cycles.look_from(*root);
}

} // namespace dflint::rules
