// SPDX-License-Identifier: Apache-2.0
#include "absence.h"
#include "dflint/bake/invocation.h"
#include "dflint/bake/written.h"
#include "dflint/lint/rule.h"
#include "dflint/model/paths.h"
#include "dflint/source/ascii.h"
#include "dflint/source/nearest.h"
#include "dflint/workspace/project.h"
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
    .summary = "Bake file that names a stage, a file, a directory or a target that does not exist",
    .why =
        R"(The build ends with an error, but only once somebody asks for the target or the group: bake does not look before, neither at Dockerfiles nor at the members of groups. A directory that is not there may be made first; it is named in a git repository, where git does not ignore it.)",
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

void check_stage(const workspace::BakeTarget& target, Pass& pass) {
    const bake::Attribute* const attribute = target.meaning->attributes.find(AttributeId::target);
    const auto name = workspace::text_of(*target.meaning, AttributeId::target);
    if (attribute == nullptr || !name || name->empty() || target.build == nullptr) return;
    const model::Build& build = *target.build;
    if (build.stages.empty() || !target.dockerfile->tree.errors.empty()) return;
    const std::string wanted = ascii::lower(*name);
    const bool exists =
        std::any_of(build.stages.begin(), build.stages.end(), [&](const model::Stage& stage) {
            return stage.name == wanted || std::to_string(stage.index) == *name;
        });
    if (exists) return;
    const std::string where =
        target.dockerfile_path ? "`" + *target.dockerfile_path + "`" : "the inline Dockerfile";
    Nearest nearest(wanted);
    for (const model::Stage& stage : build.stages) nearest.offer(stage.name);
    pass.report(attribute->at, {.at = attribute->at.at,
                                .message = "no stage of " + where + " is called `" + *name + "`" +
                                           did_you_mean(nearest.found())});
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
    std::erase_if(out, ascii::is_digit);
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
    const std::string_view near = wanted.size() < 4 ? "" : nearest_of(wanted, options);
    return did_you_mean(near);
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
    if (absence_of(files, path).may_be_made) return;
    pass.report(written->at, {.at = written->at.at,
                              .message = "there is no file `" + path + "`" +
                                         near_path(files, path, FileTree::Kind::file)});
}

/// The text stands there as it is: nothing from outside changes it.
bool is_constant(const workspace::Project& project, const bake::Origin& at) {
    const SourceFile& file = project.file(at.file);
    if (file.kind() == FileKind::compose)
        return file.slice(at.at).find('$') == std::string_view::npos;
    if (const auto item = bake::item_at(project.meaning(), at)) {
        return hcl::constant_text(item->item->child(1)).has_value();
    }
    const auto block = bake::block_around(project.meaning(), at);
    if (!block) return false;
    const auto& all = block->block->body().attributes;
    return std::any_of(all.begin(), all.end(), [&](const hcl::Attribute& each) {
        return each.expr.at == at.at && hcl::constant_text(each.expr);
    });
}

/// Bake may be called above the file, and the path count from there.
bool is_above(const workspace::Project& project, std::string_view path) {
    std::string directory = project.directory();
    while (!directory.empty() && directory != "/" && !directory.ends_with("../")) {
        directory.pop_back();
        directory.resize(directory.find_last_of('/') + 1);
        const std::string there = model::clean_path(directory + std::string(path));
        if (project.files().kind(there) != FileTree::Kind::none) return true;
    }
    return false;
}

/// Outside of a repository nobody knows what is missing, but one that is nearly called so is
/// misspelt. `written` is as bake has it, `path` from the root of the tree.
void check_directory(const workspace::BakeTarget& target, const bake::Origin& at,
                     const std::string& written, const std::string& path, Pass& pass) {
    if (!at.is_written() || !has_default_name(target.project->file(at.file))) return;
    const FileTree& files = target.project->files();
    if (files.kind(path) != FileTree::Kind::none) return;
    const std::string near = near_path(files, path, FileTree::Kind::directory);
    const std::string message = "there is no directory `" + path + "`";
    if (!near.empty()) {
        pass.report(at, {.at = at.at, .message = message + near});
        return;
    }
    if (!is_constant(*target.project, at) || is_above(*target.project, written)) return;
    const Absence absence = absence_of(files, path);
    if (!absence.is_in_repository || absence.may_be_made) return;
    pass.report(Severity::warning, at,
                {.at = at.at, .message = message + ": unless something makes it, the build fails"});
}

void check_contexts(const workspace::BakeTarget& target, Pass& pass) {
    const bake::Attributes& attributes = target.meaning->attributes;
    const bake::Attribute* const context = attributes.find(AttributeId::context);
    if (context != nullptr && target.context_directory) {
        const std::string written = workspace::text_of(context->value).value_or("");
        check_directory(target, context->at, written, *target.context_directory, pass);
    }
    const bake::Attribute* const contexts = attributes.find(AttributeId::contexts);
    if (contexts == nullptr) return;
    for (const bake::Element& each : contexts->elements) {
        const auto path = workspace::text_of(each.value);
        if (!path || path->empty() || path->find(':') != path->npos) continue;
        if (!workspace::is_local(*path)) continue;
        check_directory(target, each.at, *path, target.project->in_directory(*path), pass);
    }
}

} // namespace

static void check_target(const workspace::BakeTarget& target, Pass& pass) {
    if (target.is_abstract) return;
    check_stage(target, pass);
    check_dockerfile(target, pass);
    check_contexts(target, pass);
}

static void check_groups(const workspace::Project& project, Pass& pass) {
    // Behind a mistake there may be more than was read.
    if (project.meaning().diagnostics.empty()) report_unresolvable_groups(project, pass);
}
} // namespace dflint::rules
