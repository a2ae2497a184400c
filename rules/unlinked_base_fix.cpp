// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/edits.h"
#include "dflint/model/image_reference.h"
#include "unlinked_base.h"

#include <algorithm>
#include <set>
#include <vector>

namespace dflint::rules {

namespace {

using bake::AttributeId;
using workspace::BakeTarget;

/// The target and all that it inherits from or is linked to, however far.
std::set<std::string> needs_of(const BakeTarget& target) {
    const bake::Project& meaning = target.project->meaning();
    std::set<std::string> names;
    std::vector<std::string> todo{target.meaning->name};
    while (!todo.empty()) {
        const std::string name = std::move(todo.back());
        todo.pop_back();
        if (!names.insert(name).second) continue;
        if (const bake::Definition* const definition = meaning.definition(name)) {
            if (const auto* const parents = definition->attributes.find(AttributeId::inherits)) {
                for (const bake::Element& each : parents->elements)
                    todo.push_back(workspace::text_of(each.value).value_or(""));
            }
        }
        const BakeTarget* const at = target.project->target(name);
        if (at == nullptr) continue;
        for (const model::Invocation::NamedContext& each : at->invocation.contexts) {
            const std::string value = each.value.value_or("");
            if (value.starts_with("target:")) todo.push_back(value.substr(7));
        }
    }
    return names;
}

/// Where bake would refuse the link, or build for the wrong machine.
bool has_platforms_of(const BakeTarget& giver, const BakeTarget& user) {
    const auto& all = giver.invocation.platforms;
    const auto& wanted = user.invocation.platforms;
    if (wanted.empty() || all.empty()) return wanted.empty() && all.empty();
    return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& each) {
        return std::find(all.begin(), all.end(), each) != all.end();
    });
}

bake::Edits edits_for(const bake::WrittenBlock& in, const std::string& key,
                      const std::string& value) {
    const hcl::Syntax syntax = in.tree->syntax;
    const std::string name = bake::string_expression(syntax, key);
    const std::string text = bake::string_expression(syntax, value);
    if (const hcl::Attribute* const contexts = in.attribute("contexts"))
        return bake::append_item(in, *contexts, key, text);
    const std::string map =
        in.is_json() ? "{" + name + ": " + text + "}" : "{ " + name + " = " + text + " }";
    const hcl::Attribute* after = in.attribute("dockerfile");
    if (after == nullptr) after = in.attribute("context");
    return bake::insert_attribute(in, "contexts", map, after);
}

} // namespace

std::optional<Fix> link_to(const BakeTarget& user, const std::string& image,
                           const BakeTarget& giver) {
    const bake::Project& meaning = user.project->meaning();
    const auto block = bake::block_around(meaning, user.definition->at);
    const bool is_copy = !user.definition->matrix.empty();
    if (!block || is_copy || user.definition->blocks.size() != 1) return std::nullopt;
    if (!has_platforms_of(giver, user)) return std::nullopt;
    if (needs_of(giver).contains(user.meaning->name)) return std::nullopt;
    const std::string& name = giver.meaning->name;
    Fix fix{.title = "build it from the target `" + name + "`",
            .applicability = Applicability::unsafe,
            .edits = edits_for(*block, model::context_name(image), "target:" + name)};
    if (fix.edits.empty()) return std::nullopt;
    return fix;
}

} // namespace dflint::rules
