// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/entries.h"

#include "dflint/bake/convert.h"
#include "dflint/bake/csv.h"
#include "dflint/bake/functions.h"
#include "dflint/source/ascii.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <unordered_map>
#include <utility>

namespace dflint::bake {

namespace {

using Id = AttributeId;

std::string trimmed(std::string_view text) {
    const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
    const std::size_t end = text.find_last_not_of(" \t\r\n");
    return std::string(end == std::string_view::npos ? "" : text.substr(begin, end + 1 - begin));
}

/// Go's strconv.ParseBool.
std::optional<bool> truth(std::string_view text) {
    for (const char* yes : {"1", "t", "T", "true", "TRUE", "True"}) {
        if (text == yes) return true;
    }
    for (const char* no : {"0", "f", "F", "false", "FALSE", "False"}) {
        if (text == no) return false;
    }
    return std::nullopt;
}

Value object(Value::Members members) {
    return Value::object(std::move(members)).value_or(Value());
}

using Pair = std::pair<std::string, std::string>;

/// key=value for each field; the error names the field without a `=`.
Result<std::vector<Pair>> pairs_of(const csv::Record& fields, std::string_view mistake) {
    std::vector<Pair> pairs;
    for (const std::string& field : fields) {
        const std::size_t equals = field.find('=');
        if (equals == std::string::npos) return Error{fmt::format(fmt::runtime(mistake), field)};
        pairs.emplace_back(field.substr(0, equals), field.substr(equals + 1));
    }
    return pairs;
}

constexpr std::string_view invalid_value = "invalid value {}";

Result<Value> cache_from_text(const std::string& text, const csv::Record& fields) {
    if (fields.size() == 1 && fields[0].find('=') == std::string::npos)
        return object({{"type", Value("registry")}, {"ref", Value(fields[0])}});
    const auto pairs = pairs_of(fields, invalid_value);
    if (!pairs) return pairs.error();
    Value::Members members;
    std::string type;
    for (const auto& [key, value] : *pairs) {
        if (ascii::lower(key) == "type") type = value;
        members.emplace_back(ascii::lower(key), Value(value));
    }
    if (type.empty()) return Error{fmt::format("type required for {}", quoted(text))};
    return object(std::move(members));
}

Result<Value> output_from_text(const std::string& text, const csv::Record& fields) {
    if (fields.size() == 1 && fields[0] == text && !text.starts_with("type=")) {
        const char* type = text == "-" ? "tar" : "local";
        return object({{"type", Value(type)}, {"dest", Value(text)}});
    }
    const auto pairs = pairs_of(fields, invalid_value);
    if (!pairs) return pairs.error();
    Value::Members members;
    std::string type;
    for (const auto& [key, value] : *pairs) {
        const std::string name = trimmed(ascii::lower(key));
        if (name == "type") type = value;
        // An empty destination is none.
        if (name == "dest" && value.empty()) continue;
        members.emplace_back(name, Value(value));
    }
    if (type.empty()) return Error{"type is required for output"};
    return object(std::move(members));
}

Result<Value> attest_from_text(const csv::Record& fields) {
    const auto pairs = pairs_of(fields, invalid_value);
    if (!pairs) return pairs.error();
    Value::Members members;
    bool has_type = false;
    for (const auto& [key, value] : *pairs) {
        const std::string name = trimmed(ascii::lower(key));
        if (name == "disabled") {
            const auto disabled = truth(value);
            if (!disabled) {
                return Error{fmt::format("invalid value {}={}: strconv.ParseBool: parsing {}: "
                                         "invalid syntax",
                                         key, value, quoted(value))};
            }
            if (*disabled) members.emplace_back(name, Value(true));
        } else {
            has_type = has_type || (name == "type" && !value.empty());
            members.emplace_back(name == "type" ? name : key, Value(value));
        }
    }
    if (!has_type) return Error{"attestation type not specified"};
    return object(std::move(members));
}

Result<Value> secret_from_text(const csv::Record& fields) {
    std::string type;
    std::string id;
    std::string source;
    std::string env;
    for (const std::string& field : fields) {
        const std::size_t equals = field.find('=');
        if (equals == std::string::npos)
            return Error{fmt::format("invalid field '{}' must be a key=value pair", field)};
        const std::string key = ascii::lower(field.substr(0, equals));
        const std::string value = field.substr(equals + 1);
        if (key == "type") {
            if (value != "file" && value != "env")
                return Error{fmt::format("unsupported secret type {}", quoted(value))};
            type = value;
        } else if (key == "id") {
            id = value;
        } else if (key == "source" || key == "src") {
            source = value;
        } else if (key == "env") {
            env = value;
        } else {
            return Error{fmt::format("unexpected key '{}' in '{}'", key, field)};
        }
    }
    if (type == "env" && env.empty()) env = std::exchange(source, "");
    Value::Members members;
    if (!id.empty()) members.emplace_back("id", Value(id));
    if (!source.empty()) members.emplace_back("src", Value(source));
    if (!env.empty()) members.emplace_back("env", Value(env));
    return object(std::move(members));
}

Result<Value> ssh_from_text(std::string_view text) {
    const std::size_t equals = text.find('=');
    Value::Members members{{"id", Value(text.substr(0, equals))}};
    std::vector<std::string> paths;
    if (equals != std::string_view::npos) {
        std::string_view rest = text.substr(equals + 1);
        for (std::size_t comma = rest.find(','); comma != std::string_view::npos;
             comma = rest.find(',')) {
            paths.emplace_back(rest.substr(0, comma));
            rest.remove_prefix(comma + 1);
        }
        paths.emplace_back(rest);
    }
    members.emplace_back("paths", Value::strings(paths));
    return object(std::move(members));
}

/// The fields of a policy, from CSV or from an object.
Result<Value> policy_from_pairs(const std::vector<Pair>& pairs) {
    Value::Members members;
    for (const auto& [key, value] : pairs) {
        const std::string name = trimmed(ascii::lower(key));
        const Error invalid{fmt::format("invalid value {}={}", key, value)};
        if (name == "filename") {
            if (value.empty()) return invalid;
            members.emplace_back(name, Value(value));
        } else if (name == "reset" || name == "disabled" || name == "strict") {
            const auto yes = truth(value);
            if (!yes) return invalid;
            members.emplace_back(name, Value(*yes));
        } else if (name == "log-level") {
            members.emplace_back(name, Value(value));
        } else {
            return invalid;
        }
    }
    return object(std::move(members));
}

Result<Value> from_text(Id id, const std::string& text) {
    if (id == Id::ssh) return ssh_from_text(text);
    const auto fields = csv::fields(text);
    if (!fields) return fields.error();
    switch (id) {
    case Id::attest:
        return attest_from_text(*fields);
    case Id::output:
        return output_from_text(text, *fields);
    case Id::secret:
        return secret_from_text(*fields);
    case Id::policy: {
        const auto pairs = pairs_of(*fields, invalid_value);
        if (!pairs) return pairs.error();
        return policy_from_pairs(*pairs);
    }
    default:
        return cache_from_text(text, *fields);
    }
}

/// The members of an object that are known strings; empty ones of `dropped` are left out.
Value::Members known_members(const Value& map) {
    Value::Members members;
    for (const auto& [key, value] : map.members()) {
        if (!value.is_null()) members.emplace_back(key, value);
    }
    return members;
}

Result<Value> from_object(Id id, const Value& written) {
    if (id == Id::secret || id == Id::ssh) {
        const Type wanted = id == Id::secret
                                ? Type::object({{"id", Kind::string, true},
                                                {"src", Kind::string, true},
                                                {"env", Kind::string, true}})
                                : Type::object({{"id", Kind::string, true},
                                                {"paths", Type::list(Kind::string), true}});
        const auto converted = convert(written, wanted);
        if (!converted) return converted.error();
        Value::Members members;
        for (const auto& [key, value] : converted->members()) {
            const bool empty = value.is_null() || (value.is_string() && value.text().empty());
            if (!empty) members.emplace_back(key, value);
        }
        return object(std::move(members));
    }
    if (id == Id::policy) {
        if (!written.type().is_mapping())
            return Error{mismatch(written.type(), Type::map(Kind::string))};
        std::vector<Pair> pairs;
        for (const auto& [key, value] : written.members()) {
            if (!value.has_value()) continue;
            const auto text = convert(value, Kind::string);
            if (!text) return text.error();
            if (!text->text().empty()) pairs.emplace_back(key, text->text());
        }
        return policy_from_pairs(pairs);
    }
    const auto converted = convert(written, Type::map(Kind::string));
    if (!converted) return converted.error();
    Value::Members members = known_members(*converted);
    const Value* type = converted->member("type");
    const bool has_type =
        type && (!type->is_known() || (type->is_string() && !type->text().empty()));
    if (id == Id::attest) {
        for (auto at = members.begin(); at != members.end(); ++at) {
            if (at->first != "disabled" || !at->second.is_string()) continue;
            const auto disabled = truth(at->second.text());
            if (!disabled) {
                return Error{fmt::format("strconv.ParseBool: parsing {}: invalid syntax",
                                         quoted(at->second.text()))};
            }
            at->second = Value(true);
            if (!*disabled) members.erase(at);
            break;
        }
        return object(std::move(members));
    }
    if (!has_type && id == Id::output) return Error{"type is required for output"};
    if (!has_type)
        return Error{fmt::format("type required for {}", quoted(to_json(written).value_or("")))};
    return object(std::move(members));
}

/// Go's removeDupes: the earlier one of two equal entries stays at its place, the later one's place
/// is taken by the last entry.
void remove_repeated(std::vector<Element>& elements) {
    std::vector<std::string> texts; // no two known entries of one text are unequal
    texts.reserve(elements.size());
    for (const Element& each : elements) {
        const bool is_known = each.value.is_wholly_known();
        texts.push_back(is_known ? to_json(each.value).value_or("") : "");
    }
    std::unordered_map<std::string, std::size_t> places; // of the entries behind `i`
    for (std::size_t i = elements.size(); i-- > 0;) {
        if (texts[i].empty()) continue;
        const auto [place, fresh] = places.try_emplace(texts[i], i);
        if (fresh) continue;
        const std::size_t later = std::exchange(place->second, i);
        const std::size_t last = elements.size() - 1;
        if (later != last) {
            elements[later] = std::move(elements[last]);
            texts[later] = std::move(texts[last]);
            if (!texts[later].empty()) places[texts[later]] = later;
        }
        elements.pop_back();
        texts.pop_back();
    }
}

} // namespace

bool is_empty_entry(const Value& written) {
    return written.is_string() && written.text().empty();
}

Result<Value> entry(AttributeId id, const Value& written) {
    if (!written.is_known()) return written;
    if (written.is_string()) return from_text(id, written.text());
    if (written.is_null()) return Error{"a null value is not an entry"};
    return from_object(id, written);
}

std::string entry_field(const Value& entry, std::string_view name) {
    const Value* field = entry.has_value() ? entry.member(name) : nullptr;
    return field && field->is_string() ? field->text() : "";
}

std::string entry_key(AttributeId id, const Value& entry) {
    return entry_field(entry, id == Id::attest ? "type" : "id");
}

void normalize_entries(AttributeId id, std::vector<Element>& elements) {
    if (id == Id::policy) return;
    if (id != Id::attest && id != Id::secret && id != Id::ssh) {
        if (elements.size() > 1) remove_repeated(elements);
        return;
    }
    std::vector<Element> kept;
    std::map<std::string, std::size_t> places;
    for (Element& element : elements) {
        if (!element.value.is_known()) {
            kept.push_back(std::move(element));
            continue;
        }
        const auto [place, fresh] = places.emplace(entry_key(id, element.value), kept.size());
        if (fresh) {
            kept.push_back(std::move(element));
        } else {
            kept[place->second] = std::move(element);
        }
    }
    elements = std::move(kept);
}

} // namespace dflint::bake
