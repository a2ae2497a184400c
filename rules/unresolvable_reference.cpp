// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/workspace/project.h"

#include <algorithm>

namespace dflint::rules {
static void check(const workspace::BakeTarget&, Pass&);

extern constexpr Rule unresolvable_reference = rule({
    .name = "unresolvable-reference",
    .summary = "Bake target that names a stage or a Dockerfile that does not exist",
    .why =
        R"(The build of the target ends with an error, but only once somebody asks for it: bake does not look at Dockerfiles before.)",
    .bad = "target \"app\" {\n  dockerfile-inline = \"FROM alpine:3 AS run\"\n  target = "
           "\"runtime\"\n}\n",
    .good =
        "target \"app\" {\n  dockerfile-inline = \"FROM alpine:3 AS run\"\n  target = \"run\"\n}\n",
    .source = "https://docs.docker.com/build/bake/reference/#targettarget",
    .kind = FileKind::bake_hcl,
    .group = Group::bake,
    .severity = Severity::error,
    .checks = {check},
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

} // namespace

static void check(const workspace::BakeTarget& target, Pass& pass) {
    if (target.is_abstract) return;
    check_stage(target, pass);
    check_dockerfile(target, pass);
}
} // namespace dflint::rules
