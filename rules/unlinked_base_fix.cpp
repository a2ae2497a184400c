// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/edits.h"
#include "dflint/model/image_reference.h"
#include "unlinked_base.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string_view>
#include <utility>
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

/// A link of the user to the giver can be built.
bool can_link(const BakeTarget& user, const BakeTarget& giver) {
    return user.definition->matrix.empty() && has_platforms_of(giver, user) &&
           !needs_of(giver).contains(user.meaning->name);
}

/// All that have the context from the same place: they inherit it.
std::vector<const BakeTarget*> users_of(const workspace::Project& project,
                                        const bake::Element& context) {
    std::vector<const BakeTarget*> users;
    for (const BakeTarget& target : project.targets()) {
        const auto* const contexts = target.meaning->attributes.find(AttributeId::contexts);
        const auto* const own = contexts == nullptr ? nullptr : contexts->element(context.key);
        if (own != nullptr && own->at == context.at) users.push_back(&target);
    }
    return users;
}

std::optional<Fix> fix_of(const BakeTarget& giver, bake::Edits edits) {
    if (edits.empty()) return std::nullopt;
    return Fix{.title = "build it from the target `" + giver.meaning->name + "`",
               .applicability = Applicability::unsafe,
               .edits = std::move(edits)};
}

} // namespace

std::optional<Fix> link_to(const BakeTarget& user, const std::string& image,
                           const BakeTarget& giver) {
    const auto block = bake::block_around(user.project->meaning(), user.definition->at);
    if (!block || user.definition->blocks.size() != 1 || !can_link(user, giver))
        return std::nullopt;
    return fix_of(giver,
                  edits_for(*block, model::context_name(image), "target:" + giver.meaning->name));
}

std::optional<Fix> replace_image(const bake::Element& context, const std::string& value,
                                 const BakeTarget& giver) {
    const workspace::Project& project = *giver.project;
    const auto block = bake::block_around(project.meaning(), context.at);
    if (!block) return std::nullopt;
    for (const BakeTarget* const user : users_of(project, context)) {
        if (!can_link(*user, giver)) return std::nullopt;
    }
    const std::string_view written = block->source->slice(context.at.at);
    const std::size_t found = written.find("\"" + value + "\"");
    if (found == written.npos) return std::nullopt;
    const auto begin = context.at.at.begin + static_cast<std::uint32_t>(found) + 1;
    const Span at{begin, begin + static_cast<std::uint32_t>(value.size())};
    return fix_of(giver, {{at, "target:" + giver.meaning->name}});
}

} // namespace dflint::rules
