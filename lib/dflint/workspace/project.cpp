// SPDX-License-Identifier: Apache-2.0
#include "dflint/workspace/project.h"

#include "dflint/bake/compose.h"
#include "dflint/bake/invocation.h"
#include "dflint/model/paths.h"
#include "dflint/syntax/dockerfile/parse.h"

#include <algorithm>
#include <set>
#include <utility>

namespace dflint::workspace {

std::unique_ptr<Project> Project::load(const FileSet& set, const FileTree& files,
                                       const bake::Environment& environment,
                                       const SourceFile* at_hand,
                                       std::shared_ptr<Vicinity> vicinity) {
    if (vicinity == nullptr) vicinity = std::make_shared<Vicinity>(files);
    std::unique_ptr<Project> project(new Project(files, std::move(vicinity)));
    project->read(set, environment, at_hand);
    project->add_targets();
    project->mark_abstract();
    project->find_directory(set.directory);
    project->link_dockerfiles();
    return project;
}

void Project::read(const FileSet& set, const bake::Environment& environment,
                   const SourceFile* at_hand) {
    std::vector<bake::Input> inputs;
    std::vector<bake::FileIndex> compose;
    for (const std::string& path : set.paths) {
        std::shared_ptr<const SourceFile> source;
        if (at_hand != nullptr && model::clean_path(at_hand->path()) == model::clean_path(path)) {
            source = {std::shared_ptr<void>(), at_hand};
        } else if (auto text = files_.read(path)) {
            source = std::make_shared<const SourceFile>(path, std::move(*text));
        } else {
            failures_.push_back(text.error().message);
            continue;
        }
        bake::Input& input = inputs.emplace_back();
        input.source = std::move(source);
        if (input.source->kind() != FileKind::compose) continue;
        compose.push_back(static_cast<bake::FileIndex>(inputs.size() - 1));
    }
    bake::read_compose(inputs, compose, files_, set.directory, environment);
    for (const bake::FileIndex index : compose) {
        private_values_.merge(inputs[index].compose->private_values);
    }
    bake::Invocation invocation;
    invocation.all_targets = true;
    invocation.environment.insert(environment.values.begin(), environment.values.end());
    invocation.is_environment_known = environment.is_complete;
    meaning_ = bake::understand(std::move(inputs), invocation);
}

void Project::add_targets() {
    for (const bake::Target& each : meaning_.targets) {
        BakeTarget& target = targets_.emplace_back();
        target.project = this;
        target.meaning = &each;
        target.definition = &meaning_.definitions[each.definition];
        target.invocation = invocation_of(meaning_, each);
    }
}

namespace {

void add_names(std::set<std::string, std::less<>>& names, const bake::Attribute* list) {
    if (list == nullptr) return;
    for (const bake::Element& each : list->elements) {
        if (auto name = text_of(each.value)) names.insert(*std::move(name));
    }
}

/// The heir has tags of its own, or takes them from somebody else.
bool has_same_tags(const BakeTarget& heir, const bake::Attribute& tags) {
    const bake::Attribute* const own = heir.meaning->attributes.find(bake::AttributeId::tags);
    return own != nullptr && own->at == tags.at;
}

} // namespace

void Project::mark_abstract() {
    std::set<std::string, std::less<>> wanted;
    std::map<std::string, std::vector<const BakeTarget*>, std::less<>> heirs;
    bool has_default_group = false;
    for (const bake::Group& group : meaning_.groups) {
        has_default_group |= group.name == "default";
        for (const bake::Element& each : group.targets) {
            if (auto name = text_of(each.value)) wanted.insert(*std::move(name));
        }
    }
    // Where both have a name, the group is what is built.
    if (!has_default_group) wanted.insert("default");
    for (const BakeTarget& each : targets_) {
        std::set<std::string, std::less<>> parents;
        add_names(parents, each.definition->attributes.find(bake::AttributeId::inherits));
        for (const std::string& name : parents) heirs[name].push_back(&each);
        for (const model::Invocation::NamedContext& context : each.invocation.contexts) {
            const std::string value = context.value.value_or("");
            if (value.starts_with("target:")) wanted.insert(value.substr(7));
        }
    }
    for (BakeTarget& each : targets_) {
        const auto found = heirs.find(each.meaning->name);
        if (found == heirs.end() || wanted.contains(each.meaning->name)) continue;
        // Tags that no heir takes over are there for a build of the target itself.
        const bake::Attribute* const tags =
            each.definition->attributes.find(bake::AttributeId::tags);
        each.is_abstract =
            tags == nullptr || each.meaning->name.starts_with('_') ||
            std::any_of(found->second.begin(), found->second.end(),
                        [&](const BakeTarget* heir) { return has_same_tags(*heir, *tags); });
    }
}

/// Files with default names are called where they are. Others may be named from a directory above:
/// it is the nearest one from which a Dockerfile is found.
void Project::find_directory(const std::string& nearest) {
    std::string candidate = nearest;
    while (true) {
        directory_ = candidate;
        const bool finds_one =
            std::any_of(targets_.begin(), targets_.end(), [&](const BakeTarget& each) {
                const ImageSource source = source_of(*each.meaning);
                return !each.is_abstract && source.dockerfile &&
                       files_.is_file(in_directory(*source.dockerfile));
            });
        if (finds_one) return;
        if (candidate.empty() || candidate == "/" || candidate.ends_with("../")) break;
        candidate.pop_back();
        candidate.resize(candidate.find_last_of('/') + 1);
    }
    directory_ = nearest;
}

const BakeTarget* Project::target(std::string_view name) const {
    const auto found =
        std::partition_point(targets_.begin(), targets_.end(),
                             [&](const BakeTarget& each) { return each.meaning->name < name; });
    return found == targets_.end() || found->meaning->name != name ? nullptr : &*found;
}

std::string Project::in_directory(const std::string& path) const {
    if (path.starts_with('/')) return path;
    return model::clean_path(directory_ + path);
}

// buildx takes `dockerfile` where there is no `Dockerfile` (build/utils.go,
// handleLowercaseDockerfile).
std::string Project::written_so(std::string path) const {
    constexpr std::string_view name = "Dockerfile";
    const std::size_t begin = path.find_last_of('/') + 1;
    if (path.substr(begin) != name || files_.kind(path) != FileTree::Kind::none) return path;
    std::string lower = path;
    lower[begin] = 'd';
    return files_.is_file(lower) ? lower : path;
}

void Project::link_dockerfiles() {
    for (BakeTarget& each : targets_) {
        const ImageSource source = source_of(*each.meaning);
        if (source.context) each.context_directory = in_directory(*source.context);
        if (source.is_inline) {
            each.dockerfile = inline_dockerfile(*each.meaning);
        } else if (source.dockerfile) {
            each.dockerfile_path = written_so(in_directory(*source.dockerfile));
            each.dockerfile = dockerfile_at(*each.dockerfile_path);
        }
        each.context.invocation = &each.invocation;
        if (!each.context_directory) continue;
        each.context.files = &files_;
        each.context.directory = *each.context_directory;
    }
}

namespace {

std::shared_ptr<const BuiltFile> parsed(std::string path, std::string text) {
    const std::shared_ptr<BuiltFile> built(new BuiltFile{{std::move(path), std::move(text)}, {}});
    built->tree = dockerfile::parse(built->file);
    return built;
}

} // namespace

std::shared_ptr<const BuiltFile> Project::dockerfile_at(const std::string& path) {
    const auto [found, is_new] = dockerfiles_.try_emplace(path);
    if (!is_new || !files_.is_file(path)) return found->second;
    if (auto text = files_.read(path)) found->second = parsed(path, std::move(*text));
    return found->second;
}

std::shared_ptr<const BuiltFile> Project::inline_dockerfile(const bake::Target& target) {
    auto text = text_of(target, bake::AttributeId::dockerfile_inline);
    if (!text) return nullptr;
    const auto [found, is_new] = inline_dockerfiles_.try_emplace(*text);
    // Below a file there is nothing: no ignore file of its own either.
    const bake::Origin& at = target.attributes.find(bake::AttributeId::dockerfile_inline)->at;
    const std::string& holder = at.is_written() ? file(at.file).path() : directory_;
    if (is_new) found->second = parsed(holder + "/Dockerfile", *std::move(text));
    return found->second;
}

Neighbours Project::neighbours() const {
    return {*vicinity_, directory_, [this](const std::string& path) {
                return std::any_of(
                    meaning_.files.begin(), meaning_.files.end(), [&](const bake::File& each) {
                        return model::clean_path(each.source->path()) == model::clean_path(path);
                    });
            }};
}

void Project::understand() {
    for (BakeTarget& each : targets_) {
        if (each.dockerfile == nullptr || each.build != nullptr) continue;
        each.build = model::understand(each.dockerfile->file, each.dockerfile->tree, each.context);
    }
}

} // namespace dflint::workspace
