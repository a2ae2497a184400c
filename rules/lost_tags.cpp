// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/workspace/project.h"
#include "targets_at.h"

#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace dflint::rules {
static void check(const workspace::Project&, Pass&);

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

namespace {

using workspace::BakeTarget;

/// A parent whose tags another one replaces: where it is named, and what becomes of them.
struct Loss {
    bake::Origin at;
    std::string what;
    bake::Origin tags;
    std::vector<const BakeTarget*> targets{};
};

/// Told once for all copies of a matrix.
class Losses {
public:
    void look_at(const BakeTarget& target) {
        const bake::Attributes& own = target.definition->attributes;
        const auto* const parents = own.find(bake::AttributeId::inherits);
        if (parents == nullptr || own.find(bake::AttributeId::tags) != nullptr) return;
        const BakeTarget* earlier = nullptr;
        const bake::Element* earlier_at = nullptr;
        for (const bake::Element& each : parents->elements) {
            const auto name = workspace::text_of(each.value);
            const BakeTarget* const parent = name ? target.project->target(*name) : nullptr;
            const bake::Attribute* const tags = tags_of(parent);
            if (tags == nullptr) continue;
            const bake::Attribute* const lost = tags_of(earlier);
            // Both may have them from the same place.
            if (lost != nullptr && !(lost->at == tags->at) && !lost->elements.empty()) {
                add({earlier_at->at,
                     "no tags from `" + earlier->meaning->name + "`: those of `" + *name +
                         "` replace them",
                     lost->at},
                    target);
            }
            earlier = parent;
            earlier_at = &each;
        }
    }

    void report(Pass& pass) const {
        for (const Loss& each : all_) {
            Diagnostic diagnostic;
            diagnostic.message = names_of(each.targets) +
                                 (each.targets.size() == 1 ? " gets " : " get ") + each.what;
            if (each.tags.is_written()) {
                diagnostic.labels = {pass.label(each.tags, "these tags are lost")};
            }
            pass.report(each.at, std::move(diagnostic));
        }
    }

private:
    static const bake::Attribute* tags_of(const BakeTarget* target) {
        return target == nullptr ? nullptr
                                 : target->meaning->attributes.find(bake::AttributeId::tags);
    }

    void add(Loss loss, const BakeTarget& target) {
        const auto [place, is_new] =
            places_.try_emplace({loss.at.file, loss.at.at, loss.what}, all_.size());
        if (is_new) all_.push_back(std::move(loss));
        all_[place->second].targets.push_back(&target);
    }

    std::vector<Loss> all_;
    std::map<std::tuple<bake::FileIndex, Span, std::string>, std::size_t> places_;
};

} // namespace

static void check(const workspace::Project& project, Pass& pass) {
    Losses losses;
    for (const BakeTarget& target : project.targets()) losses.look_at(target);
    losses.report(pass);
}
} // namespace dflint::rules
