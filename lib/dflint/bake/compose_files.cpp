// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/compose_files.h"

#include "dflint/bake/compose_merge.h"
#include "dflint/bake/interpolate.h"
#include "dflint/source/quote.h"
#include "dflint/syntax/yaml/parse.h"

#include <algorithm>
#include <set>
#include <utility>

namespace dflint::bake {

using yaml::Node;

namespace {

std::string directory_of(std::string_view path) {
    return std::string(path.substr(0, path.find_last_of('/') + 1));
}

/// The items of a list, or the one value that stands for a list.
std::vector<const Node*> values_of(const Node& node) {
    if (node.is_sequence()) return node.items;
    return node.is_null() ? std::vector<const Node*>{} : std::vector{&node};
}

std::vector<Node::Entry> entries_of(const Node* mapping) {
    return mapping == nullptr ? std::vector<Node::Entry>{} : mapping->merged_entries();
}

} // namespace

std::string clean(std::string_view path) {
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at < path.size();) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        const std::string_view part = path.substr(at, end - at);
        at = end + 1;
        if (part.empty() || part == ".") continue;
        if (part == ".." && !parts.empty() && parts.back() != "..") {
            parts.pop_back();
        } else {
            parts.push_back(part);
        }
    }
    std::string out = path.starts_with('/') ? "/" : "";
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) out += '/';
        out += parts[i];
    }
    return out;
}

ComposeModel ComposeFiles::read(const std::vector<FileIndex>& indexes) {
    Environment& environment = environments_.emplace_back(environment_);
    for (const FileIndex index : indexes) documents_[index].environment = &environment;
    add_working_directory(indexes.front(), environment);
    for (const FileIndex index : indexes) parse(index);
    name_project(indexes, environment);
    ComposeModel all;
    for (const FileIndex index : indexes) {
        std::vector<std::string> including{clean(inputs_[index].source->path())};
        override_with(model_of(index, including), all);
    }
    return all;
}

bool ComposeFiles::is_whole(const std::vector<FileIndex>& indexes) const {
    if (!is_whole_ || (indexes.size() != 1 && environment_.is_complete)) return is_whole_;
    if (indexes.size() != 1) return are_taken_together(indexes);
    const std::string& path = inputs_[indexes.front()].source->path();
    const std::string name = path.substr(directory_of(path).size());
    const auto& names = default_file_names();
    if (std::find(names.begin(), names.end(), name) == names.end()) return false;
    // compose takes it in by itself.
    const std::string stem = path.substr(0, path.find_last_of('.')) + ".override";
    return !files_.is_file(stem + ".yaml") && !files_.is_file(stem + ".yml");
}

/// By bake or compose without being asked to; others are given with who knows which more.
bool ComposeFiles::are_taken_together(const std::vector<FileIndex>& indexes) const {
    return std::all_of(indexes.begin(), indexes.end(), [&](FileIndex index) {
        const std::string& path = inputs_[index].source->path();
        const std::string name = path.substr(directory_of(path).size());
        const auto& names = default_file_names();
        return std::find(names.begin(), names.end(), name) != names.end() ||
               name.find(".override.") != std::string::npos;
    });
}

/// bake looks in its working directory, wherever the compose file is (bake/compose.go,
/// composeEnv).
void ComposeFiles::add_working_directory(FileIndex first, Environment& environment) {
    const std::string path = from_here(".env");
    if (!files_.is_file(path)) return;
    auto text = files_.read(path);
    if (auto mistake = text ? add_dotenv(*text, environment) : std::nullopt) {
        FileDiagnostic& refused = mistakes_.emplace_back(FileDiagnostic{first, {}});
        refused.diagnostic.message = in_code(path) + " cannot be read: " + *mistake;
    }
    for (const auto& [name, value] : environment.values) {
        if (!environment_.values.contains(name)) private_values_.try_emplace(value, name);
    }
}

