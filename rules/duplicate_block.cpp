// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
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

namespace dflint::rules {
static void check(const workspace::Project&, Pass&);

extern constexpr Rule duplicate_block = rule({
    .name = "duplicate-block",
    .summary = "Two blocks of one bake file have the same name",
    .why =
        R"(Across files this is how overrides work. In one file it is a name that was left when a block was copied, or a matrix that makes a name which is taken: a group, variable or function replaces the one before it without a word, and targets become one, with the lists of the later block. Of a group and a target the group is built.)",
    .bad = "target \"app\" {\n  tags = [\"app:1\"]\n}\n\ntarget \"app\" {\n  target = \"debug\"\n  "
           "tags = [\"app:1-debug\"]\n}\n",
    .good = "target \"app\" {\n  tags = [\"app:1\"]\n}\n\ntarget \"debug\" {\n  target = "
            "\"debug\"\n  tags = [\"app:1-debug\"]\n}\n",
    .source = "https://docs.docker.com/build/bake/reference/#merging-files",
    .kind = FileKind::bake_hcl,
    .group = Group::bake,
    .checks = {check},
});

namespace {

/// Groups, variables and functions.
void check_replaced(const bake::File& file, bake::FileIndex index, Pass& pass) {
    std::map<std::pair<std::string_view, std::string_view>, Span> seen;
    for (const hcl::Block& block : file.tree.body.blocks) {
        const std::string_view type = block.type.text;
        const bool is_replaced = type == "group" || type == "variable" || type == "function";
        if (!is_replaced || block.labels.size() != 1) continue;
        const hcl::Name& name = block.labels.front();
        const auto [found, is_new] = seen.try_emplace({type, name.text}, name.at);
        if (is_new) continue;
        pass.report({index, name.at},
                    {.at = name.at,
                     .message = "this " + std::string(type) + " replaces the other `" +
                                std::string(name.text) + "` without a word",
                     .labels = {pass.label({index, found->second}, "has no effect")}});
        found->second = name.at;
    }
}

/// Targets, copies of a matrix among them.
void check_merged(const bake::Project& meaning, Pass& pass) {
    std::set<std::tuple<bake::FileIndex, Span, Span>> told;
    for (const bake::Definition& each : meaning.definitions) {
        for (std::size_t i = 1; i < each.blocks.size(); ++i) {
            const bake::Origin& first = each.blocks[i - 1];
            const bake::Origin& second = each.blocks[i];
            if (first.file != second.file || first.at == second.at || !first.is_written()) continue;
            if (!told.insert({first.file, first.at, second.at}).second) continue;
            pass.report(second,
                        {.at = second.at,
                         .message = "this becomes one with the other target `" + each.name + "`",
                         .labels = {pass.label(first, "the other block")}});
        }
    }
}

/// Nothing when not all of them are known.
std::optional<std::set<std::string>> members_of_groups(const bake::Project& meaning) {
    const workspace::JointBuilds joint(meaning);
    if (!joint.is_whole()) return std::nullopt;
    std::set<std::string> all;
    for (const auto& members : joint.sets()) all.insert(members.begin(), members.end());
    return all;
}

/// Targets that a group of their name keeps out of reach, unless others link to them, or a group
/// gives them: one of that name may be a member of itself.
void check_hidden(const workspace::Project& project, Pass& pass) {
    std::set<std::string> linked;
    for (const workspace::BakeTarget& target : project.targets()) {
        for (const model::Invocation::NamedContext& each : target.invocation.contexts) {
            const std::string value = each.value.value_or("");
            if (value.starts_with("target:")) linked.insert(value.substr(7));
        }
    }
    std::optional<std::set<std::string>> members;
    for (const bake::Group& group : project.meaning().groups) {
        const workspace::BakeTarget* const target = project.target(group.name);
        const bool is_reached =
            target == nullptr || target->is_abstract || linked.contains(group.name);
        if (is_reached || group.is_matrix || !group.at.is_written()) continue;
        if (!members) members = members_of_groups(project.meaning());
        if (!members) return;
        if (members->contains(group.name)) continue;
        const bake::Origin& at = target->definition->at;
        if (project.meaning().files[group.at.file].is_compose) {
            pass.report(Severity::info, at,
                        {.at = at.at,
                         .message = "`docker buildx bake` builds the services of `" +
                                    project.file(group.at.file).path() +
                                    "` and not this target, unless `-f` leaves that file out"});
        } else {
            pass.report(at, {.at = at.at,
                             .message = "`" + group.name +
                                        "` means the group: the target of that name cannot be "
                                        "asked for",
                             .labels = {pass.label(group.at, "the group")}});
        }
    }
}

} // namespace

static void check(const workspace::Project& project, Pass& pass) {
    const bake::Project& meaning = project.meaning();
    for (bake::FileIndex i = 0; i < meaning.files.size(); ++i)
        check_replaced(meaning.files[i], i, pass);
    check_merged(meaning, pass);
    check_hidden(project, pass);
}
} // namespace dflint::rules
