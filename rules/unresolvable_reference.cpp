// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/invocation.h"
#include "dflint/bake/suggestion.h"
#include "dflint/lint/rule.h"
#include "dflint/workspace/project.h"
#include "near_name.h"
#include "unresolvable_groups.h"

#include <algorithm>
#include <string>
#include <string_view>
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
    const std::string wanted = lower(*name);
    const bool exists =
        std::any_of(build.stages.begin(), build.stages.end(), [&](const model::Stage& stage) {
            return stage.name == wanted || std::to_string(stage.index) == *name;
        });
    if (exists) return;
    const std::string where =
        target.dockerfile_path ? "`" + *target.dockerfile_path + "`" : "the inline Dockerfile";
    bake::Suggestion suggestion(wanted);
    for (const model::Stage& stage : build.stages) suggestion.offer(stage.name);
    pass.report(attribute->at, {.at = attribute->at.at,
                                .message = "no stage of " + where + " is called `" + *name + "`" +
                                           suggestion.text()});
}

/// Where bake is called is certain for files with default names only.
bool has_default_name(const SourceFile& file) {
    const std::string& path = file.path();
    const std::string_view name = std::string_view(path).substr(path.find_last_of('/') + 1);
    const auto& names = bake::default_file_names();
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string without_digits(std::string_view text) {
    std::string out(text);
    std::erase_if(out, [](char c) { return c >= '0' && c <= '9'; });
    return out;
}

/// `; did you mean ...`: a name beside it that is nearly the same; `kind` is what it has to be.
std::string near_path(const FileTree& files, const std::string& path, FileTree::Kind kind) {
    const std::size_t slash = path.find_last_of('/') + 1;
    const std::string directory = path.substr(0, slash);
    const std::string_view wanted = std::string_view(path).substr(slash);
    const std::vector<std::string> names = files.list(directory.empty() ? "." : directory);
    std::vector<std::string_view> options;
    for (const std::string& name : names) {
        // Another version is not another spelling.
        if (without_digits(name) == without_digits(wanted)) continue;
        if (files.kind(directory + name) == kind) options.push_back(name);
    }
    const std::string_view near = wanted.size() < 4 ? "" : near_name(wanted, options);
    return near.empty() ? "" : "; did you mean `" + std::string(near) + "`";
}

void check_dockerfile(const workspace::BakeTarget& target, Pass& pass) {
    if (target.dockerfile != nullptr || !target.dockerfile_path || !target.context_directory)
        return;
    const workspace::Project& project = *target.project;
    const bake::Attribute* written = target.meaning->attributes.find(AttributeId::dockerfile);
    if (written == nullptr || !written->at.is_written()) {
        written = target.meaning->attributes.find(AttributeId::context);
    }
    if (written == nullptr || !written->at.is_written()) return;
    if (!has_default_name(project.file(written->at.file))) return;
    const FileTree& files = project.files();
    const std::string& path = *target.dockerfile_path;
    const bool sees_context = files.kind(*target.context_directory) == FileTree::Kind::directory;
    if (!sees_context || files.kind(path) != FileTree::Kind::none) return;
    pass.report(written->at, {.at = written->at.at,
                              .message = "there is no file `" + path + "`" +
                                         near_path(files, path, FileTree::Kind::file)});
}

/// A directory may be made before the build; one that is nearly called so is misspelt.
void check_context(const workspace::BakeTarget& target, Pass& pass) {
    const bake::Attribute* const written = target.meaning->attributes.find(AttributeId::context);
    if (written == nullptr || !written->at.is_written() || !target.context_directory) return;
    if (!has_default_name(target.project->file(written->at.file))) return;
    const FileTree& files = target.project->files();
    const std::string& path = *target.context_directory;
    if (files.kind(path) != FileTree::Kind::none) return;
    const std::string near = near_path(files, path, FileTree::Kind::directory);
    if (near.empty()) return;
    pass.report(written->at,
                {.at = written->at.at, .message = "there is no directory `" + path + "`" + near});
}

} // namespace

static void check_target(const workspace::BakeTarget& target, Pass& pass) {
    if (target.is_abstract) return;
    check_stage(target, pass);
    check_dockerfile(target, pass);
    check_context(target, pass);
}

static void check_groups(const workspace::Project& project, Pass& pass) {
    // Behind a mistake there may be more than was read.
    if (project.meaning().diagnostics.empty()) report_unresolvable_groups(project, pass);
}
} // namespace dflint::rules
