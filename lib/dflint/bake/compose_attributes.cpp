// SPDX-License-Identifier: Apache-2.0
// What the keys of a compose file's `build` and `x-bake` say, as attributes of a target.
#include "dflint/bake/compose_reader.h"

#include "dflint/bake/compose_scalar.h"
#include "dflint/bake/compose_values.h"
#include "dflint/bake/csv.h"
#include "dflint/bake/entries.h"
#include "dflint/bake/interpolate.h"
#include "dflint/source/ascii.h"
#include "dflint/syntax/yaml/embedded.h"

#include <algorithm>

namespace dflint::bake {

namespace {

/// A path of the file system: no URL, no Git reference, no other target.
bool is_local(std::string_view context) {
    if (context.find("://") != context.npos) return false;
    const auto begins = [context](std::string_view with) { return context.starts_with(with); };
    return !begins("/") && !begins("~") && !begins("git@") && !begins("github.com/") &&
           !begins("service:") && !begins("target:");
}

} // namespace

std::string ComposeReader::target_name(std::string_view service) {
    std::string out(service);
    std::replace(out.begin(), out.end(), '.', '_');
    return out;
}

const Environment& ComposeReader::environment_of(const Node& node) const {
    return *files_.document(node.file).environment;
}

ComposeReader::Text ComposeReader::text(const Node& node) {
    const ScalarKind kind = scalar_kind(node);
    if (kind != ScalarKind::text) return {scalar_text(node), origin(node)};
    return {interpolate(node.text, environment_of(node)).text, origin(node)};
}

void ComposeReader::set(AttributeId id, const Node& node) {
    if (!node.is_scalar()) return;
    Attribute& attribute = (*attributes_)[id];
    attribute.at = origin(node);
    attribute.value = text(node).as_value();
}

void ComposeReader::set_embedded(AttributeId id, const Node& node) {
    set(id, node);
    Attribute* const attribute = attributes_->find(id);
    if (attribute == nullptr || !attribute->value.has_value()) return;
    const auto written = yaml::embedded_text(*inputs_[node.file].source, node);
    auto said = written ? interpolate(*written, environment_of(node)) : std::nullopt;
    if (!said || said->text() != attribute->value.text()) return;
    attribute->embedded = std::make_shared<const EmbeddedText>(*std::move(said));
}

void ComposeReader::set_truth(AttributeId id, const Node& node) {
    if (!node.is_scalar()) return;
    const Text said = text(node);
    Attribute& attribute = (*attributes_)[id];
    attribute.at = origin(node);
    attribute.value = said.value ? Value(is_true(*said.value)) : Value::unknown(Kind::boolean);
}

void ComposeReader::set_when_true(AttributeId id, const Node& node) {
    if (!node.is_scalar()) return;
    const Text said = text(node);
    if (!said.value || is_true(*said.value)) set_truth(id, node);
}

bool ComposeReader::is_true(std::string_view text) {
    const std::string word = ascii::lower(text);
    return word == "true" || word == "y" || word == "yes" || word == "on";
}

void ComposeReader::set_size(AttributeId id, const Node& node) {
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

void ComposeReader::put(AttributeId id, Element element) {
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

void ComposeReader::put_text(AttributeId id, const Text& said) {
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

void ComposeReader::add_list(AttributeId id, const Node& node) {
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

std::vector<ComposeReader::Pair> ComposeReader::pairs(const Node& node) {
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

void ComposeReader::add_table(AttributeId id, const Node& node) {
    for (Pair& pair : pairs(node)) {
        if (!pair.value) pair.value = given(pair);
        if (!pair.value) continue;
        if (id == AttributeId::contexts) link(*pair.value);
        put(id, {pair.key, pair.value->as_value(), pair.value->at});
    }
}

void ComposeReader::add_labels(AttributeId id, const Node& node) {
    for (const Pair& pair : pairs(node)) {
        const Text value = pair.value.value_or(Text{"", pair.at});
        put(id, {pair.key, value.as_value(), value.at});
    }
}

void ComposeReader::add_hosts(AttributeId id, const Node& node) {
    std::map<std::string, Text> hosts;
    const auto add_host = [&](const std::string& name, const Text& address) {
        const auto [place, is_new] = hosts.try_emplace(name, address);
        if (is_new) return;
        Text& all = place->second;
        all.value = all.value && address.value ? std::optional(*all.value + "," + *address.value)
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

void ComposeReader::add_limits(AttributeId id, const Node& node) {
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
            limit.value = limit.value && number.value ? std::optional(*limit.value + *number.value)
                                                      : std::nullopt;
        }
        put_text(id, limit);
    }
}

void ComposeReader::read_environment(const Node& service) {
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

std::optional<ComposeReader::Text> ComposeReader::given(const Pair& pair) {
    const auto own = service_environment_.find(pair.key);
    if (own != service_environment_.end()) return own->second;
    const auto found = environment_->values.find(pair.key);
    if (found != environment_->values.end()) return Text{found->second, pair.at};
    if (!environment_->is_complete) return Text{std::nullopt, pair.at};
    return std::nullopt;
}

void ComposeReader::link(Text& context) const {
    constexpr std::string_view service = "service:";
    if (context.value && context.value->starts_with(service)) {
        context.value = "target:" + target_name(context.value->substr(service.size()));
    } else {
        move_to_directory(context);
    }
}

void ComposeReader::move_to_directory(Text& path) const {
    const std::string& directory = files_.document(path.at.file).directory;
    if (!path.value || path.value->empty() || !is_local(*path.value)) return;
    path.value = clean(directory + *path.value);
    if (path.value->empty()) path.value = ".";
}

void ComposeReader::set_context(AttributeId id, const Node& node) {
    if (!node.is_scalar()) return;
    Text said = text(node);
    if (said.value == "") said.value = ".";
    move_to_directory(said);
    if (said.value && said.value->starts_with('/')) said.value = clean(*said.value);
    Attribute& attribute = (*attributes_)[id];
    attribute.at = said.at;
    attribute.value = said.as_value();
}

void ComposeReader::add_included_context(const Node& build) {
    if (!files_.document(build.file).is_included) return;
    if (attributes_->find(AttributeId::context) != nullptr) return;
    Text said{".", origin(build)};
    move_to_directory(said);
    if (said.value == ".") return;
    Attribute& attribute = (*attributes_)[AttributeId::context];
    attribute.at = said.at;
    attribute.value = said.as_value();
}

void ComposeReader::add_ssh(AttributeId id, const Node& node) {
    add_list(id, node);
    for (const auto& [key, value] : node.merged_entries()) {
        const Text path = text(*value);
        put_text(id,
                 {path.value && !path.value->empty() ? key->text + "=" + *path.value : key->text,
                  origin(*key)});
    }
}

void ComposeReader::add_secrets(AttributeId id, const Node& node) {
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

void ComposeReader::add_secret_source(const std::string& name, const Origin& at,
                                      Value::Members& members) {
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

void ComposeReader::attest(const std::string& type, const Node* node) {
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

} // namespace dflint::bake
