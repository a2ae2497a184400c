// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/compose.h"

#include "dflint/bake/interpolate.h"
#include "dflint/bake/resolve.h"
#include "dflint/bake/spec.h"

#include <algorithm>
#include <array>
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

/// Reads one compose file.
class Reader {
public:
    Reader(const SourceFile& file, const Environment& environment)
        : file_(file), environment_(environment) {}

    Config read(const yaml::File& tree) {
        for (const yaml::Mistake& each : tree.mistakes) {
            out_.mistakes.push_back({{&file_, each.at}, each.message});
        }
        const Node* const services = tree.root == nullptr ? nullptr : tree.root->find("services");
        secrets_ = tree.root == nullptr ? nullptr : tree.root->find("secrets");
        if (services == nullptr) return std::move(out_);
        Group all{.name = "default", .at = place(*services)};
        for (const auto& [key, service] : services->merged_entries()) {
            const Node* const build = service->find("build");
            if (build == nullptr || build->is_null()) continue;
            all.targets.push_back({.value = sanitized_name(key->text), .at = place(*key)});
            out_.targets.push_back(target(*key, *service, *build));
        }
        out_.groups.push_back(std::move(all));
        return std::move(out_);
    }

private:
    Target target(const Node& name, const Node& service, const Node& build) {
        Target target{.name = sanitized_name(name.text), .at = place(name)};
        if (build.is_scalar()) {
            target.context = text(build);
        } else {
            refuse_unknown_keys(build);
            read_build(target, service, build);
        }
        if (!target.tags) {
            if (const Node* const image = service.find("image")) target.tags = {text(*image)};
        }
        if (const Node* const more = build.find("x-bake")) read_extension(target, *more);
        return target;
    }

    void read_build(Target& target, const Node& service, const Node& build) {
        set(target.context, build.find("context"));
        set(target.dockerfile, build.find("dockerfile"));
        set(target.dockerfile_inline, build.find("dockerfile_inline"));
        set(target.target, build.find("target"));
        set(target.network, build.find("network"));
        set(target.shm_size, build.find("shm_size"));
        set(target.no_cache, build.find("no_cache"));
        set(target.pull, build.find("pull"));
        target.args = entries(build.find("args"), service.find("environment"));
        target.labels = entries(build.find("labels"), nullptr);
        target.contexts = entries(build.find("additional_contexts"), nullptr);
        for (Entry& entry : target.contexts) link_service(entry);
        target.extra_hosts = entries(build.find("extra_hosts"), nullptr);
        if (const Node* const list = build.find("tags")) target.tags = texts(*list);
        if (const Node* const list = build.find("platforms")) target.platforms = texts(*list);
        if (const Node* const list = build.find("entitlements")) {
            target.entitlements = texts(*list);
        }
        if (const Node* const list = build.find("no_cache_filter")) {
            target.no_cache_filter = texts(*list);
        }
        if (const Node* const list = build.find("cache_from")) {
            target.cache_from = specs(SpecKind::cache, *list);
        }
        if (const Node* const list = build.find("cache_to")) {
            target.cache_to = specs(SpecKind::cache, *list);
        }
        if (const Node* const list = build.find("ssh")) target.ssh = ssh(*list);
        if (const Node* const list = build.find("secrets")) target.secret = secrets(*list);
        for (const char* type : {"provenance", "sbom"}) attest(target, type, build.find(type));
    }

    /// `x-bake`, whose values come on top of those of `build`.
    void read_extension(Target& target, const Node& more) {
        const auto each = [&](const char* key, auto use) {
            if (const Node* const found = more.find(key)) use(*found);
        };
        each("tags", [&](const Node& node) { append(target.tags, texts(node)); });
        each("platforms", [&](const Node& node) { append(target.platforms, texts(node)); });
        each("output",
             [&](const Node& node) { append(target.output, specs(SpecKind::output, node)); });
        each("cache-to",
             [&](const Node& node) { append(target.cache_to, specs(SpecKind::cache, node)); });
        each("cache-from",
             [&](const Node& node) { append(target.cache_from, specs(SpecKind::cache, node)); });
        each("secret",
             [&](const Node& node) { append(target.secret, specs(SpecKind::secret, node)); });
        each("ssh", [&](const Node& node) { append(target.ssh, specs(SpecKind::ssh, node)); });
        each("no-cache-filter",
             [&](const Node& node) { append(target.no_cache_filter, texts(node)); });
        each("contexts",
             [&](const Node& node) { append(target.contexts, entries(&node, nullptr)); });
        set(target.pull, more.find("pull"));
        set(target.no_cache, more.find("no-cache"));
    }

    [[nodiscard]] Place place(const Node& node) const { return {&file_, node.at}; }

    Text text(const Node& node) {
        Interpolated result = interpolate(node.text, environment_);
        if (!result.error.empty()) out_.mistakes.push_back({place(node), result.error});
        return {result.text.value_or(""), result.text.has_value(), place(node)};
    }

    void set(std::optional<Text>& into, const Node* node) {
        if (node != nullptr && node->is_scalar() && !node->is_null()) into = text(*node);
    }
    void set(std::optional<Flag>& into, const Node* node) {
        if (node == nullptr || !node->is_scalar() || node->is_null()) return;
        const Text value = text(*node);
        into = Flag{value.value == "true", value.is_known, value.at};
    }

    /// A list, or a string split at blanks.
    Texts texts(const Node& node) {
        Texts out;
        if (node.is_sequence()) {
            for (const Node* each : node.items) out.push_back(text(*each));
        } else if (node.is_scalar() && !node.is_null()) {
            const Text all = text(node);
            if (!all.is_known) return {all};
            for (std::size_t at = 0; at < all.value.size();) {
                const std::size_t begin = all.value.find_first_not_of(" \t\n", at);
                if (begin == std::string::npos) break;
                at = std::min(all.value.find_first_of(" \t\n", begin), all.value.size());
                out.push_back({all.value.substr(begin, at - begin), true, all.at});
            }
        }
        return out;
    }

