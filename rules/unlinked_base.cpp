// SPDX-License-Identifier: Apache-2.0
#include "unlinked_base.h"
#include "dflint/lint/rule.h"
#include "dflint/model/image_reference.h"
#include "dflint/model/image_uses.h"
#include "dflint/workspace/joint_builds.h"
#include "dflint/workspace/project.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
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

A context links them: `contexts = { "base:1" = "target:base" }` puts the result of the other target in place of the image, builds it first and needs no push. In a compose file `additional_contexts: { "base:1": "service:base" }` does.

Where no group has both, this is only an information: each build of the one would build the other, too.)",
    .bad = "group \"default\" {\n  targets = [\"base\", \"app\"]\n}\n\ntarget \"base\" {\n  "
           "dockerfile-inline = \"FROM debian:12\"\n  tags = "
           "[\"example/base:1\"]\n}\n\ntarget \"app\" {\n  dockerfile-inline = \"FROM "
           "example/base:1\"\n}\n",
    .good = "group \"default\" {\n  targets = [\"base\", \"app\"]\n}\n\ntarget \"base\" {\n  "
            "dockerfile-inline = \"FROM debian:12\"\n  tags = "
            "[\"example/base:1\"]\n}\n\ntarget \"app\" {\n  dockerfile-inline = \"FROM "
            "example/base:1\"\n  contexts = { \"example/base:1\" = \"target:base\" }\n}\n",
    .source = "https://docs.docker.com/build/bake/contexts/#using-a-target-as-a-build-context",
    .kind = FileKind::bake_hcl,
    .group = Group::bake,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using bake::AttributeId;
using workspace::BakeTarget;

/// By the full name of the tag: who gives it.
std::map<std::string, std::vector<TagGiver>> givers_of_tags(const workspace::Project& project) {
    std::map<std::string, std::vector<TagGiver>> givers;
    for (const BakeTarget& target : project.targets()) {
        const auto* const tags = target.meaning->attributes.find(AttributeId::tags);
        if (tags == nullptr || target.is_abstract) continue;
        for (const bake::Element& each : tags->elements) {
            const auto text = workspace::text_of(each.value);
            if (!text || text->empty()) continue;
            givers[model::full_image_name(*text)].push_back({&target, each.at});
        }
    }
    return givers;
}

/// What of it is the same wherever the image is named.
Diagnostic diagnostic_of(const BakeTarget& target, std::string_view image, const TagGiver& giver,
                         Pass& pass) {
    const std::string& name = giver.target->meaning->name;
    Diagnostic diagnostic;
    diagnostic.message = "`" + target.meaning->name + "` takes `" + std::string(image) +
                         "` from the registry, and not what `" + name + "` builds";
    if (giver.at.is_written()) {
        diagnostic.labels.push_back(pass.label(giver.at, "`" + name + "` gives it this tag"));
    }
    return diagnostic;
}

/// The targets, and all that these are linked to.
std::set<std::string> with_links(const workspace::Project& project,
                                 const std::set<std::string>& targets) {
    std::vector<std::string> todo(targets.begin(), targets.end());
    std::set<std::string> names;
    while (!todo.empty()) {
        const std::string name = std::move(todo.back());
        todo.pop_back();
        const BakeTarget* const at = project.target(name);
        if (at == nullptr || !names.insert(name).second) continue;
        for (const model::Invocation::NamedContext& each : at->invocation.contexts) {
            const std::string value = each.value.value_or("");
            if (value.starts_with("target:")) todo.push_back(value.substr(7));
        }
    }
    return names;
}

class Looker {
public:
    Looker(const workspace::Project& project, Pass& pass)
        : givers_(givers_of_tags(project)), pass_(pass) {
        for (const BakeTarget& target : project.targets()) {
            const auto* const contexts = target.meaning->attributes.find(AttributeId::contexts);
            if (contexts == nullptr) continue;
            for (const bake::Element& each : contexts->elements)
                users_[{each.at.file, each.at.at, each.key}].push_back(&target);
        }
    }

