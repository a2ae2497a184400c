// SPDX-License-Identifier: Apache-2.0
#include "dflint/workspace/compose_override.h"

#include "dflint/bake/invocation.h"
#include "dflint/syntax/yaml/parse.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dflint::workspace {

namespace {

std::string_view name_of(std::string_view path) {
    return path.substr(path.find_last_of('/') + 1);
}

/// Without `.yaml` or `.yml`; empty for other names.
std::string_view stem_of(std::string_view name) {
    for (const std::string_view ending : {".yaml", ".yml"}) {
        if (name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
    }
    return {};
}

bool is_separator(char c) {
    return c == '.' || c == '-' || c == '_';
}

bool is_default_name(std::string_view name) {
    const auto& names = bake::default_file_names();
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// The first that is there, as compose looks for them.
std::optional<std::string> main_file(const std::string& directory, const FileTree& files) {
    for (const std::string_view name : bake::default_file_names()) {
        std::string path = directory + std::string(name);
        if (bake::format_of(name) == bake::Format::compose && files.is_file(path)) return path;
    }
    return std::nullopt;
}

/// A compose file as it is written.
struct Written {
    SourceFile file;
    yaml::File tree = yaml::parse(file);

    [[nodiscard]] std::vector<yaml::Node::Entry> services() const {
        const yaml::Node* const all = tree.root == nullptr ? nullptr : tree.root->find("services");
        return all == nullptr ? std::vector<yaml::Node::Entry>() : all->merged_entries();
    }
};

/// A path is a context and nothing else.
bool says(const yaml::Node& build, std::string_view key) {
    return build.is_mapping() ? build.find(key) != nullptr : key == "context";
}

/// What is built differs when the service is taken for itself.
bool needs(const yaml::Node& service, const yaml::Node& main) {
    const yaml::Node* const build = service.find("build");
    const yaml::Node* const main_build = main.find("build");
    if (build == nullptr) return service.find("image") == nullptr;
    if (main_build == nullptr) return false;
    constexpr std::array keys{"context", "dockerfile", "dockerfile_inline", "target"};
    return std::any_of(keys.begin(), keys.end(), [&](const char* key) {
        return says(*main_build, key) && !says(*build, key);
    });
}

bool needs(const Written& own, const Written& main) {
    std::map<std::string, const yaml::Node*> services;
    for (const auto& [key, value] : main.services()) services.emplace(key->text, value);
    const auto all = own.services();
    return std::any_of(all.begin(), all.end(), [&](const yaml::Node::Entry& each) {
        const auto there = services.find(each.first->text);
        return there != services.end() && needs(*each.second, *there->second);
    });
}

bool needs(const std::string& path, const std::string& main, const FileTree& files) {
    auto text = files.read(path);
    auto main_text = files.read(main);
    if (!text || !main_text) return false;
    return needs(Written{{path, std::move(*text)}}, Written{{main, std::move(*main_text)}});
}

} // namespace

bool is_other_compose_name(std::string_view name) {
    constexpr std::string_view full = "docker-compose";
    const std::string_view stem = stem_of(name);
    if (is_default_name(name)) return false;
    for (const std::string_view base : {full, std::string_view("compose")}) {
        const bool goes_on = stem.starts_with(base) && stem.size() > base.size();
        if (goes_on && is_separator(stem[base.size()])) return true;
    }
    return stem.ends_with(full) && stem.size() > full.size() &&
           is_separator(stem[stem.size() - full.size() - 1]);
}

bool has_services(const SourceFile& file) {
    const yaml::File tree = yaml::parse(file);
    const yaml::Node* const services = tree.root == nullptr ? nullptr : tree.root->find("services");
    if (!tree.mistakes.empty() || services == nullptr) return false;
    const auto all = services->merged_entries();
    return !all.empty() && std::all_of(all.begin(), all.end(), [](const auto& each) {
        return each.first->is_scalar() && each.second->is_mapping();
    });
}

void add_main_file(FileSet& set, const FileTree& files) {
    if (set.paths.size() != 1) return;
    const std::string& own = set.paths.front();
    if (!is_other_compose_name(name_of(own))) return;
    const auto main = main_file(set.directory, files);
    if (!main) return;
    const bool is_override = stem_of(name_of(own)).ends_with(".override");
    if (is_override || needs(own, *main, files)) set.paths.insert(set.paths.begin(), *main);
}

} // namespace dflint::workspace
