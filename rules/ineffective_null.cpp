// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/written.h"
#include "dflint/lint/rule.h"
#include "dflint/syntax/hcl/unwrap.h"
#include "dflint/workspace/project.h"

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dflint::rules {
static void check(const workspace::Project&, Pass&);

extern constexpr Rule ineffective_null = rule({
    .name = "ineffective-null",
    .summary = "`null` for a key whose inherited value it does not take away",
    .why =
        R"(In args and labels a key with `null` counts as not written: the value that the target inherits, or that an earlier file gives, stays. There is no way to take it away, but an empty string replaces it; what only some targets need belongs into a target that only they inherit from.)",
    .bad = "target \"base\" {\n  args = { DEBUG = \"1\" }\n}\n\ntarget \"default\" {\n  inherits = "
           "[\"base\"]\n  args = { DEBUG = null }\n}\n",
    .good =
        "target \"base\" {\n  args = { DEBUG = \"1\" }\n}\n\ntarget \"default\" {\n  inherits = "
        "[\"base\"]\n  args = { DEBUG = \"\" }\n}\n",
    .source = "https://docs.docker.com/build/bake/inheritance/#overriding-inherited-attributes",
    .kind = FileKind::bake_hcl,
    .group = Group::bake,
    .checks = {check},
});

namespace {

using bake::AttributeId;
using workspace::BakeTarget;
/// Each block of a target, by the place of its name, with the first target that it defines.
std::vector<std::pair<bake::Origin, const BakeTarget*>>
targets_by_block(const workspace::Project& project) {
    std::vector<std::pair<bake::Origin, const BakeTarget*>> blocks;
    std::set<std::pair<bake::FileIndex, Span>> seen;
    for (const BakeTarget& target : project.targets()) {
        for (const bake::Origin& block : target.definition->blocks) {
            if (seen.insert({block.file, block.at}).second) blocks.emplace_back(block, &target);
        }
    }
    return blocks;
}

/// What the target has under the key in spite of the null.
const bake::Element* kept_value(const BakeTarget& target, AttributeId id, std::string_view key,
                                const bake::Origin& null_at) {
    const bake::Attribute* const table = target.meaning->attributes.find(id);
    const bake::Element* const element = table == nullptr ? nullptr : table->element(key);
    // Known to be null: whoever gave it, the build does not get it.
    const bool has_none = element == nullptr || element->value.is_null();
    return has_none || element->at == null_at ? nullptr : element;
}

void check_table(const bake::WrittenBlock& block, const bake::Origin& place,
                 const BakeTarget& target, AttributeId id, Pass& pass) {
    const hcl::Attribute* const table = block.attribute(bake::rule_of(id).name);
    if (table == nullptr) return;
    const hcl::Expr* const map = bake::listing(block, *table, hcl::ExprKind::object);
    if (map == nullptr) return;
    for (const hcl::Expr& item : map->children) {
        const auto key = hcl::key_text(item.child(0));
        const hcl::Expr& value = item.child(1);
        if (!key || !value.is(hcl::ExprKind::null)) continue;
        const bake::Element* const kept = kept_value(target, id, *key, {place.file, item.at});
        if (kept == nullptr) continue;
        Diagnostic diagnostic;
        diagnostic.message = "`null` does not take `" + *key + "` away from `" +
                             target.meaning->name + "`: the other value stays";
        if (kept->at.is_written()) {
            diagnostic.labels = {pass.label(kept->at, "this value stays")};
        }
        pass.report({place.file, value.at}, std::move(diagnostic));
    }
}

} // namespace

static void check(const workspace::Project& project, Pass& pass) {
    for (const auto& [place, target] : targets_by_block(project)) {
        const auto block = bake::block_around(project.meaning(), place);
        if (!block) continue;
        check_table(*block, place, *target, AttributeId::args, pass);
        check_table(*block, place, *target, AttributeId::labels, pass);
    }
}
} // namespace dflint::rules
