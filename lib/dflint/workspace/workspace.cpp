// SPDX-License-Identifier: Apache-2.0
#include "dflint/workspace/workspace.h"

#include "dflint/model/paths.h"

#include <algorithm>
#include <set>
#include <utility>

namespace dflint::workspace {

namespace {

bool is_definition_kind(FileKind kind) {
    return kind == FileKind::bake_hcl || kind == FileKind::bake_json || kind == FileKind::compose;
}

/// The names that ARG instructions declare: no other argument makes a difference.
std::set<std::string_view> declared_arguments(const dockerfile::Tree& tree) {
    std::set<std::string_view> names;
    for (const dockerfile::Instruction& instruction : tree.instructions) {
        if (instruction.keyword != dockerfile::Keyword::arg) continue;
        const auto* const arguments = instruction.as<dockerfile::Pairs>();
        if (arguments == nullptr) continue;
        for (const dockerfile::Pair& pair : arguments->pairs) names.insert(pair.key.text);
    }
    return names;
}

/// Equal for targets that build the same thing, as far as a Dockerfile can tell.
std::string meaning_of(const BakeTarget& target, const std::set<std::string_view>& declared) {
    std::vector<std::string> parts;
    const model::Invocation& how = target.invocation;
    for (const auto& [name, value] : how.arguments) {
        if (declared.contains(name)) parts.push_back("a" + name + "=" + value.value_or("\1"));
    }
    for (const auto& [name, value] : how.contexts) {
        parts.push_back("c" + name + "=" + value.value_or("\1"));
    }
    std::sort(parts.begin(), parts.end());
    std::string all = target.context_directory.value_or("\1") + '\0' + how.target;
    for (const std::string& each : how.platforms) all += '\0' + each;
    for (const std::string& each : parts) all += '\0' + each;
    return all;
}

} // namespace

Workspace::Workspace(std::span<const std::string> paths, const FileTree& files,
                     const bake::Environment& environment)
    : files_(files), environment_(environment) {
    std::vector<std::string> definitions;
    std::set<std::string> given;
    for (const std::string& path : paths) {
        given.insert(model::clean_path(path));
        if (is_definition_kind(kind_of(path))) definitions.push_back(path);
    }
    sets_ = file_sets_of(definitions);
    for (std::size_t i = 0; i < sets_.size(); ++i) {
        for (const std::string& path : sets_[i].paths) {
            set_by_path_.emplace(model::clean_path(path), i);
        }
        projects_.push_back(Project::load(sets_[i], files_, environment_));
    }
    for (const auto& project : projects_) {
        for (const BakeTarget& target : project->targets()) {
            if (target.is_abstract || target.dockerfile == nullptr || !target.dockerfile_path)
                continue;
            targets_by_dockerfile_[*target.dockerfile_path].push_back(&target);
        }
    }
    for (const auto& [path, targets] : targets_by_dockerfile_) {
        if (!given.contains(path)) missing_.push_back(path);
    }
}

std::vector<model::Context> Workspace::contexts_of(const std::string& dockerfile) const {
    std::vector<model::Context> contexts;
    const auto found = targets_by_dockerfile_.find(model::clean_path(dockerfile));
    if (found == targets_by_dockerfile_.end()) return contexts;
    const auto declared = declared_arguments(found->second.front()->dockerfile->tree);
    std::set<std::string> known;
    for (const BakeTarget* target : found->second) {
        if (known.insert(meaning_of(*target, declared)).second) {
            contexts.push_back(target->context);
        }
    }
    return contexts;
}

const FileSet* Workspace::set_of(const std::string& path) const {
    const auto found = set_by_path_.find(model::clean_path(path));
    return found == set_by_path_.end() ? nullptr : &sets_[found->second];
}

std::vector<std::string> Workspace::missing_dockerfiles() const {
    return missing_;
}

} // namespace dflint::workspace
