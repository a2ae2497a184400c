// SPDX-License-Identifier: Apache-2.0
#include "unlinked_base.h"
#include "dflint/lint/rule.h"
#include "dflint/model/image_reference.h"
#include "dflint/model/image_uses.h"
#include "dflint/workspace/project.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace dflint::rules {
static void check(const workspace::Project&, Pass&);

extern constexpr Rule unlinked_base = rule({
    .name = "unlinked-base",
    .summary = "Dockerfile that takes by its tag an image which another target builds",
    .why =
        R"(bake does not know that the two belong together: it builds them at the same time, and the Dockerfile takes the image of that name which is in the registry. That is the one of the last push, or none at all on the first build.

A context links them: `contexts = { "base:1" = "target:base" }` puts the result of the other target in place of the image, builds it first and needs no push. In a compose file `additional_contexts: { "base:1": "service:base" }` does.)",
    .bad = "target \"base\" {\n  dockerfile-inline = \"FROM debian:12\"\n  tags = "
           "[\"example/base:1\"]\n}\n\ntarget \"default\" {\n  dockerfile-inline = \"FROM "
           "example/base:1\"\n}\n",
    .good = "target \"base\" {\n  dockerfile-inline = \"FROM debian:12\"\n  tags = "
            "[\"example/base:1\"]\n}\n\ntarget \"default\" {\n  dockerfile-inline = \"FROM "
            "example/base:1\"\n  contexts = { \"example/base:1\" = \"target:base\" }\n}\n",
    .source = "https://docs.docker.com/build/bake/contexts/#using-a-target-as-a-build-context",
    .kind = FileKind::bake_hcl,
    .group = Group::bake,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using workspace::BakeTarget;

/// By the full name of the tag: who gives it.
std::map<std::string, std::vector<TagGiver>> givers_of_tags(const workspace::Project& project) {
    std::map<std::string, std::vector<TagGiver>> givers;
    for (const BakeTarget& target : project.targets()) {
        const auto* const tags = target.meaning->attributes.find(bake::AttributeId::tags);
        if (tags == nullptr || target.is_abstract) continue;
        for (const bake::Element& each : tags->elements) {
            const auto text = workspace::text_of(each.value);
            if (!text || text->empty()) continue;
            givers[model::full_image_name(*text)].push_back({&target, each.at});
        }
    }
    return givers;
}

void report(const BakeTarget& target, const model::ImageUse& use,
            const std::vector<TagGiver>& givers, Pass& pass) {
    const TagGiver& giver = givers.front();
    const std::string& name = giver.target->meaning->name;
    Diagnostic diagnostic;
    diagnostic.message = "`" + target.meaning->name + "` takes `" + use.image +
                         "` from the registry, and not what `" + name +
                         "` builds: no context links the two";
    diagnostic.labels = {Pass::label(target, use.at, "the image is taken by its tag")};
    if (giver.at.is_written()) {
        diagnostic.labels.push_back(pass.label(giver.at, "`" + name + "` gives it this tag"));
    }
    if (givers.size() == 1) diagnostic.fix = link_to(target, use.image, *giver.target);
    pass.report(target.definition->at, std::move(diagnostic));
}

} // namespace

static void check(const workspace::Project& project, Pass& pass) {
    const auto givers = givers_of_tags(project);
    if (givers.empty()) return;
    std::set<std::tuple<bake::FileIndex, Span, std::string>> told;
    for (const BakeTarget& target : project.targets()) {
        if (target.is_abstract || target.build == nullptr) continue;
        for (const model::ImageUse& use : model::image_uses(*target.build)) {
            const auto found = givers.find(model::full_image_name(use.image));
            if (found == givers.end() || target.invocation.context(use.image) != nullptr) continue;
            // One that builds upon its own last image knows what it does.
            const bool is_own =
                std::any_of(found->second.begin(), found->second.end(),
                            [&](const TagGiver& each) { return each.target == &target; });
            const bake::Origin& at = target.definition->at;
            if (is_own || !told.insert({at.file, at.at, use.image}).second) continue;
            report(target, use, found->second, pass);
        }
    }
}
} // namespace dflint::rules