    void look(const BakeTarget& target) {
        look_at_contexts(target);
        if (target.build == nullptr) return;
        for (const model::ImageUse& use : model::image_uses(*target.build)) {
            const auto* const givers = givers_for(target, use.image, target.definition->at);
            if (givers == nullptr) continue;
            // The copies of a matrix take other images at the same place.
            const bake::Origin& block = target.definition->at;
            if (!uses_told_.insert({block.file, block.at, use.at}).second) continue;
            Diagnostic diagnostic = diagnostic_of(target, use.image, givers->front(), pass_);
            diagnostic.message += ": no context links the two";
            diagnostic.labels.insert(diagnostic.labels.begin(),
                                     Pass::label(target, use.at, "the image is taken by its tag"));
            if (givers->size() == 1)
                diagnostic.fix = link_to(target, use.image, *givers->front().target);
            report(target, *givers, target.definition->at, std::move(diagnostic));
        }
    }

private:
    /// A context that names the image, where it could name the target.
    void look_at_contexts(const BakeTarget& target) {
        constexpr std::string_view scheme = "docker-image://";
        const auto* const contexts = target.meaning->attributes.find(AttributeId::contexts);
        if (contexts == nullptr) return;
        for (const bake::Element& each : contexts->elements) {
            const std::string value = workspace::text_of(each.value).value_or("");
            if (!value.starts_with(scheme) || !each.at.is_written()) continue;
            const std::string_view image = std::string_view(value).substr(scheme.size());
            const auto* const givers = givers_for(target, image, each.at);
            if (givers == nullptr) continue;
            Diagnostic diagnostic = diagnostic_of(target, image, givers->front(), pass_);
            if (givers->size() == 1)
                diagnostic.fix = replace_image(users_.at({each.at.file, each.at.at, each.key}),
                                               each, value, *givers->front().target);
            report(target, *givers, each.at, std::move(diagnostic));
        }
    }

    /// Who builds the image, when somebody else does; told once for each place.
    const std::vector<TagGiver>* givers_for(const BakeTarget& target, std::string_view image,
                                            const bake::Origin& at) {
        const auto found = givers_.find(model::full_image_name(image));
        if (found == givers_.end()) return nullptr;
        // One that builds upon its own last image knows what it does.
        const bool is_own =
            std::any_of(found->second.begin(), found->second.end(),
                        [&](const TagGiver& each) { return each.target == &target; });
        const bool is_new = told_.insert({at.file, at.at, std::string(image)}).second;
        return is_own || !is_new ? nullptr : &found->second;
    }

    /// A link makes each build of the one build the other, too. Where they are built apart, that
    /// may be what nobody wants.
    void report(const BakeTarget& user, const std::vector<TagGiver>& givers, const bake::Origin& at,
                Diagnostic diagnostic) {
        const bool is_joint = std::any_of(givers.begin(), givers.end(), [&](const TagGiver& each) {
            return are_built_together(user, each.target->meaning->name);
        });
        if (is_joint) return pass_.report(at, std::move(diagnostic));
        diagnostic.fix.reset();
        pass_.report(Severity::info, at, std::move(diagnostic));
    }

    /// By a group that has both, or something that is linked to them.
    bool are_built_together(const BakeTarget& user, const std::string& giver) {
        const workspace::Project& project = *user.project;
        if (!builds_) list_builds(project);
        const std::string& own = user.meaning->name;
        if (with_links(project, {own}).contains(giver)) return true;
        const std::vector<std::size_t>& with_user = builds_with_[own];
        return std::any_of(with_user.begin(), with_user.end(),
                           [&](std::size_t each) { return (*builds_)[each].contains(giver); });
    }

    void list_builds(const workspace::Project& project) {
        builds_.emplace();
        const workspace::JointBuilds joint(project.meaning());
        for (const auto& members : joint.sets()) {
            const auto& all = builds_->emplace_back(with_links(project, members));
            for (const std::string& each : all) builds_with_[each].push_back(builds_->size() - 1);
        }
    }

    using Place = std::tuple<bake::FileIndex, Span, std::string>;

    std::map<std::string, std::vector<TagGiver>> givers_;
    std::optional<std::vector<std::set<std::string>>> builds_;    ///< of each group
    std::map<std::string, std::vector<std::size_t>> builds_with_; ///< by target
    Pass& pass_;
    std::map<Place, std::vector<const BakeTarget*>> users_; ///< by place and key of a context
    std::set<Place> told_;
    std::set<std::tuple<bake::FileIndex, Span, Span>> uses_told_; ///< by block, and by place of use
};

} // namespace

static void check(const workspace::Project& project, Pass& pass) {
    Looker looker(project, pass);
    for (const BakeTarget& target : project.targets()) {
        if (!target.is_abstract) looker.look(target);
    }
}
} // namespace dflint::rules
