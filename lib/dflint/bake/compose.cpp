// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/compose.h"

#include "dflint/bake/csv.h"
#include "dflint/bake/entries.h"
#include "dflint/bake/interpolate.h"
#include "dflint/syntax/yaml/embedded.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace dflint::bake {

namespace {

using yaml::Node;

/// Keys of `build:`; others are errors of compose's schema.
constexpr std::array<std::string_view, 25> build_keys{
    "additional_contexts",
    "args",
    "cache_from",
    "cache_to",
    "context",
    "dockerfile",
    "dockerfile_inline",
    "entitlements",
    "extra_hosts",
    "isolation",
    "labels",
    "network",
    "no_cache",
    "no_cache_filter",
    "platforms",
    "privileged",
    "provenance",
    "pull",
    "sbom",
    "secrets",
    "shm_size",
    "ssh",
    "tags",
    "target",
    "ulimits",
};

/// Dots are not allowed in names of targets; buildx makes them `_`.
std::string target_name(std::string_view service) {
    std::string out(service);
    std::replace(out.begin(), out.end(), '.', '_');
    return out;
}

/// A string and where it is written; nothing known of what depends on an unknown variable.
struct Text {
    std::optional<std::string> value;
    Span at;

    [[nodiscard]] Value as_value() const {
        return value ? Value(*value) : Value::unknown(Kind::string);
    }
};

/// Reads one compose file.
class Reader {
public:
    Reader(FileIndex index, const SourceFile& file, const Environment& environment)
        : index_(index), file_(file), environment_(environment) {}

    ComposeContent read(const yaml::File& tree) {
        for (const yaml::Mistake& each : tree.mistakes) refuse(each.at, each.message);
        const Node* const services = tree.root == nullptr ? nullptr : tree.root->find("services");
        secrets_ = tree.root == nullptr ? nullptr : tree.root->find("secrets");
        if (services == nullptr) return std::move(out_);
        Group all;
        all.name = "default";
        all.at = origin(services->at);
        for (const auto& [key, service] : services->merged_entries()) {
            for (const auto& [inner, value] : service->merged_entries()) {
                if (inner->text == "x-bake") ignore(*inner, "service");
            }
            const Node* const build = service->find("build");
            if (build == nullptr || build->is_null()) continue;
            all.targets.push_back({{}, Value(target_name(key->text)), origin(key->at)});
            read_service(*key, *service, *build);
        }
        out_.groups.push_back(std::move(all));
        return std::move(out_);
    }

private:
    void read_service(const Node& name, const Node& service, const Node& build) {
        Definition& definition = out_.definitions.emplace_back();
        definition.name = target_name(name.text);
        definition.at = origin(name.at);
        definition.blocks = {definition.at};
        attributes_ = &definition.attributes;
        if (build.is_scalar()) {
            set(AttributeId::context, build);
        } else {
            refuse_unknown_keys(build);
            read_build(service, build);
        }
        const Node* const image = service.find("image");
        if (image != nullptr && attributes_->find(AttributeId::tags) == nullptr) {
            add(AttributeId::tags, *image);
        }
        if (const Node* const more = build.find("x-bake")) read_extension(*more);
    }

    struct Key {
        const char* name;
        AttributeId id;
        void (Reader::*read)(AttributeId, const Node&);
    };

    void read_build(const Node& service, const Node& build) {
        service_environment_ = service.find("environment");
        static constexpr Key keys[] = {
            {"context", AttributeId::context, &Reader::set},
            {"dockerfile", AttributeId::dockerfile, &Reader::set},
            {"dockerfile_inline", AttributeId::dockerfile_inline, &Reader::set_embedded},
            {"target", AttributeId::target, &Reader::set},
            {"network", AttributeId::network, &Reader::set},
            {"shm_size", AttributeId::shm_size, &Reader::set},
            {"no_cache", AttributeId::no_cache, &Reader::set_truth},
            {"pull", AttributeId::pull, &Reader::set_truth},
            {"args", AttributeId::args, &Reader::add_table},
            {"additional_contexts", AttributeId::contexts, &Reader::add_table},
            {"labels", AttributeId::labels, &Reader::add_table},
            {"extra_hosts", AttributeId::extra_hosts, &Reader::add_table},
            {"tags", AttributeId::tags, &Reader::add_list},
            {"platforms", AttributeId::platforms, &Reader::add_list},
            {"entitlements", AttributeId::entitlements, &Reader::add_list},
            {"no_cache_filter", AttributeId::no_cache_filter, &Reader::add_list},
            {"cache_from", AttributeId::cache_from, &Reader::add_list},
            {"cache_to", AttributeId::cache_to, &Reader::add_list},
            {"ssh", AttributeId::ssh, &Reader::add_ssh},
            {"secrets", AttributeId::secret, &Reader::add_secrets},
        };
        read_keys(build, keys);
        for (const char* type : {"provenance", "sbom"}) attest(type, build.find(type));
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
        for (const auto& [key, value] : more.merged_entries()) {
            const bool is_known =
                std::any_of(std::begin(keys), std::end(keys),
                            [&](const Key& each) { return key->text == each.name; });
            if (!is_known) ignore(*key, "x-bake");
        }
    }

    void ignore(const Node& key, std::string owner) {
        out_.ignored.push_back({origin(key.at), key.text, std::move(owner), false});
    }