/// The last `name:` counts, else the environment, else bake's own name (bake/compose.go,
/// loadComposeFiles).
void ComposeFiles::name_project(const std::vector<FileIndex>& indexes, Environment& environment) {
    std::optional<std::string> name;
    for (const FileIndex index : indexes) {
        const Node* const root = documents_.at(index).tree.root;
        const Node* const said = root == nullptr ? nullptr : root->find("name");
        if (said == nullptr || said->is_null() || !said->is_scalar()) continue;
        name = interpolate(said->text, environment).text;
        if (!name) return;
    }
    std::string& own = environment.values["COMPOSE_PROJECT_NAME"];
    if (name && !name->empty()) {
        own = *std::move(name);
    } else if (own.empty() && environment.is_complete) {
        own = "bake";
    } else if (own.empty()) {
        environment.values.erase("COMPOSE_PROJECT_NAME");
    }
}

ComposeDocument& ComposeFiles::parse(FileIndex index) {
    ComposeDocument& document = documents_[index];
    document.tree = yaml::parse(*inputs_[index].source, index);
    for (const yaml::Mistake& each : document.tree.mistakes) {
        FileDiagnostic& mistake = mistakes_.emplace_back(FileDiagnostic{index, {}});
        mistake.diagnostic.at = each.at;
        mistake.diagnostic.message = each.message;
    }
    return document;
}

/// Compose fills in every value of a file, keys and comments aside, whoever reads it.
void ComposeFiles::check_variables(const ComposeDocument& document) {
    std::set<const Node*> keys;
    for (const Node& node : document.tree.nodes) {
        for (const auto& [key, value] : node.entries) keys.insert(key);
    }
    for (const Node& node : document.tree.nodes) {
        if (!node.is_scalar() || node.text.find('$') == std::string::npos) continue;
        if (keys.contains(&node)) continue;
        const Interpolated said = interpolate(node.text, *document.environment);
        if (!said.error.empty()) refuse(node, said.error);
    }
}

ComposeModel ComposeFiles::model_of(FileIndex index, std::vector<std::string>& including) {
    ComposeModel model;
    const Node* const root = documents_.at(index).tree.root;
    if (root == nullptr) return model;
    check_variables(documents_.at(index));
    model.services_at = root->find("services");
    model.services = entries_of(model.services_at);
    model.secrets = entries_of(root->find("secrets"));
    // Before anything is extended: an included service may be.
    if (const Node* const all = root->find("include")) {
        for (const Node* each : values_of(*all)) include(*each, model, including);
    }
    Services services;
    for (const auto& [key, service] : model.services) services.emplace(key->text, service);
    for (auto& [key, service] : model.services) service = &extended(*service, services);
    return model;
}

void ComposeFiles::include(const Node& said, ComposeModel& into,
                           std::vector<std::string>& including) {
    const Node* const paths = said.is_mapping() ? said.find("path") : &said;
    if (paths == nullptr) return;
    const std::string& base = documents_.at(said.file).directory;
    std::optional<std::string> directory;
    if (const Node* const own = said.find("project_directory")) {
        const auto named = text(*own);
        if (!named) return;
        directory = clean(*named).empty() ? base : clean(base + *named) + "/";
    }
    const Environment* environment = nullptr;
    std::optional<ComposeModel> all;
    for (const Node* each : values_of(*paths)) {
        const auto named = text(*each);
        if (!named) return;
        const std::string path = named->starts_with('/') ? *named : clean(base + *named);
        const std::string full = from_here(path);
        if (!directory) directory = directory_of(path);
        if (environment == nullptr) environment = &included_environment(said, *directory);
        if (std::find(including.begin(), including.end(), full) != including.end()) {
            return refuse(*each, in_code(*named) + " includes itself, directly or through others");
        }
        const auto index = load(path, *directory, *environment, *each);
        if (!index) return;
        documents_.at(*index).is_included = inputs_[*index].is_included = true;
        parse(*index);
        including.push_back(full);
        ComposeModel model = model_of(*index, including);
        including.pop_back();
        if (!all) all.emplace();
        override_with(model, *all);
    }
    if (all) import(said, *all, into);
}

void ComposeFiles::override_with(const ComposeModel& own, ComposeModel& base) {
    if (base.services_at == nullptr) base.services_at = own.services_at;
    std::map<std::string_view, std::size_t> places;
    for (std::size_t i = 0; i < base.services.size(); ++i) {
        places.emplace(base.services[i].first->text, i);
    }
    for (const Node::Entry& each : own.services) {
        const auto [place, is_new] = places.emplace(each.first->text, base.services.size());
        if (is_new) {
            base.services.push_back(each);
            continue;
        }
        const Node*& there = base.services[place->second].second;
        const bool replaces = each.second->tag == "!override" || each.second->tag == "!reset";
        there = replaces ? each.second : &merged_service(*there, *each.second, made_);
    }
    std::erase_if(base.services,
                  [](const Node::Entry& each) { return each.second->tag == "!reset"; });
    base.secrets.insert(base.secrets.end(), own.secrets.begin(), own.secrets.end());
}

