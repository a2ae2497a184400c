// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/workspace/project.h"

#include <string>
#include <utility>

namespace dflint::rules {
static void check(const workspace::BakeTarget&, Pass&);

extern constexpr Rule lost_tags = rule({
    .name = "lost-tags",
    .summary = "Tags of a parent that another parent of the target replaces",
    .why =
        R"(Of the parents in `inherits` each replaces the lists of those before it: `tags`, `platforms`, `output` and `cache-to` are not put together. A target with two parents that have tags is pushed with those of the last one.

`tags = concat(target.a.tags, target.b.tags)` has them all.)",
    .bad =
        "target \"a\" {\n  tags = [\"example/app:1\"]\n}\n\ntarget \"b\" {\n  tags = "
        "[\"ghcr.io/example/app:1\"]\n}\n\ntarget \"default\" {\n  inherits = [\"a\", \"b\"]\n}\n",
    .good = "target \"a\" {\n  tags = [\"example/app:1\"]\n}\n\ntarget \"b\" {\n  tags = "
            "[\"ghcr.io/example/app:1\"]\n}\n\ntarget \"default\" {\n  inherits = [\"a\", "
            "\"b\"]\n  tags = concat(target.a.tags, target.b.tags)\n}\n",
    .source = "https://docs.docker.com/build/bake/inheritance/",
    .kind = FileKind::bake_hcl,
    .group = Group::bake,
    .checks = {check},
});

static void check(const workspace::BakeTarget& target, Pass& pass) {
    const bake::Attributes& own = target.definition->attributes;
    const auto* const parents = own.find(bake::AttributeId::inherits);
    if (parents == nullptr || own.find(bake::AttributeId::tags) != nullptr) return;
    const workspace::BakeTarget* earlier = nullptr;
    const bake::Element* earlier_at = nullptr;
    for (const bake::Element& each : parents->elements) {
        const auto name = workspace::text_of(each.value);
        const workspace::BakeTarget* const parent = name ? target.project->target(*name) : nullptr;
        const auto* const tags =
            parent == nullptr ? nullptr : parent->meaning->attributes.find(bake::AttributeId::tags);
        if (tags == nullptr) continue;
        if (earlier != nullptr) {
            const auto* const lost = earlier->meaning->attributes.find(bake::AttributeId::tags);
            // Both may have them from the same place.
            if (lost->at == tags->at || lost->elements.empty()) continue;
            Diagnostic diagnostic;
            diagnostic.message = "`" + target.meaning->name + "` gets no tags from `" +
                                 earlier->meaning->name + "`: those of `" + *name +
                                 "` replace them";
            if (lost->at.is_written()) {
                diagnostic.labels = {pass.label(lost->at, "these tags are lost")};
            }
            pass.report(earlier_at->at, std::move(diagnostic));
        }
        earlier = parent;
        earlier_at = &each;
    }
}
} // namespace dflint::rules
