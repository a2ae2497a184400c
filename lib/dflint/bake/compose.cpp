// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/compose_reader.h"

#include "dflint/bake/compose_scalar.h"

#include <algorithm>
#include <iterator>

namespace dflint::bake {

ComposeContent ComposeReader::read(const std::vector<FileIndex>& indexes) {
    const ComposeModel model = files_.read(indexes);
    environment_ = files_.document(indexes.front()).environment;
    is_whole_ = files_.is_whole(indexes);
    for (const auto& [key, value] : model.secrets) secrets_[key->text] = value;
    if (model.services_at == nullptr && model.services.empty()) return finished();
    const bool has_place = model.services_at != nullptr;
    Group all;
    all.name = "default";
    all.at = has_place ? origin(*model.services_at) : Origin{indexes.front(), {}};
    for (const auto& [key, service] : model.services) {
        check_service(*key, *service);
        files_.check_variable_files(*service);
        for (const auto& [inner, value] : service->merged_entries()) {
            if (inner->text == "x-bake") ignore(*inner, "service");
        }
        const Node* const build = service->find("build");
        if (build == nullptr || build->is_sequence() || build->is_null()) continue;
        all.targets.push_back({{}, Value(target_name(key->text)), origin(*key)});
        read_service(*key, *service, *build);
    }
    out_.groups.push_back(std::move(all));
    return finished();
}

ComposeContent ComposeReader::finished() {
    std::vector<FileDiagnostic> mistakes = files_.take_diagnostics();
    out_.diagnostics.insert(out_.diagnostics.begin(), mistakes.begin(), mistakes.end());
    return std::move(out_);
}

void ComposeReader::check_service(const Node& name, const Node& service) {
    if (!is_service_name(name.text)) {
        refuse(origin(name), "`" + name.text + "` is no name of a service: only letters, " +
                                 "digits, `.`, `_` and `-` are allowed");
    }
    if (!service.is_mapping() && !service.is_null()) {
        return refuse(origin(service), "a service must be a mapping");
    }
    const Node* const build = service.find("build");
    const Node* const image = service.find("image");
    if (build != nullptr) {
        const bool is_text = build->is_scalar() && scalar_kind(*build) == ScalarKind::text;
        if (!is_text && !build->is_mapping()) {
            const bool is_written = !build->at.empty();
            refuse(origin(is_written ? *build : name), "`build` must be a path or a mapping");
        }
    }
    if (image != nullptr && (!image->is_scalar() || scalar_kind(*image) != ScalarKind::text)) {
        refuse(origin(image->at.empty() ? name : *image), "`image` must be a string");
    } else if (build == nullptr && is_nothing(image) && service.find("provider") == nullptr &&
               is_whole_) {
        refuse(origin(name), "the service `" + name.text + "` has neither `image` nor `build`");
    }
}

void ComposeReader::read_service(const Node& name, const Node& service, const Node& build) {
    Definition& definition = out_.definitions.emplace_back();
    definition.name = target_name(name.text);
    definition.at = origin(name);
    definition.blocks = {definition.at};
    attributes_ = &definition.attributes;
    if (build.is_scalar()) {
        set_context(AttributeId::context, build);
    } else {
        refuse_all(mistakes_in_build(build));
        read_build(service, build);
    }
    add_included_context(build);
    if (const Node* const more = build.find("x-bake")) {
        refuse_all(mistakes_in_extension(*more));
        read_extension(*more);
    }
    const Node* const image = service.find("image");
    if (image != nullptr && attributes_->find(AttributeId::tags) == nullptr) {
        add(AttributeId::tags, *image);
    }
}

void ComposeReader::read_build(const Node& service, const Node& build) {
    read_environment(service);
    static constexpr Key keys[] = {
        {"context", AttributeId::context, &ComposeReader::set_context},
        {"dockerfile", AttributeId::dockerfile, &ComposeReader::set},
        {"dockerfile_inline", AttributeId::dockerfile_inline, &ComposeReader::set_embedded},
        {"target", AttributeId::target, &ComposeReader::set},
        {"network", AttributeId::network, &ComposeReader::set},
        {"shm_size", AttributeId::shm_size, &ComposeReader::set_size},
        {"no_cache", AttributeId::no_cache, &ComposeReader::set_when_true},
        {"pull", AttributeId::pull, &ComposeReader::set_when_true},
        {"args", AttributeId::args, &ComposeReader::add_table},
        {"additional_contexts", AttributeId::contexts, &ComposeReader::add_table},
        {"labels", AttributeId::labels, &ComposeReader::add_labels},
        {"extra_hosts", AttributeId::extra_hosts, &ComposeReader::add_hosts},
        {"ulimits", AttributeId::ulimits, &ComposeReader::add_limits},
        {"tags", AttributeId::tags, &ComposeReader::add_list},
        {"platforms", AttributeId::platforms, &ComposeReader::add_list},
        {"cache_from", AttributeId::cache_from, &ComposeReader::add_list},
        {"cache_to", AttributeId::cache_to, &ComposeReader::add_list},
        {"ssh", AttributeId::ssh, &ComposeReader::add_ssh},
        {"secrets", AttributeId::secret, &ComposeReader::add_secrets},
    };
    read_keys(build, keys);
    for (const char* type : {"sbom", "provenance"}) attest(type, build.find(type));
}

void ComposeReader::read_extension(const Node& more) {
    static constexpr Key keys[] = {
        {"tags", AttributeId::tags, &ComposeReader::add_list},
        {"platforms", AttributeId::platforms, &ComposeReader::add_list},
        {"output", AttributeId::output, &ComposeReader::add_list},
        {"cache-from", AttributeId::cache_from, &ComposeReader::add_list},
        {"cache-to", AttributeId::cache_to, &ComposeReader::add_list},
        {"secret", AttributeId::secret, &ComposeReader::add_list},
        {"ssh", AttributeId::ssh, &ComposeReader::add_list},
        {"no-cache-filter", AttributeId::no_cache_filter, &ComposeReader::add_list},
        {"contexts", AttributeId::contexts, &ComposeReader::add_table},
        {"pull", AttributeId::pull, &ComposeReader::set_truth},
        {"no-cache", AttributeId::no_cache, &ComposeReader::set_truth},
    };
    read_keys(more, keys);
    for (const auto& entry : more.merged_entries()) {
        const std::string& name = entry.first->text;
        const bool is_known = std::any_of(std::begin(keys), std::end(keys),
                                          [&](const Key& each) { return name == each.name; });
        if (!is_known) ignore(*entry.first, "x-bake");
    }
}

void ComposeReader::ignore(const Node& key, std::string owner) {
    // A service may be read more than once, through those that extend it.
    if (!ignored_.insert({key.file, key.at}).second) return;
    out_.ignored.push_back({origin(key), key.text, std::move(owner), false});
}

void ComposeReader::read_keys(const Node& mapping, std::span<const Key> keys) {
    for (const Key& key : keys) {
        const Node* const found = mapping.find(key.name);
        const bool says_something = found != nullptr && !found->is_null() && found->tag != "!reset";
        if (says_something) (this->*key.read)(key.id, *found);
    }
}

void ComposeReader::refuse(const Origin& at, std::string message) {
    FileDiagnostic mistake{at.file, {}};
    mistake.diagnostic.at = at.at;
    mistake.diagnostic.message = std::move(message);
    out_.diagnostics.push_back(std::move(mistake));
}

void ComposeReader::refuse_all(const std::vector<SchemaMistake>& mistakes) {
    for (const SchemaMistake& each : mistakes) {
        const bool is_new = refused_.insert({each.at->file, each.at->at, each.message}).second;
        if (is_new) refuse(origin(*each.at), each.message);
    }
}

void read_compose(std::vector<Input>& inputs, const std::vector<FileIndex>& indexes,
                  const FileTree& files, const std::string& directory,
                  const Environment& environment) {
    if (indexes.empty()) return;
    ComposeFiles all(inputs, files, directory, environment);
    ComposeContent content = ComposeReader(inputs, all).read(indexes);
    content.private_values = all.take_private_values();
    for (const FileIndex index : indexes) inputs[index].compose.emplace();
    inputs[indexes.front()].compose = std::move(content);
}

bool says_services(const SourceFile& file) {
    const yaml::File tree = yaml::parse(file);
    const yaml::Node* const services = tree.root == nullptr ? nullptr : tree.root->find("services");
    return tree.mistakes.empty() && services != nullptr && services->is_mapping();
}

} // namespace dflint::bake
