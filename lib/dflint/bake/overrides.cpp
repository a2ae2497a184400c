// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/overrides.h"

#include "dflint/bake/builder.h"
#include "dflint/bake/entries.h"
#include "dflint/bake/functions.h"
#include "dflint/source/nearest.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace dflint::bake {

namespace {

using Id = AttributeId;

/// Keys that collect a list. `network` is among them by mistake of buildx, and loses its value.
constexpr std::array<std::string_view, 12> list_keys = {
    "output", "cache-to", "cache-from",   "tags",    "platform",    "secrets",
    "ssh",    "attest",   "entitlements", "network", "annotations", "policy"};

/// Keys that are one text, with the attribute they set. `ulimits` and `no-cache-filter` are among
/// them by mistake of buildx: they clear the attribute.
constexpr std::array<std::string_view, 11> plain_keys = {
    "context", "dockerfile", "target",   "call",    "no-cache",       "pull",
    "push",    "load",       "shm-size", "ulimits", "no-cache-filter"};

constexpr std::array<std::string_view, 6> map_keys = {"args",        "contexts",  "labels",
                                                      "extra-hosts", "resources", "secret"};

template <std::size_t size>
bool is_one_of(const std::array<std::string_view, size>& all, std::string_view name) {
    return std::find(all.begin(), all.end(), name) != all.end();
}

std::optional<bool> truth(std::string_view text) {
    static constexpr std::array<std::string_view, 6> yes = {"1", "t", "T", "true", "TRUE", "True"};
    static constexpr std::array<std::string_view, 6> no = {"0",     "f",     "F",
                                                           "false", "FALSE", "False"};
    if (is_one_of(yes, text)) return true;
    if (is_one_of(no, text)) return false;
    return std::nullopt;
}

void complain(Project& project, std::string message) {
    Diagnostic diagnostic{.at = {}, .message = std::move(message)};
    diagnostic.severity = Severity::error;
    project.diagnostics.push_back({no_file, std::move(diagnostic)});
}

/// Attributes of bake files that --set calls otherwise, or does not know.
std::string wrong_key(std::string_view key) {
    if (key == "platforms") return "; the key of --set is `platform`";
    if (key == "inherits" || key == "description" || key == "name" || key == "matrix" ||
        key == "dockerfile-inline")
        return fmt::format("; `{}` can be set in bake files only", key);
    return "";
}

/// Why the key of `--set PATTERN.KEY=...` is none: the name of a variable, or misspelt.
std::string unknown_key(const Project& project, std::string_view key) {
    std::string message = fmt::format("unknown key `{}`", key);
    if (const std::string wrong = wrong_key(key); !wrong.empty()) return message + wrong;
    const bool is_variable =
        std::any_of(project.variables.begin(), project.variables.end(),
                    [&](const Variable& each) { return each.name == key && !each.is_constant; });
    if (is_variable)
        return message + fmt::format("; `{0}` is a variable: `--var {0}=...` or the environment "
                                     "sets it",
                                     key);
    Nearest nearest(key);
    for (const std::string_view name : list_keys) nearest.offer(name);
    for (const std::string_view name : plain_keys) nearest.offer(name);
    for (const std::string_view name : map_keys) nearest.offer(name);
    if (!nearest.found().empty()) return message + did_you_mean(nearest.found());
    const bool is_upper =
        std::none_of(key.begin(), key.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    return message + (is_upper ? fmt::format("; `args.{}` sets a build argument", key) : "");
}

/// The names that the pattern of an override means.
std::vector<std::string> names_of(const Project& project, std::string_view pattern) {
    std::vector<std::string> names;
    for (const Definition& definition : project.definitions) {
        if (definition.name == pattern) return {definition.name};
    }
    for (const Definition& definition : project.definitions) {
        if (matches_pattern(pattern, definition.name)) names.push_back(definition.name);
    }
    return names;
}

struct Written {
    std::string pattern;
    std::string key;    ///< `args`
    std::string member; ///< what follows the key's dot
    std::optional<std::string> value;
    bool appends = false;
};

Result<Written> read(const Project& project, std::string_view text) {
    Written out;
    const std::size_t equals = text.find('=');
    std::string_view key = text.substr(0, equals);
    if (equals != std::string_view::npos) out.value = text.substr(equals + 1);
    out.appends = key.ends_with('+');
    if (out.appends) key.remove_suffix(1);
    const std::size_t dot = key.find('.');
    if (dot == std::string_view::npos)
        return Error{fmt::format("invalid override key {}, expected target.name", key)};
    out.pattern = key.substr(0, dot);
    key.remove_prefix(dot + 1);
    const std::size_t second = key.find('.');
    out.key = key.substr(0, second);
    if (second != std::string_view::npos) out.member = key.substr(second + 1);
    if (!out.value && out.key != "args")
        return Error{fmt::format("invalid override {}, expected target.name=value", text)};
    const bool needs_member = is_one_of(map_keys, out.key);
    if (out.key == "secret" && out.member.empty())
        return Error{"`secret` needs the id of a secret, as in `secret.ID=...`; the list is "
                     "`secrets`"};
    if (needs_member && out.member.empty())
        return Error{
            fmt::format("invalid key {}, {} requires name", text.substr(0, equals), out.key)};
    const bool known =
        needs_member || is_one_of(list_keys, out.key) || is_one_of(plain_keys, out.key);
    if (!known) return Error{unknown_key(project, out.key)};
    return out;
}

void set_text(Attributes& attributes, Id id, const std::string& value) {
    Attribute& attribute = attributes[id];
    attribute = {.id = id, .at = {}, .value = Value(value), .elements = {}};
}

void set_truth(Attributes& attributes, Id id, bool value) {
    attributes[id] = {.id = id, .at = {}, .value = Value(value), .elements = {}};
}

void set_member(Attributes& attributes, Id id, const std::string& key, Value value) {
    Attributes one;
    one[id].elements.push_back({key, std::move(value), {}});
    one[id].value = Value::null();
    merge(attributes, one);
}

void set_texts(Attributes& attributes, Id id, const Override& change, bool appends) {
    Attribute& attribute = attributes[id];
    if (!appends) attribute = {.id = id, .at = {}, .value = Value::null(), .elements = {}};
    for (const std::string& value : change.values)
        attribute.elements.push_back({"", Value(value), {}});
}

std::optional<std::string> set_entries(Attributes& attributes, Id id, const Override& change,
                                       bool appends) {
    std::vector<Element> fresh;
    for (const std::string& value : change.values) {
        if (value.empty()) continue;
        const auto decoded = entry(id, Value(value));
        if (!decoded) return decoded.error().message;
        fresh.push_back({"", *decoded, {}});
    }
    Attribute& attribute = attributes[id];
    if (!appends) attribute = {.id = id, .at = {}, .value = Value::null(), .elements = {}};
    attribute.elements.insert(attribute.elements.end(), fresh.begin(), fresh.end());
    normalize_entries(id, attribute.elements);
    return std::nullopt;
}

/// --set *.push: registry outputs go, images are told not to; or an image that pushes is added.
void set_push(Attributes& attributes, bool push) {
    Attribute& output = attributes[Id::output];
    output.id = Id::output;
    auto& all = output.elements;
    const auto with_push = [&](Element& element) {
        Value::Members members = element.value.members();
        members.emplace_back("push", Value(push ? "true" : "false"));
        element.value = Value::object(std::move(members)).value_or(Value());
    };
    bool only_docker = true;
    for (std::size_t i = 0; i < all.size();) {
        const std::string type = entry_field(all[i].value, "type");
        if (!push && type == "registry") {
            std::swap(all[i], all.back());
            all.pop_back();
            continue;
        }
        only_docker = only_docker && type == "docker";
        if (type == "image" && all[i].value.has_value()) with_push(all[i]);
        ++i;
    }
    if (!push || !only_docker) return;
    all.push_back({"", *Value::object({{"type", Value("image")}, {"push", Value("true")}}), {}});
}

void set_load(Attributes& attributes) {
    Attribute& output = attributes[Id::output];
    output.id = Id::output;
    for (const Element& element : output.elements) {
        const std::string type = entry_field(element.value, "type");
        if (type == "docker" && entry_field(element.value, "dest").empty()) return;
        const bool passed_over =
            type == "docker" || type == "image" || type == "registry" || type == "oci";
        if (!passed_over) return;
    }
    output.elements.push_back({"", *Value::object({{"type", Value("docker")}}), {}});
}

std::optional<std::string> set_secret_source(Attributes& attributes, const std::string& id,
                                             const std::string& value) {
    Attribute* secrets = attributes.find(Id::secret);
    if (secrets) {
        for (Element& element : secrets->elements) {
            if (entry_field(element.value, "id") != id) continue;
            const auto decoded = entry(Id::secret, Value("id=" + id + "," + value));
            const auto plain =
                decoded ? *decoded : *Value::object({{"id", Value(id)}, {"src", Value(value)}});
            element = {"", plain, {}};
            return std::nullopt;
        }
    }
    return fmt::format("secret `{}` is not declared", id);
}

std::optional<std::string> set_resource(Attributes& attributes, const std::string& name,
                                        const std::string& value) {
    static constexpr std::array<std::string_view, 4> texts = {"memory", "memory-swap",
                                                              "cpuset-cpus", "cpuset-mems"};
    static constexpr std::array<std::string_view, 3> numbers = {"cpu-shares", "cpu-period",
                                                                "cpu-quota"};
    if (is_one_of(texts, name)) {
        set_member(attributes, Id::resources, name, Value(value));
        return std::nullopt;
    }
    if (!is_one_of(numbers, name)) return fmt::format("unknown resources key {}", name);
    const auto number = Number::parse_whole(value, 10);
    if (!number || !number->as_int64())
        return fmt::format("invalid value {} for int64 key resources.{}", value, name);
    set_member(attributes, Id::resources, name, Value(*number));
    return std::nullopt;
}

std::optional<std::string> apply_list(std::string_view key, const Override& change,
                                      Attributes& attributes) {
    if (key == "tags") set_texts(attributes, Id::tags, change, change.appends);
    if (key == "platform") set_texts(attributes, Id::platforms, change, change.appends);
    // These two always append.
    if (key == "annotations") set_texts(attributes, Id::annotations, change, true);
    if (key == "entitlements") set_texts(attributes, Id::entitlements, change, true);
    if (key == "network") set_text(attributes, Id::network, "");
    if (key == "cache-from") return set_entries(attributes, Id::cache_from, change, change.appends);
    if (key == "cache-to") return set_entries(attributes, Id::cache_to, change, change.appends);
    if (key == "secrets") return set_entries(attributes, Id::secret, change, change.appends);
    if (key == "ssh") return set_entries(attributes, Id::ssh, change, change.appends);
    if (key == "output") return set_entries(attributes, Id::output, change, change.appends);
    if (key == "policy") return set_entries(attributes, Id::policy, change, change.appends);
    if (key == "attest") return set_entries(attributes, Id::attest, change, true);
    return std::nullopt;
}

std::optional<std::string> apply_one(std::string_view full_key, const Override& change,
                                     Attributes& attributes) {
    const std::size_t dot = full_key.find('.');
    const std::string_view key = full_key.substr(0, dot);
    const std::string member(dot == std::string_view::npos ? "" : full_key.substr(dot + 1));
    if (is_one_of(list_keys, key)) return apply_list(key, change, attributes);
    if (key == "context") set_text(attributes, Id::context, change.value);
    if (key == "dockerfile") set_text(attributes, Id::dockerfile, change.value);
    if (key == "target") set_text(attributes, Id::target, change.value);
    if (key == "call") set_text(attributes, Id::call, change.value);
    if (key == "shm-size") set_text(attributes, Id::shm_size, change.value);
    if (key == "args") set_member(attributes, Id::args, member, Value(change.value));
    if (key == "labels") set_member(attributes, Id::labels, member, Value(change.value));
    if (key == "contexts") set_member(attributes, Id::contexts, member, Value(change.value));
    if (key == "extra-hosts") set_member(attributes, Id::extra_hosts, member, Value(change.value));
    if (key == "resources") return set_resource(attributes, member, change.value);
    if (key == "secret") return set_secret_source(attributes, member, change.value);
    if (key == "ulimits" && !change.appends) attributes.erase(Id::ulimits);
    if (key == "no-cache-filter" && !change.appends) attributes.erase(Id::no_cache_filter);
    const bool is_truth = key == "no-cache" || key == "pull" || key == "push" || key == "load";
    if (!is_truth) return std::nullopt;
    const auto yes = truth(change.value);
    if (!yes) return fmt::format("invalid value {} for boolean key {}", change.value, key);
    if (key == "no-cache") set_truth(attributes, Id::no_cache, *yes);
    if (key == "pull") set_truth(attributes, Id::pull, *yes);
    if (key == "push") set_push(attributes, *yes);
    if (key == "load" && *yes) set_load(attributes);
    return std::nullopt;
}

} // namespace

std::map<std::string, Overrides, std::less<>> read_overrides(Project& project,
                                                             const Invocation& invocation) {
    std::map<std::string, Overrides, std::less<>> all;
    for (const std::string& text : invocation.overrides) {
        const auto written = read(project, text);
        if (!written) {
            complain(project, fmt::format("--set {}: {}", text, written.error().message));
            continue;
        }
        const auto names = names_of(project, written->pattern);
        if (names.empty()) {
            complain(project, fmt::format("--set {}: could not find any target matching '{}'", text,
                                          written->pattern));
            continue;
        }
        std::string value = written->value.value_or("");
        if (!written->value) {
            // args.X without a value takes it from the environment, or does nothing.
            const auto own = invocation.environment.find(written->member);
            if (own == invocation.environment.end()) continue;
            value = own->second;
        }
        const std::string key =
            written->member.empty() ? written->key : written->key + "." + written->member;
        for (const std::string& name : names) {
            Override& change = all[name][key];
            if (is_one_of(list_keys, written->key)) {
                change.appends = written->appends;
                change.values.push_back(value);
            } else {
                change.value = value;
                change.appends = written->appends;
            }
        }
    }
    return all;
}

std::vector<ReplacedList> replaced_lists(const Overrides& overrides, const Attributes& attributes) {
    static constexpr std::pair<std::string_view, Id> replacing[] = {{"cache-from", Id::cache_from},
                                                                    {"cache-to", Id::cache_to},
                                                                    {"output", Id::output},
                                                                    {"platform", Id::platforms},
                                                                    {"policy", Id::policy},
                                                                    {"secrets", Id::secret},
                                                                    {"ssh", Id::ssh},
                                                                    {"tags", Id::tags}};
    std::vector<ReplacedList> lists;
    for (const auto& [key, id] : replacing) {
        const auto change = overrides.find(key);
        const Attribute* const list = attributes.find(id);
        if (change == overrides.end() || change->second.appends || list == nullptr) continue;
        const auto& values = change->second.values;
        const auto is_lost = [&](const Element& each) {
            const bool is_kept =
                each.value.has_value() && each.value.is_string() &&
                std::find(values.begin(), values.end(), each.value.text()) != values.end();
            return each.at.is_written() && !is_kept;
        };
        if (std::any_of(list->elements.begin(), list->elements.end(), is_lost)) {
            lists.push_back({std::string(key), list->at});
        }
    }
    return lists;
}

std::vector<std::string> apply_overrides(const Overrides& overrides, Attributes& attributes) {
    std::vector<std::string> mistakes;
    const auto apply = [&](const std::string& key, const Override& change) {
        if (auto mistake = apply_one(key, change, attributes))
            mistakes.push_back(*std::move(mistake));
    };
    // What is pushed comes before what is loaded.
    const auto load = overrides.find("load");
    for (const auto& [key, change] : overrides) {
        if (key != "load") apply(key, change);
    }
    if (load != overrides.end()) apply(load->first, load->second);
    return mistakes;
}

} // namespace dflint::bake
