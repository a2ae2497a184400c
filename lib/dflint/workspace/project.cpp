// SPDX-License-Identifier: Apache-2.0
#include "dflint/workspace/project.h"

#include "dflint/bake/compose.h"
#include "dflint/bake/merge.h"
#include "dflint/bake/resolve.h"
#include "dflint/model/paths.h"
#include "dflint/syntax/dockerfile/parse.h"
#include "dflint/syntax/yaml/parse.h"

#include <algorithm>
#include <set>
#include <utility>

namespace dflint::workspace {

std::unique_ptr<Project> Project::load(const Definition& definition, const FileTree& files,
                                       const bake::Environment& environment,
                                       const SourceFile* at_hand) {
    std::unique_ptr<Project> project(new Project(definition, files));
    project->read(environment, at_hand);
    project->resolve();
    project->mark_abstract();
    project->find_directory();
    project->link_dockerfiles();
    return project;
}

void Project::read(const bake::Environment& environment, const SourceFile* at_hand) {
    for (const std::string& path : definition_.paths) {
        const SourceFile* file = at_hand;
        if (file == nullptr || model::clean_path(file->path()) != model::clean_path(path)) {
            auto text = files_.read(path);
            if (!text) {
                failures_.push_back(text.error().message);
                continue;
            }
            file = &texts_.emplace_back(path, std::move(*text));
        }
        sources_.emplace_back().file = file;
    }
    // buildx merges compose files first, whatever their position.
    for (Source& source : sources_) {
        if (source.file->kind() != FileKind::compose) continue;
        source.yaml = yaml::parse(*source.file);
        bake::merge(config_, bake::read_compose(*source.file, source.yaml, environment));
    }
}

void Project::resolve() {
    mistakes_ = config_.mistakes;
    std::vector<std::string> names;
    for (const bake::Target& each : config_.targets) names.push_back(each.name);
    if (names.empty()) return;
    bake::Resolution resolution = bake::resolve(config_, names, {});
    std::move(resolution.mistakes.begin(), resolution.mistakes.end(),
              std::back_inserter(mistakes_));
    for (const bake::Target& each : config_.targets) {
        const auto found = resolution.targets.find(each.name);
        if (found == resolution.targets.end()) continue;
        BakeTarget& target = targets_.emplace_back();
        target.project = this;
        target.meaning = std::move(found->second);
        target.invocation = invocation_of(target.meaning);
    }
}

void Project::mark_abstract() {
    std::set<std::string_view> grouped;
    std::set<std::string_view> inherited;
    for (const bake::Group& group : config_.groups) {
        for (const bake::Text& name : group.targets) grouped.insert(name.value);
    }
    for (const bake::Target& target : config_.targets) {
        for (const bake::Text& name : target.inherits) inherited.insert(name.value);
    }
    for (BakeTarget& each : targets_) {
        const std::string& name = each.meaning.name;
        const bool is_named = grouped.contains(name) || grouped.contains(each.meaning.matrix);
        each.is_abstract = name != "default" && !is_named && inherited.contains(name);
    }
}

/// Files with default names are called where they are. Others may be named from a directory above:
/// it is the nearest one from which a Dockerfile is found.
void Project::find_directory() {
    std::string candidate = definition_.directory;
    while (true) {
        directory_ = candidate;
        const bool finds_one =
            std::any_of(targets_.begin(), targets_.end(), [&](const BakeTarget& each) {
                const ImageSource source = source_of(each.meaning);
                return !each.is_abstract && source.dockerfile &&
                       files_.is_file(in_directory(*source.dockerfile));
            });
        if (finds_one) return;
        if (candidate.empty() || candidate == "/") break;
        candidate.pop_back();
        candidate.resize(candidate.find_last_of('/') + 1);
    }
    directory_ = definition_.directory;
}

std::string Project::in_directory(const std::string& path) const {
    if (path.starts_with('/')) return path;
    return model::clean_path(directory_ + path);
}

void Project::link_dockerfiles() {
    for (BakeTarget& each : targets_) {
        const ImageSource source = source_of(each.meaning);
        if (source.context) each.context_directory = in_directory(*source.context);
        if (source.dockerfile) {
            each.dockerfile_path = in_directory(*source.dockerfile);
            each.dockerfile = dockerfile_at(*each.dockerfile_path);
        }
        each.context.invocation = &each.invocation;
        if (!each.context_directory) continue;
        each.context.files = &files_;
        each.context.directory = *each.context_directory;
    }
}

const BuiltFile* Project::dockerfile_at(const std::string& path) {
    const auto [found, is_new] = dockerfiles_.try_emplace(path);
    if (!is_new || !files_.is_file(path)) return found->second.get();
    auto text = files_.read(path);
    if (!text) return nullptr;
    auto built = std::unique_ptr<BuiltFile>(new BuiltFile{{path, std::move(*text)}, {}});
    built->tree = dockerfile::parse(built->file);
    found->second = std::move(built);
    return found->second.get();
}

void Project::understand() {
    for (BakeTarget& each : targets_) {
        if (each.dockerfile == nullptr || each.build != nullptr) continue;
        each.build = model::understand(each.dockerfile->file, each.dockerfile->tree, each.context);
    }
}

} // namespace dflint::workspace