/// That of the file that includes, and the files that the entry names, else the `.env` file of the
/// project directory.
const Environment& ComposeFiles::included_environment(const Node& said,
                                                      const std::string& directory) {
    const ComposeDocument& document = documents_.at(said.file);
    DotEnvFiles files(*document.environment);
    const Node* const named = said.find("env_file");
    if (named == nullptr || values_of(*named).empty()) {
        const std::string path = from_here(directory + ".env");
        if (files_.is_file(path)) add_variables(path, said, files);
        return environments_.emplace_back(files.environment());
    }
    for (const Node* each : values_of(*named)) {
        const auto name = text(*each);
        if (!name) continue;
        const std::string path =
            from_here(name->starts_with('/') ? *name : document.directory + *name);
        if (files_.is_file(path)) {
            add_variables(path, *each, files);
        } else if (files_.is_file(inputs_[said.file].source->path())) {
            refuse(*each, "there is no file " + in_code(*name));
        }
    }
    return environments_.emplace_back(files.environment());
}

void ComposeFiles::add_variables(const std::string& path, const Node& said, DotEnvFiles& files) {
    const auto text = files_.read(path);
    if (!text) return;
    // Here compose skips the mark; bake does not, in the file of its working directory.
    static constexpr std::string_view mark = "\xEF\xBB\xBF";
    std::string_view rest = *text;
    if (rest.starts_with(mark)) rest.remove_prefix(mark.size());
    if (auto mistake = files.add(rest)) {
        refuse(said, in_code(path) + " cannot be read: " + *mistake);
    }
    for (const auto& [name, value] : files.values()) {
        if (value) private_values_.try_emplace(*value, name);
    }
}

std::map<std::string, std::optional<std::string>>
ComposeFiles::service_variables(const Node& env_file, const Environment& given) {
    DotEnvFiles files(given);
    for (const Node* each : values_of(env_file)) {
        const auto path = variable_file(*each);
        if (path && files_.is_file(*path)) add_variables(*path, *each, files);
    }
    return files.values();
}

std::optional<std::string> ComposeFiles::variable_file(const Node& item) {
    const Node* const named = item.is_mapping() ? item.find("path") : &item;
    const auto name = named == nullptr ? std::nullopt : text(*named);
    if (!name) return std::nullopt;
    const std::string& directory = documents_.at(named->file).directory;
    return from_here(name->starts_with('/') ? *name : directory + *name);
}

void ComposeFiles::check_variable_files(const Node& service) {
    const Node* const all = service.find("env_file");
    if (all == nullptr || !environment_.is_complete) return;
    for (const Node* each : values_of(*all)) {
        const Node* const required = each->is_mapping() ? each->find("required") : nullptr;
        if (required != nullptr && text(*required) == "false") continue;
        const auto path = variable_file(*each);
        if (path && !files_.is_file(*path)) refuse(*each, "there is no file " + in_code(*path));
    }
}

void ComposeFiles::import(const Node& said, const ComposeModel& from, ComposeModel& into) {
    import_all(said, "service", from.services, into.services);
    import_all(said, "secret", from.secrets, into.secrets);
}

void ComposeFiles::import_all(const Node& said, std::string_view what,
                              const std::vector<Node::Entry>& from,
                              std::vector<Node::Entry>& into) {
    Services known;
    for (const auto& [key, value] : into) known.emplace(key->text, value);
    for (const Node::Entry& each : from) {
        const auto [there, is_new] = known.emplace(each.first->text, each.second);
        if (is_new) {
            into.push_back(each);
        } else if (!is_same(*there->second, *each.second)) {
            refuse(said, "the " + std::string(what) + " " + in_code(each.first->text) +
                             " of the included file conflicts with another one of that name");
        }
    }
}

