// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/missing.h"
#include "dflint/lint/rule.h"
#include "dflint/workspace/project.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dflint::rules {
static void check_target(const workspace::BakeTarget&, Pass&);
static void check_groups(const workspace::Project&, Pass&);

extern constexpr Rule unresolvable_reference = rule({
    .name = "unresolvable-reference",
    .summary = "Bake file that names a stage, a Dockerfile or a target that does not exist",
    .why =
        R"(The build ends with an error, but only once somebody asks for the target or the group: bake does not look before, neither at Dockerfiles nor at the members of groups.)",
    .bad = "target \"app\" {\n  dockerfile-inline = \"FROM alpine:3 AS run\"\n  target = "
           "\"runtime\"\n}\n",
    .good =
        "target \"app\" {\n  dockerfile-inline = \"FROM alpine:3 AS run\"\n  target = \"run\"\n}\n",
    .source = "https://docs.docker.com/build/bake/reference/#targettarget",
    .kind = FileKind::bake_hcl,
    .group = Group::bake,
    .severity = Severity::error,
    .checks = {check_target, check_groups},
});

namespace {

using bake::AttributeId;

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
    return out;
}

void check_stage(const workspace::BakeTarget& target, Pass& pass) {
    const bake::Attribute* const attribute = target.meaning->attributes.find(AttributeId::target);
    const auto name = workspace::text_of(*target.meaning, AttributeId::target);
    if (attribute == nullptr || !name || name->empty() || target.build == nullptr) return;
    const model::Build& build = *target.build;
    if (build.stages.empty() || !target.dockerfile->tree.errors.empty()) return;
    const bool exists =
        std::any_of(build.stages.begin(), build.stages.end(), [&](const model::Stage& stage) {
            return stage.name == lower(*name) || std::to_string(stage.index) == *name;
        });
    if (exists) return;
    const std::string where =
        target.dockerfile_path ? "`" + *target.dockerfile_path + "`" : "the inline Dockerfile";
    pass.report(attribute->at, {.at = attribute->at.at,
                                .message = "no stage of " + where + " is called `" + *name + "`"});
}

/// Where bake is called is certain for files with default names only.
bool has_default_name(const SourceFile& file) {
    const std::string& path = file.path();
    const std::string_view name = std::string_view(path).substr(path.find_last_of('/') + 1);
    return name.starts_with("docker-bake.") || name.find("compose") != std::string_view::npos;
}

void check_dockerfile(const workspace::BakeTarget& target, Pass& pass) {
    if (target.dockerfile != nullptr || !target.dockerfile_path || !target.context_directory)
        return;
    const workspace::Project& project = *target.project;
    const bake::Attribute* const written = target.meaning->attributes.find(AttributeId::dockerfile);
    if (written == nullptr || !written->at.is_written()) return;
    if (!has_default_name(project.file(written->at.file))) return;
    const FileTree& files = project.files();
    const bool sees_context = files.kind(*target.context_directory) == FileTree::Kind::directory;
    if (!sees_context || files.kind(*target.dockerfile_path) != FileTree::Kind::none) return;
    pass.report(written->at, {.at = written->at.at,
                              .message = "there is no file `" + *target.dockerfile_path + "`"});
}

using Groups = std::map<std::string, const bake::Group*, std::less<>>;

/// Its members that are nothing.
void check_members(const workspace::Project& project, const bake::Group& group,
                   const Groups& groups, Pass& pass) {
    const bake::Project& meaning = project.meaning();
    for (const bake::Element& each : group.targets) {
        const auto name = workspace::text_of(each.value);
        if (!name || groups.contains(*name) || project.target(*name) != nullptr) continue;
        // One that a bake file nearby declares: the two are meant to be given together.
        if (project.neighbours().file_of(*name) != nullptr) continue;
        pass.report(each.at, {.at = each.at.at, .message = bake::why_no_member(meaning, *name)});
    }
}

/// Members through which a group contains itself. Own stack: groups may nest deeply.
void check_cycles(const Groups& groups, Pass& pass) {
    std::set<const bake::Group*> done;
    for (const auto& [name, root] : groups) {
        std::vector<std::pair<const bake::Group*, std::size_t>> open;
        std::set<const bake::Group*> running;
        const auto enter = [&](const bake::Group& group) {
            if (done.contains(&group) || !running.insert(&group).second) return;
            open.emplace_back(&group, 0);
        };
        enter(*root);
        while (!open.empty()) {
            auto& [group, next] = open.back();
            if (next == group->targets.size()) {
                done.insert(group);
                running.erase(group);
                open.pop_back();
                continue;
            }
            const bake::Element& member = group->targets[next++];
            const auto inner = groups.find(workspace::text_of(member.value).value_or(""));
            if (inner == groups.end()) continue;
            if (running.contains(inner->second)) {
                pass.report(member.at, {.at = member.at.at,
                                        .message = "the group `" + inner->first +
                                                   "` contains itself: bake cannot build it"});
            } else {
                enter(*inner->second);
            }
        }
    }
}

} // namespace

static void check_target(const workspace::BakeTarget& target, Pass& pass) {
    if (target.is_abstract) return;
    check_stage(target, pass);
    check_dockerfile(target, pass);
}

static void check_groups(const workspace::Project& project, Pass& pass) {
    const bake::Project& meaning = project.meaning();
    // Behind a mistake there may be more than was read.
    if (!meaning.diagnostics.empty()) return;
    Groups groups;
    for (const bake::Group& each : meaning.groups) groups.emplace(each.name, &each);
    for (const bake::Group& each : meaning.groups) check_members(project, each, groups, pass);
    check_cycles(groups, pass);
}
} // namespace dflint::rules
