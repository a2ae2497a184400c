// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/compose.h"

#include "dflint/bake/compose_files.h"
#include "dflint/bake/compose_scalar.h"
#include "dflint/bake/compose_schema.h"
#include "dflint/bake/compose_values.h"
#include "dflint/bake/csv.h"
#include "dflint/bake/entries.h"
#include "dflint/bake/interpolate.h"
#include "dflint/syntax/yaml/embedded.h"
#include "dflint/syntax/yaml/parse.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <tuple>
#include <utility>

namespace dflint::bake {

namespace {

using yaml::Node;

/// Dots are not allowed in names of targets; buildx makes them `_`.
std::string target_name(std::string_view service) {
    std::string out(service);
    std::replace(out.begin(), out.end(), '.', '_');
    return out;
}

/// A string and where it is written; nothing known of what depends on an unknown variable.
struct Text {
    std::optional<std::string> value;
    Origin at;

    [[nodiscard]] Value as_value() const {
        return value ? Value(*value) : Value::unknown(Kind::string);
    }
};

/// A path of the file system: no URL, no Git reference, no other target.
bool is_local(std::string_view context) {
    if (context.find("://") != context.npos) return false;
    const auto begins = [context](std::string_view with) { return context.starts_with(with); };
    return !begins("/") && !begins("~") && !begins("git@") && !begins("github.com/") &&
           !begins("service:") && !begins("target:");
}

/// Reads compose files that are one project, with what they include and extend.
class Reader {
public:
    Reader(const std::vector<Input>& inputs, ComposeFiles& files)
        : inputs_(inputs), files_(files) {}

