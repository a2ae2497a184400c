// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/entries.h"
#include "dflint/lint/rule.h"
#include "dflint/workspace/project.h"
#include "targets_at.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::rules {
static void check(const workspace::Project&, Pass&);

extern constexpr Rule untagged_push = rule({
    .name = "untagged-push",
    .summary = "Target that is pushed, but has no tag",
    .why =
        R"(A push needs a name: without tags, and without `name=` in the output, buildx ends with `tag is needed when pushing to registry`, and nothing is built. Where tags are given on the command line, with `--set`, the file still says too little for a build without it.)",
    .bad = "target \"default\" {\n  output = [\"type=registry\"]\n}\n",
    .good = "target \"default\" {\n  output = [\"type=registry\"]\n  tags = "
            "[\"registry.example.com/app:1\"]\n}\n",
    .source = "https://docs.docker.com/build/exporters/image-registry/",
    .kind = FileKind::bake_hcl,
    .group = Group::bake,
    .checks = {check},
});

namespace {

using bake::AttributeId;

bool is_nameless_push(const bake::Value& output) {
    if (!output.has_value() || !output.is_wholly_known()) return false;
    const std::string type = bake::entry_field(output, "type");
    const bool pushes =
        type == "registry" || (type == "image" && bake::entry_field(output, "push") == "true");
    return pushes && output.member("name") == nullptr;
}

/// It inherits from a target without content: another file, such as that of
/// docker/metadata-action, fills it in.
bool has_placeholder(const workspace::BakeTarget& target) {
    std::vector<const workspace::BakeTarget*> todo{&target};
    std::set<const workspace::BakeTarget*> seen{&target};
    while (!todo.empty()) {
        const bake::Attributes& own = todo.back()->definition->attributes;
        todo.pop_back();
        if (own.begin() == own.end()) return true;
        const bake::Attribute* const parents = own.find(AttributeId::inherits);
        if (parents == nullptr) continue;
        for (const bake::Element& each : parents->elements) {
            const auto name = workspace::text_of(each.value);
            const auto* const parent = name ? target.project->target(*name) : nullptr;
            if (parent != nullptr && seen.insert(parent).second) todo.push_back(parent);
        }
    }
    return false;
}

/// `[]`, written so.
bool is_empty_list(const workspace::Project& project, const bake::Attribute& attribute) {
    if (!attribute.elements.empty() || !attribute.at.is_written()) return false;
    const std::string_view written = project.file(attribute.at.file).slice(attribute.at.at);
    return written.starts_with('[') && written.find_first_not_of("[] \t\r\n") == written.npos;
}

/// The output that pushes the image without a name; nothing when none does.
const bake::Element* nameless_push(const workspace::BakeTarget& target) {
    const bake::Attributes& attributes = target.meaning->attributes;
    const bake::Attribute* const output = attributes.find(AttributeId::output);
    const bake::Attribute* const tags = attributes.find(AttributeId::tags);
    if (output == nullptr || target.is_abstract || !output->at.is_written()) return nullptr;
    // An expression that comes to nothing here may come to more elsewhere.
    if (tags != nullptr && !is_empty_list(*target.project, *tags)) return nullptr;
    const auto push =
        std::find_if(output->elements.begin(), output->elements.end(),
                     [](const bake::Element& each) { return is_nameless_push(each.value); });
    return push == output->elements.end() || has_placeholder(target) ? nullptr : &*push;
}

} // namespace

static void check(const workspace::Project& project, Pass& pass) {
    TargetsAt found;
    for (const workspace::BakeTarget& target : project.targets()) {
        const bake::Element* const push = nameless_push(target);
        if (push != nullptr && push->at.is_written())
            found[{push->at.file, push->at.at}].push_back(&target);
    }
    for (const auto& [place, targets] : found) {
        const auto& [file, at] = place;
        const std::string verbs =
            targets.size() == 1 ? " is pushed, but has" : " are pushed, but have";
        pass.report(
            {file, at},
            {.at = at, .message = names_of(targets) + verbs + " no tag: a push needs a name"});
    }
}
} // namespace dflint::rules