const Node& ComposeFiles::extended(const Node& service, const Services& among) {
    const Node* const extends = service.find("extends");
    if (extends == nullptr || extends->is_null()) return service;
    if (const auto done = extended_.find(&service); done != extended_.end()) return *done->second;
    if (std::find(extending_.begin(), extending_.end(), &service) != extending_.end()) {
        refuse(*extends, "the service extends itself, directly or through others");
        is_whole_ = false;
        return service;
    }
    if (extending_.size() == longest_chain) {
        refuse(*extends, "services extend each other over more than " +
                             std::to_string(longest_chain) + " steps");
        is_whole_ = false;
        return service;
    }
    extending_.push_back(&service);
    const Services* found_among = &among;
    const Node* const base = base_of(*extends, among, found_among);
    const Node* result = &service;
    is_whole_ = is_whole_ && base != nullptr;
    if (base != nullptr && !base->is_null()) {
        result = &merged_service(extended(*base, *found_among), service, made_);
    }
    extending_.pop_back();
    extended_.emplace(&service, result);
    return *result;
}

const Node* ComposeFiles::base_of(const Node& extends, const Services& among,
                                  const Services*& found_among) {
    const Node* const name = extends.is_mapping() ? extends.find("service") : &extends;
    const Node* const file = extends.find("file");
    if (name == nullptr || !name->is_scalar()) {
        refuse(extends, "`extends` needs a `service`");
        return nullptr;
    }
    found_among = file == nullptr ? &among : services_of(*file);
    const auto wanted = text(*name);
    if (found_among == nullptr || !wanted) return nullptr;
    const auto found = found_among->find(*wanted);
    if (found != found_among->end()) return found->second;
    const std::string where = file == nullptr ? "" : " in " + in_code(file->text);
    refuse(*name, "there is no service " + in_code(*wanted) + where);
    return nullptr;
}

const ComposeFiles::Services* ComposeFiles::services_of(const Node& file) {
    const auto named = text(file);
    if (!named) return nullptr;
    const std::string path =
        named->starts_with('/') ? *named : clean(documents_.at(file.file).directory + *named);
    const auto [known, is_new] = extended_files_.try_emplace(path);
    if (is_new) {
        const Environment& environment = *documents_.at(file.file).environment;
        if (const auto index = load(path, directory_of(path), environment, file)) {
            known->second.emplace();
            const ComposeDocument& document = parse(*index);
            check_variables(document);
            const Node* const root = document.tree.root;
            const Node* const services = root == nullptr ? nullptr : root->find("services");
            for (const auto& [key, service] : entries_of(services)) {
                known->second->emplace(key->text, service);
            }
        }
    }
    return known->second ? &*known->second : nullptr;
}

std::string ComposeFiles::from_here(const std::string& path) const {
    return path.starts_with('/') ? path : clean(directory_ + path);
}

std::optional<FileIndex> ComposeFiles::load(const std::string& path, std::string directory,
                                            const Environment& environment, const Node& said) {
    if (documents_.size() >= most_files) {
        refuse(said, "more than " + std::to_string(most_files) + " files are included");
        is_whole_ = false;
        return std::nullopt;
    }
    const std::string full = from_here(path);
    auto read = files_.read(full);
    if (!read) {
        // Where the file at hand is out of reach, too, nothing is known of others.
        const bool is_missing = files_.is_file(inputs_[said.file].source->path());
        if (is_missing) refuse(said, "there is no file " + in_code(path));
        is_whole_ = false;
        return std::nullopt;
    }
    const auto index = static_cast<FileIndex>(inputs_.size());
    Input& input = inputs_.emplace_back();
    input.source = std::make_shared<const SourceFile>(full, *std::move(read));
    input.compose.emplace();
    documents_[index].directory = std::move(directory);
    documents_[index].environment = &environment;
    return index;
}

std::optional<std::string> ComposeFiles::text(const Node& node) {
    if (!node.is_scalar()) return std::nullopt;
    return interpolate(node.text, *documents_.at(node.file).environment).text;
}

void ComposeFiles::refuse(const Node& at, std::string message) {
    FileDiagnostic& mistake = mistakes_.emplace_back(FileDiagnostic{at.file, {}});
    mistake.diagnostic.at = at.at;
    mistake.diagnostic.message = std::move(message);
}

} // namespace dflint::bake
