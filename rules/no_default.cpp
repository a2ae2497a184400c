// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/edits.h"
#include "dflint/bake/entries.h"
#include "dflint/lint/rule.h"
#include "dflint/model/image_reference.h"
#include "dflint/workspace/project.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dflint::rules {
static void check(const workspace::Project&, Pass&);

extern constexpr Rule no_default = rule({
    .name = "no-default",
    .summary = "Bake file without a target or group named `default`",
    .why =
        R"(`docker buildx bake` without names builds `default`; where there is none, it ends with an error that does not say what could be built. A group `default` is the place where a reader looks first.

Where the file is always called with names, silence the rule for it.)",
    .bad = "target \"app\" {\n  tags = [\"app:1\"]\n}\n",
    .good = "group \"default\" {\n  targets = [\"app\"]\n}\n\ntarget \"app\" {\n  tags = "
            "[\"app:1\"]\n}\n",
    .source = "https://docs.docker.com/build/bake/targets/#default-target",
    .kind = FileKind::bake_hcl,
    .group = Group::bake,
    .severity = Severity::info,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using bake::AttributeId;

/// One that is empty is meant so, unless it is that of compose files without anything to build.
bool is_meant(const bake::Project& meaning, const bake::Group& group) {
    return !group.targets.empty() ||
           (group.at.is_written() && !meaning.files[group.at.file].is_compose);
}

bool has_default(const bake::Project& meaning) {
    return std::any_of(meaning.groups.begin(), meaning.groups.end(),
                       [&](const bake::Group& each) {
                           return each.name == "default" && is_meant(meaning, each);
                       }) ||
           std::any_of(meaning.definitions.begin(), meaning.definitions.end(),
                       [](const bake::Definition& each) { return each.name == "default"; });
}

using Targets = std::vector<const workspace::BakeTarget*>;

/// All that is built, in the order of the file.
Targets targets_to_build(const workspace::Project& project) {
    Targets targets;
    for (const bake::Definition& each : project.meaning().definitions) {
        const workspace::BakeTarget* const target = project.target(each.name);
        if (target == nullptr || target->is_abstract || target->meaning->is_linked) continue;
        targets.push_back(target);
    }
    return targets;
}

/// Their names; for the copies of a matrix that of their block.
std::vector<std::string> names_of(const Targets& targets, const bake::Project& meaning) {
    std::map<std::pair<bake::FileIndex, Span>, const std::string*> matrices;
    for (const bake::Group& each : meaning.groups) {
        if (each.is_matrix) matrices.emplace(std::pair(each.at.file, each.at.at), &each.name);
    }
    std::vector<std::string> names;
    std::set<std::string> seen;
    for (const workspace::BakeTarget* const each : targets) {
        const bake::Origin& at = each->definition->at;
        const auto matrix = matrices.find({at.file, at.at});
        const std::string& name = matrix == matrices.end() ? each->meaning->name : *matrix->second;
        if (seen.insert(name).second) names.push_back(name);
    }
    return names;
}

/// Its result may be files where bake is called, and no image.
bool may_write_files(const workspace::BakeTarget& target) {
    const auto* const output = target.meaning->attributes.find(AttributeId::output);
    if (output == nullptr) return false;
    if (!output->value.is_known()) return true;
    return std::any_of(
        output->elements.begin(), output->elements.end(), [](const bake::Element& each) {
            const std::string type = bake::entry_field(each.value, "type");
            const bool stays = type == "image" || type == "registry" || type == "cacheonly";
            const bool is_loaded = type == "docker" && each.value.is_wholly_known() &&
                                   each.value.member("dest") == nullptr;
            return !stays && !is_loaded;
        });
}

/// None writes files, and none takes away the name of another's image.
bool can_be_built_together(const Targets& targets) {
    std::map<std::string, const workspace::BakeTarget*> taken;
    for (const workspace::BakeTarget* const target : targets) {
        if (may_write_files(*target)) return false;
        const auto* const tags = target->meaning->attributes.find(AttributeId::tags);
        if (tags == nullptr) continue;
        for (const bake::Element& each : tags->elements) {
            const auto text = workspace::text_of(each.value);
            if (!text || text->empty()) continue;
            const auto found = taken.try_emplace(model::full_image_name(*text), target).first;
            if (found->second != target) return false;
        }
    }
    return true;
}

/// Above the first target or group.
std::optional<Fix> fix_for(const workspace::Project& project, const bake::Origin& first) {
    const Targets targets = targets_to_build(project);
    auto above = bake::block_around(project.meaning(), first);
    if (!above || !can_be_built_together(targets)) return std::nullopt;
    for (const hcl::Block& each : above->tree->body.blocks) {
        if (each.type.text != "target" && each.type.text != "group") continue;
        above->block = &each;
        break;
    }
    Fix fix{.title = "add a group `default` of all targets",
            .applicability = Applicability::unsafe,
            .edits = bake::insert_group(*above, "default", names_of(targets, project.meaning()))};
    if (fix.edits.empty()) return std::nullopt;
    return fix;
}

} // namespace

static void check(const workspace::Project& project, Pass& pass) {
    const bake::Project& meaning = project.meaning();
    // Behind a mistake there may be more than was read.
    if (!meaning.diagnostics.empty() || has_default(meaning)) return;
    const auto first = std::find_if(meaning.definitions.begin(), meaning.definitions.end(),
                                    [&](const bake::Definition& each) {
                                        const auto* const target = project.target(each.name);
                                        return target != nullptr && !target->is_abstract;
                                    });
    if (first == meaning.definitions.end()) return;
    // A file of another name may be given together with one that has it.
    const std::string& path = project.file(first->at.file).path();
    const bool has_usual_name = path.substr(path.find_last_of('/') + 1).starts_with("docker-bake.");
    if (!has_usual_name && project.neighbours().file_of("default") != nullptr) return;
    Diagnostic diagnostic;
    diagnostic.message =
        "`docker buildx bake` without names fails: no target or group is called `default`";
    diagnostic.fix = fix_for(project, first->at);
    pass.report(first->at, std::move(diagnostic));
}
} // namespace dflint::rules