    ComposeContent read(const std::vector<FileIndex>& indexes) {
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

private:
    ComposeContent finished() {
        std::vector<FileDiagnostic> mistakes = files_.take_diagnostics();
        out_.diagnostics.insert(out_.diagnostics.begin(), mistakes.begin(), mistakes.end());
        return std::move(out_);
    }

    void check_service(const Node& name, const Node& service) {
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
    /// Not even a text that nobody knows.
    bool is_nothing(const Node* scalar) { return scalar == nullptr || text(*scalar).value == ""; }

    void read_service(const Node& name, const Node& service, const Node& build) {
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

    struct Key {
        const char* name;
        AttributeId id;
        void (Reader::*read)(AttributeId, const Node&);
    };

    void read_build(const Node& service, const Node& build) {
        read_environment(service);
        static constexpr Key keys[] = {
            {"context", AttributeId::context, &Reader::set_context},
            {"dockerfile", AttributeId::dockerfile, &Reader::set},
            {"dockerfile_inline", AttributeId::dockerfile_inline, &Reader::set_embedded},
            {"target", AttributeId::target, &Reader::set},
            {"network", AttributeId::network, &Reader::set},
            {"shm_size", AttributeId::shm_size, &Reader::set_size},
            {"no_cache", AttributeId::no_cache, &Reader::set_when_true},
            {"pull", AttributeId::pull, &Reader::set_when_true},
            {"args", AttributeId::args, &Reader::add_table},
            {"additional_contexts", AttributeId::contexts, &Reader::add_table},
            {"labels", AttributeId::labels, &Reader::add_labels},
            {"extra_hosts", AttributeId::extra_hosts, &Reader::add_hosts},
            {"ulimits", AttributeId::ulimits, &Reader::add_limits},
            {"tags", AttributeId::tags, &Reader::add_list},
            {"platforms", AttributeId::platforms, &Reader::add_list},
            {"cache_from", AttributeId::cache_from, &Reader::add_list},
            {"cache_to", AttributeId::cache_to, &Reader::add_list},
            {"ssh", AttributeId::ssh, &Reader::add_ssh},
            {"secrets", AttributeId::secret, &Reader::add_secrets},
        };
        read_keys(build, keys);
        for (const char* type : {"sbom", "provenance"}) attest(type, build.find(type));
    }

    /// `x-bake`, whose values come on top of those of `build`.
    void read_extension(const Node& more) {
        static constexpr Key keys[] = {
            {"tags", AttributeId::tags, &Reader::add_list},
            {"platforms", AttributeId::platforms, &Reader::add_list},
            {"output", AttributeId::output, &Reader::add_list},
            {"cache-from", AttributeId::cache_from, &Reader::add_list},
            {"cache-to", AttributeId::cache_to, &Reader::add_list},
            {"secret", AttributeId::secret, &Reader::add_list},
            {"ssh", AttributeId::ssh, &Reader::add_list},
            {"no-cache-filter", AttributeId::no_cache_filter, &Reader::add_list},
            {"contexts", AttributeId::contexts, &Reader::add_table},
            {"pull", AttributeId::pull, &Reader::set_truth},
            {"no-cache", AttributeId::no_cache, &Reader::set_truth},
        };
        read_keys(more, keys);
        for (const auto& entry : more.merged_entries()) {
            const std::string& name = entry.first->text;
            const bool is_known = std::any_of(std::begin(keys), std::end(keys),
                                              [&](const Key& each) { return name == each.name; });
            if (!is_known) ignore(*entry.first, "x-bake");
        }
    }

    void ignore(const Node& key, std::string owner) {
        // A service may be read more than once, through those that extend it.
        if (!ignored_.insert({key.file, key.at}).second) return;
        out_.ignored.push_back({origin(key), key.text, std::move(owner), false});
    }

    void read_keys(const Node& mapping, std::span<const Key> keys) {
        for (const Key& key : keys) {
            const Node* const found = mapping.find(key.name);
            const bool says_something =
                found != nullptr && !found->is_null() && found->tag != "!reset";
            if (says_something) (this->*key.read)(key.id, *found);
        }
    }

    [[nodiscard]] static Origin origin(const Node& node) { return {node.file, node.at}; }

    [[nodiscard]] const Environment& environment_of(const Node& node) const {
        return *files_.document(node.file).environment;
    }

    /// A number is a number, whatever it looks like; a text may hold variables.
    Text text(const Node& node) {
        const ScalarKind kind = scalar_kind(node);
        if (kind != ScalarKind::text) return {scalar_text(node), origin(node)};
        return {interpolate(node.text, environment_of(node)).text, origin(node)};
    }

    void set(AttributeId id, const Node& node) {
        if (!node.is_scalar()) return;
        Attribute& attribute = (*attributes_)[id];
        attribute.at = origin(node);
        attribute.value = text(node).as_value();
    }
    /// A text that is a file of its own: where each byte of it comes from counts.
    void set_embedded(AttributeId id, const Node& node) {
        set(id, node);
        Attribute* const attribute = attributes_->find(id);
        if (attribute == nullptr || !attribute->value.has_value()) return;
        const auto written = yaml::embedded_text(*inputs_[node.file].source, node);
        auto said = written ? interpolate(*written, environment_of(node)) : std::nullopt;
        if (!said || said->text() != attribute->value.text()) return;
        attribute->embedded = std::make_shared<const EmbeddedText>(*std::move(said));
    }
    void set_truth(AttributeId id, const Node& node) {
        if (!node.is_scalar()) return;
        const Text said = text(node);
        Attribute& attribute = (*attributes_)[id];
        attribute.at = origin(node);
        attribute.value = said.value ? Value(is_true(*said.value)) : Value::unknown(Kind::boolean);
    }
    /// False counts as not written.
    void set_when_true(AttributeId id, const Node& node) {
        if (!node.is_scalar()) return;
        const Text said = text(node);
        if (!said.value || is_true(*said.value)) set_truth(id, node);
    }
    static bool is_true(std::string word) {
        std::transform(word.begin(), word.end(), word.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        return word == "true" || word == "y" || word == "yes" || word == "on";
    }
    void set_size(AttributeId id, const Node& node) {
        if (!node.is_scalar()) return;
        Text said = text(node);
        if (said.value) {
            auto size = memory_size(*said.value);
            if (!size) return refuse(said.at, size.error().message);
            if (size->empty()) return;
            said.value = *std::move(size);
        }
        Attribute& attribute = (*attributes_)[id];
        attribute.at = said.at;
        attribute.value = said.as_value();
    }

    void put(AttributeId id, Element element) {
        Attribute& attribute = (*attributes_)[id];
        attribute.at = element.at;
        if (!element.key.empty()) {
            std::erase_if(attribute.elements,
                          [&](const Element& each) { return each.key == element.key; });
        }
        const auto place =
            std::upper_bound(attribute.elements.begin(), attribute.elements.end(), element,
                             [](const Element& a, const Element& b) { return a.key < b.key; });
        attribute.elements.insert(place, std::move(element));
    }

    /// A string, or what it says as an object.
    void put_text(AttributeId id, const Text& said) {
        if (rule_of(id).shape != AttributeRule::Shape::entries) {
            put(id, {{}, said.as_value(), said.at});
            return;
        }
        auto made = entry(id, said.as_value());
        if (made) {
            put(id, {{}, *std::move(made), said.at});
        } else {
            refuse(said.at, made.error().message);
        }
    }
    void add(AttributeId id, const Node& node) { put_text(id, text(node)); }

    /// A list, or a string split at blanks.
    void add_list(AttributeId id, const Node& node) {
        for (const Node* each : node.items) add(id, *each);
        if (!node.is_scalar()) return;
        const Text all = text(node);
        if (!all.value) {
            put_text(id, all);
            return;
        }
        for (std::size_t at = 0; at < all.value->size();) {
            const std::size_t begin = all.value->find_first_not_of(" \t\n", at);
            if (begin == std::string::npos) break;
            at = std::min(all.value->find_first_of(" \t\n", begin), all.value->size());
            put_text(id, {all.value->substr(begin, at - begin), all.at});
        }
    }

    /// A pair of a map; no value: only the key is written.
    struct Pair {
        std::string key;
        std::optional<Text> value;
        Origin at;
    };

    /// `KEY: value` or `- KEY=value`.
    std::vector<Pair> pairs(const Node& node) {
        std::vector<Pair> out;
        for (const auto& [key, value] : node.merged_entries()) {
            out.push_back({key->text, {}, origin(*key)});
            if (!value->is_null()) out.back().value = text(*value);
        }
        for (const Node* item : node.items) {
            const Text whole = text(*item);
            // A key that nobody knows is no key.
            if (!whole.value) continue;
            const std::size_t equals = whole.value->find('=');
            out.push_back({whole.value->substr(0, equals), {}, whole.at});
            if (equals != std::string::npos) {
                out.back().value = Text{whole.value->substr(equals + 1), whole.at};
            }
        }
        return out;
    }

    /// A key without a value takes the environment's: the service's, then the process's. One that
    /// nobody sets is dropped.
    void add_table(AttributeId id, const Node& node) {
        for (Pair& pair : pairs(node)) {
            if (!pair.value) pair.value = given(pair);
            if (!pair.value) continue;
            if (id == AttributeId::contexts) link(*pair.value);
            put(id, {pair.key, pair.value->as_value(), pair.value->at});
        }
    }

    /// A label without a value is empty.
    void add_labels(AttributeId id, const Node& node) {
        for (const Pair& pair : pairs(node)) {
            const Text value = pair.value.value_or(Text{"", pair.at});
            put(id, {pair.key, value.as_value(), value.at});
        }
    }

    /// All addresses of a host are one value.
    void add_hosts(AttributeId id, const Node& node) {
        std::map<std::string, Text> hosts;
        const auto add_host = [&](const std::string& name, const Text& address) {
            const auto [place, is_new] = hosts.try_emplace(name, address);
            if (is_new) return;
            Text& all = place->second;
            all.value = all.value && address.value
                            ? std::optional(*all.value + "," + *address.value)
                            : std::nullopt;
        };
        for (const Node* item : node.items) {
            const Text said = text(*item);
            const auto host = said.value ? host_entry(*said.value) : std::nullopt;
            if (host) add_host(host->first, {host->second, said.at});
        }
        for (const auto& [key, value] : node.merged_entries()) {
            std::vector<const Node*> addresses = value->items;
            if (value->is_scalar()) addresses = {value};
            for (const Node* each : addresses) {
                Text said = text(*each);
                if (said.value) said.value = without_brackets(*said.value);
                add_host(key->text, said);
            }
        }
        for (const auto& [name, address] : hosts) put(id, {name, address.as_value(), address.at});
    }

    /// buildx reads `soft` and `hard` only: of a limit that is one number it makes 0.
    void add_limits(AttributeId id, const Node& node) {
        for (const auto& [key, value] : node.merged_entries()) {
            if (!is_limit(key->text)) {
                refuse(origin(*key), "`" + key->text + "` is no limit");
                continue;
            }
            Text limit{key->text + "=", origin(*key)};
            for (const char* part : {"soft", "hard"}) {
                if (limit.value && !limit.value->ends_with('=')) *limit.value += ":";
                const Node* const said = value->find(part);
                if (value->is_mapping() && said == nullptr) {
                    refuse(limit.at, "a limit needs `soft` and `hard`");
                    return;
                }
                const Text number = said == nullptr ? Text{"0", limit.at} : text(*said);
                limit.value = limit.value && number.value
                                  ? std::optional(*limit.value + *number.value)
                                  : std::nullopt;
            }
            put_text(id, limit);
        }
    }

    /// What the service's containers would see, without what the process would give them.
    void read_environment(const Node& service) {
        service_environment_.clear();
        Environment given = *environment_;
        if (const Node* const own = service.find("environment")) {
            for (Pair& each : pairs(*own)) {
                if (!each.value) continue;
                if (each.value->value) given.values.emplace(each.key, *each.value->value);
                service_environment_.insert_or_assign(each.key, *std::move(each.value));
            }
        }
        const Node* const files = service.find("env_file");
        if (files == nullptr || files->is_null()) return;
        for (auto& [key, value] : files_.service_variables(*files, given)) {
            service_environment_.try_emplace(key, Text{std::move(value), origin(*files)});
        }
    }

    std::optional<Text> given(const Pair& pair) {
        const auto own = service_environment_.find(pair.key);
        if (own != service_environment_.end()) return own->second;
        const auto found = environment_->values.find(pair.key);
        if (found != environment_->values.end()) return Text{found->second, pair.at};
        if (!environment_->is_complete) return Text{std::nullopt, pair.at};
        return std::nullopt;
    }

    void link(Text& context) const {
        constexpr std::string_view service = "service:";
        if (context.value && context.value->starts_with(service)) {
            context.value = "target:" + target_name(context.value->substr(service.size()));
        } else {
            move_to_directory(context);
        }
    }

    /// Paths of an included or extended file count from where this file is.
    void move_to_directory(Text& path) const {
        const std::string& directory = files_.document(path.at.file).directory;
        if (directory.empty() || !path.value || !is_local(*path.value)) return;
        path.value = clean(directory + *path.value);
        if (path.value->empty()) path.value = ".";
    }
    void set_context(AttributeId id, const Node& node) {
        if (!node.is_scalar()) return;
        Text said = text(node);
        move_to_directory(said);
        Attribute& attribute = (*attributes_)[id];
        attribute.at = said.at;
        attribute.value = said.as_value();
    }
    /// The default is `.`, and counts from the included file like any other path.
    void add_included_context(const Node& build) {
        if (!files_.document(build.file).is_included) return;
        if (attributes_->find(AttributeId::context) != nullptr) return;
        Text said{".", origin(build)};
        move_to_directory(said);
        if (said.value == ".") return;
        Attribute& attribute = (*attributes_)[AttributeId::context];
        attribute.at = said.at;
        attribute.value = said.as_value();
    }

    /// Keys as strings, or `default: path`.
    void add_ssh(AttributeId id, const Node& node) {
        add_list(id, node);
        for (const auto& [key, value] : node.merged_entries()) {
            const Text path = text(*value);
            put_text(
                id, {path.value && !path.value->empty() ? key->text + "=" + *path.value : key->text,
                     origin(*key)});
        }
    }

    /// Names of top-level secrets, which say where the value is.
    void add_secrets(AttributeId id, const Node& node) {
        for (const Node* each : node.items) {
            const Node* const name = each->is_scalar() ? each : each->find("source");
            if (name == nullptr) continue;
            const Text said = text(*name);
            if (!said.value) continue;
            Value::Members members;
            members.reserve(2);
            members.emplace_back("id", Value(*said.value));
            add_secret_source(*said.value, said.at, members);
            if (auto value = Value::object(std::move(members))) {
                put(id, {{}, *std::move(value), said.at});
            }
        }
    }
    void add_secret_source(const std::string& name, const Origin& at, Value::Members& members) {
        const auto found = secrets_.find(name);
        if (found == secrets_.end()) {
            if (is_whole_) {
                refuse(at, "there is no secret `" + name + "` under the `secrets` of the file");
            }
            return;
        }
        const Node* const declared = found->second;
        const Node* const external = declared->find("external");
        if (external != nullptr && is_true(scalar_text(*external))) {
            return refuse(origin(*external), "unsupported external secret " + name);
        }
        if (declared->find("file") == nullptr && declared->find("environment") == nullptr) {
            refuse(at, "the secret `" + name + "` has neither `file` nor `environment`");
        }
        if (const Node* const path = declared->find("file")) {
            Text said = text(*path);
            move_to_directory(said);
            members.emplace_back("src", said.as_value());
        }
        if (const Node* const variable = declared->find("environment")) {
            members.emplace_back("env", text(*variable).as_value());
        }
    }

    /// `provenance: true`, `sbom: generator=...`.
    void attest(const std::string& type, const Node* node) {
        if (node == nullptr || node->is_null()) return;
        const Text said = text(*node);
        if (!said.value) return;
        std::string csv = "type=" + type;
        if (*said.value == "false") {
            csv += ",disabled=true";
        } else if (*said.value != "true") {
            csv += "," + *said.value;
        }
        put_text(AttributeId::attest, {std::move(csv), said.at});
    }

    void refuse(const Origin& at, std::string message) {
        FileDiagnostic mistake{at.file, {}};
        mistake.diagnostic.at = at.at;
        mistake.diagnostic.message = std::move(message);
        out_.diagnostics.push_back(std::move(mistake));
    }

    /// What stands in a service that others extend is told once.
    void refuse_all(const std::vector<SchemaMistake>& mistakes) {
        for (const SchemaMistake& each : mistakes) {
            const bool is_new = refused_.insert({each.at->file, each.at->at, each.message}).second;
            if (is_new) refuse(origin(*each.at), each.message);
        }
    }

    const std::vector<Input>& inputs_;
    ComposeFiles& files_;
    const Environment* environment_ = nullptr; ///< of the files that bake was given
    bool is_whole_ = false;
    std::map<std::string_view, const Node*> secrets_; ///< at the top level
    std::map<std::string, Text> service_environment_;
    std::set<std::tuple<FileIndex, Span, std::string>> refused_;
    std::set<std::pair<FileIndex, Span>> ignored_;
    Attributes* attributes_ = nullptr; ///< of the service at hand
    ComposeContent out_;
};

} // namespace

void read_compose(std::vector<Input>& inputs, const std::vector<FileIndex>& indexes,
                  const FileTree& files, const std::string& directory,
                  const Environment& environment) {
    if (indexes.empty()) return;
    ComposeFiles all(inputs, files, directory, environment);
    ComposeContent content = Reader(inputs, all).read(indexes);
    for (const FileIndex index : indexes) inputs[index].compose.emplace();
    inputs[indexes.front()].compose = std::move(content);
}

bool says_services(const SourceFile& file) {
    const yaml::File tree = yaml::parse(file);
    const Node* const services = tree.root == nullptr ? nullptr : tree.root->find("services");
    return tree.mistakes.empty() && services != nullptr && services->is_mapping();
}

} // namespace dflint::bake