    void read_keys(const Node& mapping, std::span<const Key> keys) {
        for (const Key& key : keys) {
            const Node* const found = mapping.find(key.name);
            if (found != nullptr && !found->is_null()) (this->*key.read)(key.id, *found);
        }
    }

    [[nodiscard]] Origin origin(Span at) const { return {index_, at}; }

    Text text(const Node& node) {
        Interpolated result = interpolate(node.text, environment_);
        if (!result.error.empty()) refuse(node.at, result.error);
        return {std::move(result.text), node.at};
    }

    void set(AttributeId id, const Node& node) {
        if (!node.is_scalar()) return;
        Attribute& attribute = (*attributes_)[id];
        attribute.at = origin(node.at);
        attribute.value = text(node).as_value();
    }
    /// A text that is a file of its own: where each byte of it comes from counts.
    void set_embedded(AttributeId id, const Node& node) {
        set(id, node);
        Attribute* const attribute = attributes_->find(id);
        if (attribute == nullptr || !attribute->value.has_value()) return;
        const auto written = yaml::embedded_text(file_, node);
        auto said = written ? interpolate(*written, environment_) : std::nullopt;
        if (!said || said->text() != attribute->value.text()) return;
        attribute->embedded = std::make_shared<const EmbeddedText>(*std::move(said));
    }
    void set_truth(AttributeId id, const Node& node) {
        if (!node.is_scalar()) return;
        const Text said = text(node);
        Attribute& attribute = (*attributes_)[id];
        attribute.at = origin(node.at);
        attribute.value = said.value ? Value(*said.value == "true") : Value::unknown(Kind::boolean);
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
            put(id, {{}, said.as_value(), origin(said.at)});
            return;
        }
        auto made = entry(id, said.as_value());
        if (made) {
            put(id, {{}, *std::move(made), origin(said.at)});
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
        Span at;
    };

    /// `KEY: value` or `- KEY=value`.
    std::vector<Pair> pairs(const Node& node) {
        std::vector<Pair> out;
        for (const auto& [key, value] : node.merged_entries()) {
            out.push_back({key->text, {}, key->at});
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
            if (id == AttributeId::contexts) link_service(*pair.value);
            put(id, {pair.key, pair.value->as_value(), origin(pair.value->at)});
        }
    }

    std::optional<Text> given(const Pair& pair) {
        if (service_environment_ != nullptr) {
            for (Pair& each : pairs(*service_environment_)) {
                if (each.key == pair.key && each.value) return each.value;
            }
        }
        const auto found = environment_.values.find(pair.key);
        if (found != environment_.values.end()) return Text{found->second, pair.at};
        if (!environment_.is_complete) return Text{std::nullopt, pair.at};
        return std::nullopt;
    }

    static void link_service(Text& context) {
        constexpr std::string_view service = "service:";
        if (!context.value || !context.value->starts_with(service)) return;
        context.value = "target:" + target_name(context.value->substr(service.size()));
    }

    /// Keys as strings, or `default: path`.
    void add_ssh(AttributeId id, const Node& node) {
        add_list(id, node);
        for (const auto& [key, value] : node.merged_entries()) {
            const Text path = text(*value);
            put_text(
                id, {path.value && !path.value->empty() ? key->text + "=" + *path.value : key->text,
                     key->at});
        }
    }

    /// Names of top-level secrets, which say where the value is.
    void add_secrets(AttributeId id, const Node& node) {
        for (const Node* each : node.items) {
            const Node* const name = each->is_scalar() ? each : each->find("source");
            if (name == nullptr) continue;
            const Text said = text(*name);
            if (!said.value) continue;
            Value::Members members{{"id", Value(*said.value)}};
            add_secret_source(*said.value, members);
            if (auto value = Value::object(std::move(members))) {
                put(id, {{}, *std::move(value), origin(said.at)});
            }
        }
    }
    void add_secret_source(const std::string& name, Value::Members& members) {
        const Node* const declared = secrets_ == nullptr ? nullptr : secrets_->find(name);
        if (declared == nullptr) return;
        if (const Node* const external = declared->find("external")) {
            refuse(external->at, "unsupported external secret " + name);
        }
        if (const Node* const path = declared->find("file")) {
            members.emplace_back("src", text(*path).as_value());
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

    void refuse(Span at, std::string message) {
        FileDiagnostic mistake{index_, {}};
        mistake.diagnostic.at = at;
        mistake.diagnostic.message = std::move(message);
        out_.diagnostics.push_back(std::move(mistake));
    }

    void refuse_unknown_keys(const Node& build) {
        for (const auto& [key, value] : build.merged_entries()) {
            const bool is_known =
                key->text.starts_with("x-") ||
                std::find(build_keys.begin(), build_keys.end(), key->text) != build_keys.end();
            if (is_known) continue;
            refuse(key->at, "additional property '" + key->text + "' is not allowed in `build`");
        }
    }

    FileIndex index_;
    const SourceFile& file_;
    const Environment& environment_;
    const Node* secrets_ = nullptr;
    const Node* service_environment_ = nullptr;
    Attributes* attributes_ = nullptr; ///< of the service at hand
    ComposeContent out_;
};

} // namespace

ComposeContent read_compose(FileIndex index, const SourceFile& file, const yaml::File& tree,
                            const Environment& environment) {
    return Reader(index, file, environment).read(tree);
}

} // namespace dflint::bake
