// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/entries.h"
#include "dflint/lint/rule.h"
#include "dflint/model/image_reference.h"
#include "dflint/workspace/joint_builds.h"
#include "dflint/workspace/project.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dflint::rules {
static void check(const workspace::Project&, Pass&);

extern constexpr Rule tag_collision = rule({
    .name = "tag-collision",
    .summary = "Two targets of one build give their different images the same tag",
    .why =
        R"(bake builds the targets of a group at the same time. A tag has one image: that of the target which finishes last. The other one is pushed and loses its name, and which of the two it is differs from build to build.

Images for several platforms come from one target with all of them in `platforms`.)",
    .bad = "group \"default\" {\n  targets = [\"app\", \"debug\"]\n}\n\ntarget \"app\" {\n  tags = "
           "[\"app:1\"]\n}\n\ntarget \"debug\" {\n  target = \"debug\"\n  tags = [\"app:1\"]\n}\n",
    .good = "group \"default\" {\n  targets = [\"app\", \"debug\"]\n}\n\ntarget \"app\" {\n  tags "
            "= [\"app:1\"]\n}\n\ntarget \"debug\" {\n  target = \"debug\"\n  tags = "
            "[\"app:1-debug\"]\n}\n",
    .source = "https://docs.docker.com/build/bake/reference/#targettags",
    .kind = FileKind::bake_hcl,
    .group = Group::bake,
    .severity = Severity::error,
    .checks = {check},
});

namespace {

using bake::AttributeId;
using workspace::BakeTarget;

struct TagUse {
    const BakeTarget* target;
    bake::Origin at;
    std::string text;
};

/// Its image is one that tags name: not only files, not pushed without a name.
bool makes_tagged_image(const BakeTarget& target) {
    const bake::Attribute* const output = target.meaning->attributes.find(AttributeId::output);
    if (output == nullptr || output->elements.empty()) return true;
    return std::any_of(
        output->elements.begin(), output->elements.end(), [](const bake::Element& each) {
            const std::string type = bake::entry_field(each.value, "type");
            const bool is_image = type == "image" || type == "registry" || type == "docker";
            return is_image && bake::entry_field(each.value, "push-by-digest") != "true";
        });
}

bool is_same(const bake::Attribute* a, const bake::Attribute* b) {
    if (a == nullptr || b == nullptr) return a == b;
    if (!(a->value == b->value) || a->elements.size() != b->elements.size()) return false;
    return std::equal(a->elements.begin(), a->elements.end(), b->elements.begin(),
                      [](const bake::Element& x, const bake::Element& y) {
                          return x.key == y.key && x.value == y.value;
                      });
}

/// Both build the same image: compose services often share one.
bool is_same_image(const BakeTarget& a, const BakeTarget& b) {
    constexpr std::array what{AttributeId::context,    AttributeId::contexts,
                              AttributeId::dockerfile, AttributeId::dockerfile_inline,
                              AttributeId::args,       AttributeId::labels,
                              AttributeId::target,     AttributeId::platforms};
    return std::all_of(what.begin(), what.end(), [&](AttributeId id) {
        return is_same(a.meaning->attributes.find(id), b.meaning->attributes.find(id));
    });
}

/// All are compared with all; nobody has so many.
constexpr std::size_t most_uses = 200;

/// By the full name of the tag.
std::map<std::string, std::vector<TagUse>> uses_of_tags(const workspace::Project& project) {
    std::map<std::string, std::vector<TagUse>> uses;
    for (const BakeTarget& target : project.targets()) {
        const auto* const tags = target.meaning->attributes.find(AttributeId::tags);
        if (tags == nullptr || target.is_abstract || !makes_tagged_image(target)) continue;
        for (const bake::Element& each : tags->elements) {
            const auto text = workspace::text_of(each.value);
            if (!text || text->empty() || !each.at.is_written()) continue;
            auto& same = uses[model::full_image_name(*text)];
            if (same.size() < most_uses) same.push_back({&target, each.at, *text});
        }
    }
    return uses;
}

} // namespace

static void check(const workspace::Project& project, Pass& pass) {
    std::optional<workspace::JointBuilds> joint;
    std::set<std::pair<bake::FileIndex, Span>> told;
    for (const auto& [name, uses] : uses_of_tags(project)) {
        if (uses.size() < 2) continue;
        if (!joint) joint.emplace(project.meaning());
        for (std::size_t i = 1; i < uses.size(); ++i) {
            const TagUse& use = uses[i];
            const auto other = std::find_if(
                uses.begin(), uses.begin() + static_cast<std::ptrdiff_t>(i),
                [&](const TagUse& each) {
                    return each.target != use.target &&
                           joint->has_both(each.target->meaning->name, use.target->meaning->name) &&
                           !is_same_image(*each.target, *use.target);
                });
            if (other == uses.begin() + static_cast<std::ptrdiff_t>(i)) continue;
            if (!told.insert({use.at.file, use.at.at}).second) continue;
            const std::string& first = other->target->meaning->name;
            Diagnostic diagnostic;
            diagnostic.message = "`" + first + "` and `" + use.target->meaning->name +
                                 "` both tag their image `" + use.text +
                                 "`: only that of the last to finish keeps it";
            if (!(other->at == use.at)) {
                diagnostic.labels = {pass.label(other->at, "the tag of `" + first + "`")};
            }
            pass.report(use.at, std::move(diagnostic));
        }
    }
}
} // namespace dflint::rules
