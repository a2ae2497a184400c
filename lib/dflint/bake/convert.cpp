// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/convert.h"

#include "dflint/source/ascii.h"

#include <algorithm>
#include <fmt/format.h>

namespace dflint::bake {

namespace {

Error too_large() {
    return {"the value is too large to work with"};
}

Result<Value> made(std::optional<Value> value) {
    if (!value) return too_large();
    return *std::move(value);
}

/// The type an unknown or null gets when its wish has "any" in it: what is known of its own.
Type merged(const Type& own, const Type& wanted) {
    if (wanted.is(Kind::dynamic)) return own;
    if (own.kind() == wanted.kind() && own.is_collection())
        return Type::collection(own.kind(), merged(own.element(), wanted.element()));
    if (!wanted.is(Kind::object)) return wanted;
    std::vector<AttributeType> attributes = wanted.attributes();
    for (AttributeType& attribute : attributes) {
        attribute.optional = false;
        if (const AttributeType* mine = own.attribute(attribute.name))
            attribute.type = merged(mine->type, attribute.type);
    }
    return Type::object(std::move(attributes));
}

bool object_fits(const Type& from, const Type& to, bool unsafe) {
    return std::all_of(to.attributes().begin(), to.attributes().end(), [&](const auto& wanted) {
        const AttributeType* own = from.attribute(wanted.name);
        if (!own) return wanted.optional;
        return own->type == wanted.type || is_convertible(own->type, wanted.type, unsafe);
    });
}

bool elements_fit(const std::vector<Type>& from, const Type& to, bool unsafe) {
    if (from.empty()) return true;
    if (to.is(Kind::dynamic)) {
        const auto unified = unify(from);
        if (!unified) return false;
        return !unified->is(Kind::dynamic) ||
               std::all_of(from.begin(), from.end(),
                           [](const Type& type) { return type.is(Kind::dynamic); });
    }
    return std::all_of(from.begin(), from.end(), [&](const Type& type) {
        return type == to || is_convertible(type, to, unsafe);
    });
}

std::vector<Type> attribute_types(const Type& object) {
    std::vector<Type> types;
    for (const AttributeType& attribute : object.attributes()) types.push_back(attribute.type);
    return types;
}

Result<Value> primitive(const Value& value, Kind wanted) {
    if (wanted == Kind::string) {
        if (value.is(Kind::boolean)) return Value(value.boolean() ? "true" : "false");
        return Value(value.number().text());
    }
    const std::string& text = value.text();
    if (wanted == Kind::number) {
        const auto number = Number::parse(text);
        if (!number) return Error{"a number is required"};
        return Value(*number);
    }
    if (text == "true" || text == "1") return Value(true);
    if (text == "false" || text == "0") return Value(false);
    const std::string lower = ascii::lower(text);
    if (lower == "true" || lower == "false")
        return Error{"a bool is required; to convert from string, use lowercase \"" + lower + "\""};
    return Error{"a bool is required"};
}

/// What "any single type" means for these elements.
Result<Type> element_type(const Type& wanted, const Value::Elements& elements) {
    if (!wanted.is(Kind::dynamic)) return wanted;
    std::vector<Type> types;
    for (const Value& element : elements) types.push_back(element.type());
    if (types.empty()) return wanted;
    const auto unified = unify(types);
    if (!unified) return Error{"cannot find a common base type for all elements"};
    return *unified;
}

Result<Value> listing(const Value& value, const Type& wanted) {
    if (value.is(wanted.kind()) && wanted.element().is(Kind::dynamic)) return value;
    const auto element = element_type(wanted.element(), value.elements());
    if (!element) return element.error();
    const bool keeps_type =
        value.length() == 0 && element->is(Kind::dynamic) && !value.is(Kind::tuple);
    const Type type = keeps_type ? value.type().element() : *element;
    Value::Elements elements;
    elements.reserve(value.length());
    for (const Value& item : value.elements()) {
        auto converted = convert(item, type);
        if (!converted) return converted;
        elements.push_back(std::move(*converted));
    }
    if (wanted.is(Kind::set)) return made(Value::set(type, std::move(elements)));
    return made(Value::list(type, std::move(elements)));
}

Result<Value> mapping(const Value& value, const Type& wanted) {
    if (value.is(Kind::map) && wanted.element().is(Kind::dynamic)) return value;
    Value::Elements values;
    for (const auto& [key, item] : value.members()) values.push_back(item);
    const auto element = element_type(wanted.element(), values);
    if (!element) return element.error();
    Value::Members members;
    members.reserve(value.length());
    for (const auto& [key, item] : value.members()) {
        auto converted = convert(item, *element);
        if (!converted) return converted;
        members.emplace_back(key, std::move(*converted));
    }
    return made(Value::map(*element, std::move(members)));
}

Result<Value> object(const Value& value, const Type& wanted) {
    Value::Members members;
    for (const AttributeType& attribute : wanted.attributes()) {
        const Value* own = value.member(attribute.name);
        if (own) {
            auto converted = convert(*own, attribute.type);
            if (!converted) return converted;
            members.emplace_back(attribute.name, std::move(*converted));
        } else if (attribute.optional) {
            members.emplace_back(attribute.name, Value::null(attribute.type));
        } else {
            return Error{"map has no element for required attribute \"" + attribute.name + "\""};
        }
    }
    return made(Value::object(std::move(members)));
}

Result<Value> tuple(const Value& value, const Type& wanted) {
    Value::Elements elements;
    for (std::size_t i = 0; i < value.length(); ++i) {
        auto converted = convert(value.elements()[i], wanted.elements()[i]);
        if (!converted) return converted;
        elements.push_back(std::move(*converted));
    }
    return made(Value::tuple(std::move(elements)));
}

Result<Value> convert_content(const Value& value, const Type& wanted) {
    switch (wanted.kind()) {
    case Kind::boolean:
    case Kind::number:
    case Kind::string:
        return primitive(value, wanted.kind());
    case Kind::list:
    case Kind::set:
        return listing(value, wanted);
    case Kind::map:
        return mapping(value, wanted);
    case Kind::object:
        return object(value, wanted);
    case Kind::tuple:
        return tuple(value, wanted);
    default:
        return value;
    }
}

} // namespace

bool is_convertible(const Type& from, const Type& to, bool unsafe) {
    if (to.is(Kind::dynamic)) return true;
    if (from.is(Kind::dynamic)) return unsafe;
    if (from.is_primitive() && to.is_primitive()) {
        if (from.kind() == to.kind() || to.is(Kind::string)) return true;
        return unsafe && from.is(Kind::string);
    }
    switch (to.kind()) {
    case Kind::object:
        if (from.is(Kind::object)) return object_fits(from, to, unsafe);
        if (!from.is(Kind::map) || !unsafe) return false;
        return std::all_of(to.attributes().begin(), to.attributes().end(), [&](const auto& wanted) {
            return wanted.optional || from.element() == wanted.type ||
                   is_convertible(from.element(), wanted.type, unsafe);
        });
    case Kind::tuple: {
        if (!from.is(Kind::tuple) || from.elements().size() != to.elements().size()) return false;
        for (std::size_t i = 0; i < to.elements().size(); ++i) {
            const Type& own = from.elements()[i];
            if (!(own == to.elements()[i]) && !is_convertible(own, to.elements()[i], unsafe))
                return false;
        }
        return true;
    }
    case Kind::list:
    case Kind::set:
        if (from.is(Kind::tuple)) return elements_fit(from.elements(), to.element(), unsafe);
        if (!from.is(Kind::list) && !from.is(Kind::set)) return false;
        if (to.is(Kind::set) && from.is(Kind::list) && !unsafe) return false;
        return from.element() == to.element() ||
               is_convertible(from.element(), to.element(), unsafe);
    case Kind::map:
        if (from.is(Kind::object)) return elements_fit(attribute_types(from), to.element(), unsafe);
        return from.is(Kind::map) && is_convertible(from.element(), to.element(), unsafe);
    default:
        return false;
    }
}

Result<Value> convert(const Value& value, const Type& wanted) {
    if (wanted.is(Kind::dynamic)) return value;
    if (wanted.is_primitive() && value.is(wanted.kind())) return value;
    const Type own = value.type();
    if (own == wanted) return value;
    if (!is_convertible(own, wanted, true)) return Error{mismatch(own, wanted)};
    if (!value.is_known()) return Value::unknown(merged(own, wanted), value.cause());
    if (value.is_null()) return Value::null(merged(own, wanted));
    return convert_content(value, wanted);
}

} // namespace dflint::bake
