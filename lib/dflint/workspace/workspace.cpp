// SPDX-License-Identifier: Apache-2.0
#include "dflint/workspace/workspace.h"

#include "dflint/model/paths.h"
#include "dflint/workspace/compose_override.h"
#include "dflint/workspace/variants.h"

#include <algorithm>
#include <set>
#include <utility>

namespace dflint::workspace {

namespace {

bool is_definition_kind(FileKind kind) {
    return kind == FileKind::bake_hcl || kind == FileKind::bake_json || kind == FileKind::compose;
}

/// Those that define the target, and those that change it.
std::set<std::string> files_that_say(const BakeTarget& target) {
    std::set<bake::FileIndex> files;
    for (const bake::Origin& each : target.definition->blocks) files.insert(each.file);
    for (const bake::Attribute& attribute : target.definition->attributes) {
        files.insert(attribute.at.file);
        for (const bake::Element& each : attribute.elements) files.insert(each.at.file);
    }
    files.erase(bake::no_file);
    std::set<std::string> paths;
    for (const bake::FileIndex each : files)
        paths.insert(model::clean_path(target.project->file(each).path()));
    return paths;
}

} // namespace

Workspace::Workspace(std::span<const std::string> paths, const FileTree& files,
                     const bake::Environment& environment, Surroundings around)
    : files_(files), environment_(environment), around_(std::move(around)) {
    std::vector<std::string> definitions;
    for (const std::string& path : paths) {
        if (is_definition_kind(kind_of(path))) definitions.push_back(path);
    }
    definitions.insert(definitions.end(), around_.definitions.begin(), around_.definitions.end());
    if (definitions.empty()) return;
    read(definitions);
    std::set<std::string> given;
    for (const std::string& path : paths) given.insert(model::clean_path(path));
    for (const auto& [path, names] : around_.other_names) given.insert(names.begin(), names.end());
    find_missing(std::move(given));
}

void Workspace::read(const std::vector<std::string>& definitions) {
    sets_ = file_sets_of(definitions);
    const auto vicinity = std::make_shared<Vicinity>(files_);
    for (std::size_t i = 0; i < sets_.size(); ++i) {
        for (const std::string& path : sets_[i].paths) {
            set_by_path_.emplace(model::clean_path(path), i);
        }
        // What that file says itself is for its own set to tell.
        add_main_file(sets_[i], files_);
        projects_.emplace_back().project =
            Project::load(sets_[i], files_, environment_, nullptr, vicinity);
    }
    for (const Shared& each : projects_) {
        const bake::PrivateValues& values = each.project->private_values();
        private_values_.insert(values.begin(), values.end());
        for (const BakeTarget& target : each.project->targets()) {
            if (target.is_abstract || target.dockerfile == nullptr || !target.dockerfile_path)
                continue;
            targets_by_dockerfile_[*target.dockerfile_path].push_back(&target);
        }
    }
}

void Workspace::find_missing(std::set<std::string> given) {
    std::set<std::string> missing;
    // Who names a compose file names those that it includes.
    for (std::size_t i = 0; i < sets_.size(); ++i) {
        const bool is_of_the_run =
            std::ranges::any_of(sets_[i].paths, [&](const std::string& each) {
                return given.contains(model::clean_path(each));
            });
        if (!is_of_the_run) continue;
        for (const bake::File& each : projects_[i].project->meaning().files) {
            std::string path = model::clean_path(each.source->path());
            if (each.is_included && given.insert(path).second) missing.insert(std::move(path));
        }
    }
    const auto is_of_the_run = [&given](const BakeTarget* target) {
        return std::ranges::any_of(files_that_say(*target),
                                   [&](const std::string& each) { return given.contains(each); });
    };
    for (const auto& [path, targets] : targets_by_dockerfile_) {
        if (given.contains(path)) continue;
        if (std::any_of(targets.begin(), targets.end(), is_of_the_run)) missing.insert(path);
    }
    missing_.assign(missing.begin(), missing.end());
}

std::vector<model::Context> Workspace::contexts_of(const std::string& dockerfile) const {
    if (targets_by_dockerfile_.empty()) return {};
    std::vector<const BakeTarget*> targets;
    const auto add = [&](const std::string& path) {
        const auto found = targets_by_dockerfile_.find(path);
        if (found == targets_by_dockerfile_.end()) return;
        targets.insert(targets.end(), found->second.begin(), found->second.end());
    };
    const std::string path = model::clean_path(dockerfile);
    add(path);
    const auto others = around_.other_names.find(path);
    if (others != around_.other_names.end()) std::ranges::for_each(others->second, add);
    std::vector<model::Context> contexts;
    for (const BakeTarget* target : distinct(targets)) contexts.push_back(target->context);
    return contexts;
}

const FileSet* Workspace::set_of(const std::string& path) const {
    const auto found = set_by_path_.find(model::clean_path(path));
    return found == set_by_path_.end() ? nullptr : &sets_[found->second];
}

std::optional<Workspace::Loan> Workspace::borrow(const SourceFile& file) const {
    const auto found = set_by_path_.find(model::clean_path(file.path()));
    if (found == set_by_path_.end()) return {};
    const Shared& shared = projects_[found->second];
    for (const bake::File& each : shared.project->meaning().files) {
        if (each.is_included || model::clean_path(each.source->path()) != found->first) continue;
        if (each.source->text() != file.text()) return {};
        std::unique_lock lock(shared.mutex);
        shared.project->understand();
        return Loan{std::move(lock), *shared.project, *each.source};
    }
    return {};
}

} // namespace dflint::workspace
