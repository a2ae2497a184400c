// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/written.h"
#include "dflint/lint/rule.h"
#include "dflint/model/build.h"
#include "dflint/workspace/project.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace dflint::rules {
static void check(const workspace::Project&, Pass&);

extern constexpr Rule only_latest_tag = rule({
    .name = "only-latest-tag",
    .summary = "Published image that is tagged `latest` and nothing else",
    .why =
        R"(Each build moves the tag, and the image before it has no name any more: there is nothing to go back to, and nobody can say what runs where. A second tag that stays, a version or a commit, costs nothing.

Looks only at tags with a registry or a namespace that are `latest` whatever the variables say, and not at lists where a variable decides whether there are more.)",
    .bad = "target \"default\" {\n  tags = [\"example/app:latest\"]\n}\n",
    .good = "variable \"VERSION\" {\n  default = \"1.0\"\n}\n\ntarget \"default\" {\n  tags = "
            "[\"example/app:latest\", \"example/app:${VERSION}\"]\n}\n",
    .source = "https://docs.docker.com/build/building/best-practices/#pin-base-image-versions",
    .kind = FileKind::bake_hcl,
    .group = Group::bake,
    .severity = Severity::info,
    .checks = {check},
});

namespace {

/// `latest`, written so: no variable decides.
bool is_always_latest(std::string_view tag, std::string_view written) {
    const model::ImageName name = model::ImageName::split(tag);
    if (name.repository.find('/') == name.repository.npos && name.registry.empty()) return false;
    if (!name.digest.empty()) return false;
    const bool is_constant = written.find("${") == written.npos && written.starts_with('"');
    if (name.tag.empty()) return is_constant;
    return name.tag == "latest" && (is_constant || written.ends_with(":latest\""));
}

/// All of its tags stand in a list, and none of them comes and goes with what a variable holds.
bool is_settled(const workspace::Project& project, const bake::Attribute& tags) {
    const auto block = bake::block_around(project.meaning(), tags.at);
    if (!block) return project.meaning().files[tags.at.file].is_compose;
    const hcl::Attribute* const attribute = block->attribute("tags");
    const hcl::Expr* const list =
        attribute == nullptr ? nullptr : bake::listing(*block, *attribute, hcl::ExprKind::tuple);
    return list != nullptr &&
           std::all_of(list->children.begin(), list->children.end(), [&](const hcl::Expr& child) {
               return hcl::constant_text(child) ||
                      std::any_of(tags.elements.begin(), tags.elements.end(),
                                  [&](const auto& each) { return each.at.at == child.at; });
           });
}

bool has_only_latest(const workspace::Project& project, const bake::Attribute& tags) {
    return !tags.elements.empty() && tags.value.is_known() &&
           std::all_of(tags.elements.begin(), tags.elements.end(),
                       [&](const bake::Element& each) {
                           const auto text = workspace::text_of(each.value);
                           return text && each.at.is_written() &&
                                  is_always_latest(*text,
                                                   project.file(each.at.file).slice(each.at.at));
                       }) &&
           tags.at.is_written() && is_settled(project, tags);
}

} // namespace

static void check(const workspace::Project& project, Pass& pass) {
    std::set<std::pair<bake::FileIndex, Span>> told;
    for (const workspace::BakeTarget& target : project.targets()) {
        const auto* const tags = target.meaning->attributes.find(bake::AttributeId::tags);
        if (tags == nullptr || target.is_abstract || !has_only_latest(project, *tags)) continue;
        const bake::Element& first = tags->elements.front();
        if (!told.insert({first.at.file, first.at.at}).second) continue;
        pass.report(first.at, {.at = first.at.at,
                               .message = "`" + first.value.text() +
                                          "` is the only name of the image: the one before it "
                                          "cannot be found again"});
    }
}
} // namespace dflint::rules
