// SPDX-License-Identifier: Apache-2.0
// cty/function/stdlib/collection.go, maps and objects.
#include "dflint/bake/functions.h"

#include <fmt/format.h>

namespace dflint::bake {

namespace {

Outcome keys(Arguments in) {
    const Type type = in[0].type();
    if (type.is(Kind::object)) {
        Value::Elements names;
        // The names are known even where the object is not.
        for (const AttributeType& attribute : type.attributes()) names.emplace_back(attribute.name);
        return Value::tuple(std::move(names));
    }
    if (!in[0].is_known()) return Value::unknown({}, in[0].cause());
    if (!type.is(Kind::map)) return fault(0, "must have map or object type");
    Value::Elements names;
    for (const auto& [key, value] : in[0].members()) names.emplace_back(key);
    return Value::list(Kind::string, std::move(names));
}

Outcome values(Arguments in) {
    const Type type = in[0].type();
    if (!type.is_mapping()) return fault("values() requires a map as the first argument");
    if (type.is(Kind::map)) return Value::list(type.element(), elements_of(in[0]));
    return Value::tuple(elements_of(in[0]));
}

Outcome lookup(Arguments in) {
    const Type type = in[0].type();
    if (!type.is_mapping()) return fault(0, "lookup() requires a map as the first argument");
    if (type.is(Kind::map) && !convert(in[2], type.element()))
        return fault(2, "the default value must have the same type as the map elements");
    if (!in[0].is_wholly_known()) return Value::unknown({}, in[0].cause());
    if (const Value* member = in[0].member(in[1].text())) return *member;
    if (type.is(Kind::object)) return in[2];
    return *convert(in[2], type.element());
}

Outcome merge(Arguments in) {
    Value::Members members;
    bool all_alike = true;
    for (const Value& value : in) {
        const Type type = value.type();
        if (!value.is_known() && type.is(Kind::dynamic)) return Value::unknown({}, value.cause());
        if (!type.is_mapping() && !type.is(Kind::dynamic)) {
            return fault(
                fmt::format("arguments must be maps or objects, got {}", quoted(type.name())));
        }
        if (!value.is_known()) return Value::unknown({}, value.cause());
        all_alike = all_alike && type == in[0].type();
        if (value.is_null()) continue;
        members.insert(members.end(), value.members().begin(), value.members().end());
        if (members.size() > Value::max_weight) break;
    }
    if (!in.empty() && all_alike && in[0].type().is(Kind::map))
        return Value::map(in[0].type().element(), std::move(members));
    return Value::object(std::move(members));
}

Outcome zipmap(Arguments in) {
    const Type type = in[1].type();
    if (!type.is_sequence()) return fault("values argument must be a list or tuple value");
    if (!in[0].is_wholly_known()) return Value::unknown({}, in[0].cause());
    const auto& names = in[0].elements();
    if (names.size() != in[1].length()) {
        return fault(fmt::format("number of keys ({}) does not match number of values ({})",
                                 names.size(), in[1].length()));
    }
    Value::Members members;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i].is_null())
            return fault(fmt::format("keys list has null value at index {}", i));
        members.emplace_back(names[i].text(), in[1].elements()[i]);
    }
    if (type.is(Kind::list)) return Value::map(type.element(), std::move(members));
    return Value::object(std::move(members));
}

} // namespace

std::vector<Function> mapping_functions() {
    Parameter map = any("inputMap");
    map.allows_unknown = true;
    Parameter maps = any("maps");
    maps.allows_null = maps.allows_unknown = true;
    const Parameter names{.name = "keys", .type = Type::list(Kind::string)};
    return {
        {"keys", {map}, {}, {}, keys},
        {"values", {any("mapping")}, {}, {}, values},
        {"lookup", {any("inputMap"), text("key"), any("default")}, {}, {}, lookup},
        {"merge", {}, maps, {}, merge},
        {"zipmap", {names, any("values")}, {}, {}, zipmap},
    };
}

} // namespace dflint::bake
