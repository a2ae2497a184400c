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
    std::set<std::string> names;
    std::vector<const BakeTarget*> todo{&target};
    const auto add = [&](const std::string& name) {
        const BakeTarget* const other = target.project->target(name);
        if (other != nullptr && !names.contains(name)) todo.push_back(other);
    };
    while (!todo.empty()) {
        const BakeTarget& at = *todo.back();
        todo.pop_back();
        if (!names.insert(at.meaning->name).second) continue;
        if (const auto* const parents = at.definition->attributes.find(AttributeId::inherits)) {
            for (const bake::Element& each : parents->elements)
                add(workspace::text_of(each.value).value_or(""));
        }
        for (const model::Invocation::NamedContext& each : at.invocation.contexts) {
            const std::string value = each.value.value_or("");
            if (value.starts_with("target:")) add(value.substr(7));
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

/// A link of all the users to the giver can be built.
bool can_link(const std::vector<const BakeTarget*>& users, const BakeTarget& giver) {
    const std::set<std::string> needs = needs_of(giver);
    return std::all_of(users.begin(), users.end(), [&](const BakeTarget* user) {
        return user->definition->matrix.empty() && has_platforms_of(giver, *user) &&
               !needs.contains(user->meaning->name);
    });
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
    const bake::Origin& at = user.definition->at;
    const bake::Origin& from = giver.definition->at;
    const bool are_services = at.is_written() && at.file == from.file &&
                              user.project->file(at.file).kind() == FileKind::compose;
    if (are_services && can_link({&user}, giver)) {
        return fix_of(giver, link_services(user.project->file(at.file), at.at, from.at,
                                           model::context_name(image)));
    }
    const auto block = bake::block_around(user.project->meaning(), at);
    if (!block || user.definition->blocks.size() != 1 || !can_link({&user}, giver))
        return std::nullopt;
    return fix_of(giver,
                  edits_for(*block, model::context_name(image), "target:" + giver.meaning->name));
}

std::optional<Fix> replace_image(const std::vector<const BakeTarget*>& users,
                                 const bake::Element& context, const std::string& value,
                                 const BakeTarget& giver) {
    const auto block = bake::block_around(giver.project->meaning(), context.at);
    if (!block || !can_link(users, giver)) return std::nullopt;
    const std::string_view written = block->source->slice(context.at.at);
    const std::size_t found = written.find("\"" + value + "\"");
    if (found == written.npos) return std::nullopt;
    const auto begin = context.at.at.begin + static_cast<std::uint32_t>(found) + 1;
    const Span at{begin, begin + static_cast<std::uint32_t>(value.size())};
    return fix_of(giver, {{at, "target:" + giver.meaning->name}});
}

} // namespace dflint::rules
