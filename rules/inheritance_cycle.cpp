// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/workspace/project.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dflint::rules {
static void check(const workspace::Project&, Pass&);

extern constexpr Rule inheritance_cycle = rule({
    .name = "inheritance-cycle",
    .summary = "Bake targets that inherit from each other in a circle",
    .why =
        R"(bake says nothing: it follows `inherits` until it comes back to a target that it is working on, and leaves that one out. What a target of the circle gets depends on which of them was asked for.)",
    .bad = "target \"default\" {\n  inherits = [\"base\"]\n  tags = [\"app:1\"]\n}\n\ntarget "
           "\"base\" {\n  inherits = [\"default\"]\n}\n",
    .good = "target \"default\" {\n  inherits = [\"base\"]\n  tags = [\"app:1\"]\n}\n\ntarget "
            "\"base\" {\n  platforms = [\"linux/amd64\"]\n}\n",
    .source = "https://docs.docker.com/build/bake/inheritance/",
    .kind = FileKind::bake_hcl,
    .group = Group::bake,
    .checks = {check},
});

namespace {

/// What a definition inherits from, as it is written.
const std::vector<bake::Element>& parents_of(const bake::Definition& definition) {
    static const std::vector<bake::Element> none;
    const bake::Attribute* const parents = definition.attributes.find(bake::AttributeId::inherits);
    return parents == nullptr ? none : parents->elements;
}

} // namespace

// Own stack: chains may be long.
static void check(const workspace::Project& project, Pass& pass) {
    const bake::Project& meaning = project.meaning();
    std::map<std::string, const bake::Definition*, std::less<>> by_name;
    for (const bake::Definition& each : meaning.definitions) by_name.emplace(each.name, &each);
    std::set<const bake::Definition*> done;
    std::set<const bake::Definition*> running;
    std::vector<std::pair<const bake::Definition*, std::size_t>> open;
    for (const bake::Definition& root : meaning.definitions) {
        if (!done.contains(&root)) {
            running.insert(&root);
            open.emplace_back(&root, 0);
        }
        while (!open.empty()) {
            auto& [at, next] = open.back();
            if (next == parents_of(*at).size()) {
                done.insert(at);
                running.erase(at);
                open.pop_back();
                continue;
            }
            const bake::Element& parent = parents_of(*at)[next++];
            const auto found = by_name.find(workspace::text_of(parent.value).value_or(""));
            if (found == by_name.end() || done.contains(found->second)) continue;
            const bake::Definition* const other = found->second;
            if (running.insert(other).second) {
                open.emplace_back(other, 0);
                continue;
            }
            std::string message = "`" + at->name + "` inherits from itself";
            if (other != at) message += " through `" + other->name + "`";
            pass.report(parent.at, {.at = parent.at.at,
                                    .message = message + ": bake leaves it out without a word"});
        }
    }
}
} // namespace dflint::rules
