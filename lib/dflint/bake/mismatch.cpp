// SPDX-License-Identifier: Apache-2.0
// cty/convert/mismatch_msg.go: the words users know from buildx.
#include "dflint/bake/convert.h"

#include <fmt/format.h>

namespace dflint::bake {

namespace {

std::string required(const Type& wanted) {
    return wanted.constraint_name() + " required";
}

std::string missing_attributes(const std::vector<std::string>& names) {
    if (names.size() == 1) return fmt::format("attribute \"{}\" is required", names[0]);
    if (names.size() == 2)
        return fmt::format("attributes \"{}\" and \"{}\" are required", names[0], names[1]);
    std::string all;
    for (std::size_t i = 0; i + 1 < names.size(); ++i) all += fmt::format("\"{}\", ", names[i]);
    return fmt::format("attributes {}and \"{}\" are required", all, names.back());
}

std::string of_objects(const Type& got, const Type& wanted) {
    std::vector<std::string> missing;
    std::string first;
    for (const AttributeType& attribute : wanted.attributes()) {
        const AttributeType* own = got.attribute(attribute.name);
        if (!own && !attribute.optional) missing.push_back(attribute.name);
        if (!own || !first.empty() || own->type == attribute.type) continue;
        if (is_convertible(own->type, attribute.type, true)) continue;
        first = fmt::format("attribute \"{}\": {}", attribute.name,
                            mismatch(own->type, attribute.type));
    }
    if (!missing.empty()) return missing_attributes(missing);
    return first.empty() ? "incorrect object attributes" : first;
}

/// A tuple or object for a list, set or map.
std::string of_structure(const Type& got, const Type& wanted) {
    if (got.is(Kind::tuple) == wanted.is(Kind::map)) return required(wanted);
    const Type& element = wanted.element();
    const auto fits = [&](const Type& type) {
        return type == element || is_convertible(type, element, true);
    };
    if (got.is(Kind::tuple)) {
        for (std::size_t i = 0; i < got.elements().size(); ++i) {
            if (!fits(got.elements()[i]))
                return fmt::format("element {}: {}", i, mismatch(got.elements()[i], element));
        }
    } else {
        for (const AttributeType& attribute : got.attributes()) {
            if (!fits(attribute.type))
                return fmt::format("element \"{}\": {}", attribute.name,
                                   mismatch(attribute.type, element));
        }
    }
    return fmt::format("all elements must be {}", element.constraint_name());
}

std::string of_collections(const Type& got, const Type& wanted) {
    if (got.is(Kind::map) != wanted.is(Kind::map)) return required(wanted);
    const char* noun = wanted.is(Kind::list) ? "list" : wanted.is(Kind::set) ? "set" : "map";
    return fmt::format("incorrect {} element type: {}", noun,
                       mismatch(got.element(), wanted.element()));
}

} // namespace

std::string mismatch(const Type& got, const Type& wanted) {
    const bool structural = got.is(Kind::tuple) || got.is(Kind::object);
    if (got.is(Kind::object) && wanted.is(Kind::object)) return of_objects(got, wanted);
    if (wanted.is_collection() && wanted.element().is(Kind::dynamic)) {
        if (got.is(Kind::tuple) && wanted.is(Kind::list))
            return "all list elements must have the same type";
        if (got.is(Kind::tuple) && wanted.is(Kind::set))
            return "all set elements must have the same type";
        if (got.is(Kind::object) && wanted.is(Kind::map))
            return "all map elements must have the same type";
    }
    if (structural && wanted.is_collection()) return of_structure(got, wanted);
    if (got.is_collection() && wanted.is_collection()) return of_collections(got, wanted);
    return required(wanted);
}

} // namespace dflint::bake