    Specs specs(SpecKind kind, const Node& node) {
        Specs out;
        for (const Text& each : texts(node)) {
            if (auto spec = parse_spec(kind, each)) {
                out.push_back(*std::move(spec));
            } else {
                out_.mistakes.push_back({each.at, spec.error().message});
            }
        }
        return out;
    }

    /// `KEY: value` or `- KEY=value`. A key without a value takes the environment's: the service's,
    /// then the process's; one that nobody sets is dropped.
    Entries entries(const Node* node, const Node* service_environment) {
        Entries out;
        if (node == nullptr) return out;
        const auto add = [&](Text key, std::optional<Text> value) {
            if (!value) value = given(key, service_environment);
            if (value) out.push_back({std::move(key), std::move(value)});
        };
        for (const auto& [key, value] : node->merged_entries()) {
            add({key->text, true, place(*key)},
                value->is_null() ? std::optional<Text>() : std::optional(text(*value)));
        }
        for (const Node* item : node->items) {
            const Text whole = text(*item);
            const std::size_t equals = whole.value.find('=');
            Text key{whole.value.substr(0, equals), whole.is_known, whole.at};
            std::optional<Text> value;
            if (equals != std::string::npos || !whole.is_known) {
                value = Text{equals == std::string::npos ? "" : whole.value.substr(equals + 1),
                             whole.is_known, whole.at};
            }
            add(std::move(key), std::move(value));
        }
        return out;
    }

    std::optional<Text> given(const Text& key, const Node* service_environment) {
        if (service_environment != nullptr) {
            for (const Entry& each : entries(service_environment, nullptr)) {
                if (each.key.value == key.value) return each.value;
            }
        }
        const auto found = environment_.values.find(key.value);
        if (found != environment_.values.end()) return Text{found->second, true, key.at};
        if (!environment_.is_complete) return Text{.is_known = false, .at = key.at};
        return std::nullopt;
    }

    static void link_service(Entry& entry) {
        constexpr std::string_view service = "service:";
        if (!entry.value || !entry.value->value.starts_with(service)) return;
        entry.value->value = "target:" + sanitized_name(entry.value->value.substr(service.size()));
    }

    /// Keys as strings, or `default: path`.
    Specs ssh(const Node& node) {
        Specs out = specs(SpecKind::ssh, node);
        for (const auto& [key, value] : node.merged_entries()) {
            Spec spec{.at = place(*key)};
            spec.fields.push_back({"id", {key->text, true, place(*key)}});
            if (!value->is_null()) spec.fields.push_back({"path", text(*value)});
            out.push_back(std::move(spec));
        }
        return out;
    }

    /// Names of top-level secrets, which say where the value is.
    Specs secrets(const Node& node) {
        Specs out;
        for (const Node* each : node.items) {
            const Node* const name = each->is_scalar() ? each : each->find("source");
            if (name == nullptr) continue;
            const Text id = text(*name);
            Spec spec{.at = id.at};
            spec.fields.push_back({"id", id});
            const Node* const declared = secrets_ == nullptr ? nullptr : secrets_->find(id.value);
            if (declared != nullptr) {
                if (const Node* const external = declared->find("external")) {
                    out_.mistakes.push_back(
                        {place(*external), "unsupported external secret " + id.value});
                }
                if (const Node* const path = declared->find("file")) {
                    spec.fields.push_back({"src", text(*path)});
                }
                if (const Node* const variable = declared->find("environment")) {
                    spec.fields.push_back({"env", text(*variable)});
                }
            }
            out.push_back(std::move(spec));
        }
        return out;
    }

    void attest(Target& target, std::string_view type, const Node* node) {
        if (node == nullptr || node->is_null()) return;
        const Text value = text(*node);
        Spec spec{.is_known = value.is_known, .at = value.at};
        spec.fields.push_back({"type", {std::string(type), true, value.at}});
        if (value.value == "false") {
            spec.fields.push_back({"disabled", {"true", true, value.at}});
        } else if (value.value != "true") {
            for (const std::string& field :
                 csv_fields(value.value).value_or(std::vector<std::string>())) {
                const std::size_t equals = std::min(field.find('='), field.size());
                spec.fields.push_back(
                    {field.substr(0, equals),
                     {field.substr(std::min(equals + 1, field.size())), true, value.at}});
            }
        }
        target.attest.push_back(std::move(spec));
    }

    template <class T> static void append(std::vector<T>& into, std::vector<T> more) {
        into.insert(into.end(), std::make_move_iterator(more.begin()),
                    std::make_move_iterator(more.end()));
    }
    template <class T> static void append(std::optional<T>& into, T more) {
        if (!into) into.emplace();
        append(*into, std::move(more));
    }

    void refuse_unknown_keys(const Node& build) {
        for (const auto& [key, value] : build.merged_entries()) {
            const bool is_known =
                key->text.starts_with("x-") ||
                std::find(build_keys.begin(), build_keys.end(), key->text) != build_keys.end();
            if (is_known) continue;
            out_.mistakes.push_back(
                {place(*key), "additional property '" + key->text + "' is not allowed in `build`"});
        }
    }

    const SourceFile& file_;
    const Environment& environment_;
    const Node* secrets_ = nullptr;
    Config out_;
};

} // namespace

Config read_compose(const SourceFile& file, const yaml::File& tree,
                    const Environment& environment) {
    return Reader(file, environment).read(tree);
}

} // namespace dflint::bake
