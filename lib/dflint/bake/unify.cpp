// SPDX-License-Identifier: Apache-2.0
// cty/convert: unify.go, sort_types.go, compare_types.go.
#include "dflint/bake/convert.h"

#include <algorithm>
#include <array>

namespace dflint::bake {

namespace {

std::optional<Type> unify_kinds(const std::vector<Type>& types);

/// Below 0: every b is an a in disguise, so a is preferred. 0: no order.
int preference(const Type& a, const Type& b);

int preference_of_parts(const std::vector<std::pair<const Type*, const Type*>>& parts) {
    bool first = false;
    bool second = false;
    for (const auto& [a, b] : parts) {
        const int order = preference(*a, *b);
        first = first || order < 0;
        second = second || order > 0;
    }
    if (first == second) return 0;
    return first ? -1 : 1;
}

int preference_of_structures(const Type& a, const Type& b) {
    std::vector<std::pair<const Type*, const Type*>> parts;
    if (a.is(Kind::tuple)) {
        if (a.elements().size() != b.elements().size()) return 0;
        for (std::size_t i = 0; i < a.elements().size(); ++i)
            parts.emplace_back(&a.elements()[i], &b.elements()[i]);
    } else {
        if (a.attributes().size() != b.attributes().size()) return 0;
        for (const AttributeType& attribute : a.attributes()) {
            const AttributeType* other = b.attribute(attribute.name);
            if (!other) return 0;
            parts.emplace_back(&attribute.type, &other->type);
        }
    }
    return preference_of_parts(parts);
}

int preference(const Type& a, const Type& b) {
    if (a.is(Kind::dynamic) || b.is(Kind::dynamic))
        return int{a.is(Kind::dynamic)} - int{b.is(Kind::dynamic)};
    if (a.is_primitive() && b.is_primitive())
        return int{b.is(Kind::string)} - int{a.is(Kind::string)};
    if (a.kind() == b.kind() && a.is_collection()) return preference(a.element(), b.element());
    const auto is = [&](Kind first, Kind second) { return a.is(first) && b.is(second); };
    if (is(Kind::list, Kind::tuple) || is(Kind::map, Kind::object) || is(Kind::list, Kind::set) ||
        is(Kind::tuple, Kind::set))
        return -1;
    if (is(Kind::tuple, Kind::list) || is(Kind::object, Kind::map) || is(Kind::set, Kind::list) ||
        is(Kind::set, Kind::tuple))
        return 1;
    if (a.kind() == b.kind() && (a.is(Kind::tuple) || a.is(Kind::object)))
        return preference_of_structures(a, b);
    return 0;
}

/// All are convertible to one of them, the most preferred first.
std::optional<Type> common(const std::vector<Type>& types) {
    std::vector<Type> distinct;
    for (const Type& type : types) {
        if (std::find(distinct.begin(), distinct.end(), type) == distinct.end())
            distinct.push_back(type);
        // So many different types have nothing in common.
        if (distinct.size() > 64) return std::nullopt;
    }
    std::stable_sort(distinct.begin(), distinct.end(),
                     [](const Type& a, const Type& b) { return preference(a, b) < 0; });
    for (const Type& wanted : distinct) {
        const bool fits = std::all_of(distinct.begin(), distinct.end(), [&](const Type& type) {
            return type == wanted || is_convertible(type, wanted, true);
        });
        if (fits) return wanted;
    }
    return std::nullopt;
}

std::optional<Type> if_all_fit(const std::vector<Type>& types, Type wanted) {
    for (const Type& type : types) {
        if (!(type == wanted) && !is_convertible(type, wanted, true)) return std::nullopt;
    }
    return wanted;
}

std::optional<Type> unify_collections(Kind kind, const std::vector<Type>& types) {
    std::vector<Type> elements;
    for (const Type& type : types) elements.push_back(type.element());
    const auto element = unify_kinds(elements);
    if (!element) return std::nullopt;
    return if_all_fit(types, Type::collection(kind, *element));
}

/// Tuples of any lengths as one list, objects of any attributes as one map.
std::optional<Type> unify_as_collection(const std::vector<Type>& types) {
    std::vector<Type> parts;
    for (const Type& type : types) {
        if (type.is(Kind::tuple)) {
            parts.insert(parts.end(), type.elements().begin(), type.elements().end());
        } else {
            for (const AttributeType& attribute : type.attributes())
                parts.push_back(attribute.type);
        }
    }
    const auto element = unify_kinds(parts);
    if (!element) return std::nullopt;
    const Kind kind = types.front().is(Kind::tuple) ? Kind::list : Kind::map;
    return if_all_fit(types, Type::collection(kind, *element));
}

std::optional<Type> unify_tuples(const std::vector<Type>& types) {
    const std::size_t size = types.front().elements().size();
    for (const Type& type : types) {
        if (type.elements().size() != size) return unify_as_collection(types);
    }
    std::vector<Type> elements;
    for (std::size_t i = 0; i < size; ++i) {
        std::vector<Type> column;
        for (const Type& type : types) column.push_back(type.elements()[i]);
        const auto element = unify_kinds(column);
        if (!element) return std::nullopt;
        elements.push_back(*element);
    }
    const auto result = if_all_fit(types, Type::tuple(std::move(elements)));
    return result ? result : unify_as_collection(types);
}

std::optional<Type> unify_objects(const std::vector<Type>& types) {
    const auto& first = types.front().attributes();
    for (const Type& type : types) {
        const bool same = std::equal(
            first.begin(), first.end(), type.attributes().begin(), type.attributes().end(),
            [](const AttributeType& a, const AttributeType& b) { return a.name == b.name; });
        if (!same) return unify_as_collection(types);
    }
    std::vector<AttributeType> attributes;
    for (const AttributeType& attribute : first) {
        std::vector<Type> column;
        for (const Type& type : types) column.push_back(type.attribute(attribute.name)->type);
        const auto unified = unify_kinds(column);
        if (!unified) return std::nullopt;
        attributes.push_back({attribute.name, *unified, false});
    }
    const auto result = if_all_fit(types, Type::object(std::move(attributes)));
    return result ? result : unify_as_collection(types);
}

/// Lists with tuples among them, or maps with objects: the latter become the former first.
std::optional<Type> unify_mixed(const std::vector<Type>& types, Kind structure) {
    std::vector<Type> structures;
    for (const Type& type : types) {
        if (type.is(structure)) structures.push_back(type);
    }
    const auto collected = unify_as_collection(structures);
    if (!collected) return std::nullopt;
    std::vector<Type> all = types;
    for (Type& type : all) {
        if (type.is(structure)) type = *collected;
    }
    return unify_kinds(all);
}

std::optional<Type> unify_kinds(const std::vector<Type>& types) {
    if (types.empty()) return std::nullopt;
    std::array<std::size_t, 10> counts{};
    for (const Type& type : types) ++counts[static_cast<std::size_t>(type.kind())];
    const auto count = [&](Kind kind) { return counts[static_cast<std::size_t>(kind)]; };
    const std::size_t dynamic = count(Kind::dynamic);
    const std::size_t size = types.size();
    for (const Kind kind : {Kind::map, Kind::list, Kind::set}) {
        if (count(kind) > 0 && count(kind) + dynamic == size)
            return dynamic > 0 ? Type() : unify_collections(kind, types);
    }
    if (count(Kind::map) > 0 && count(Kind::map) + count(Kind::object) + dynamic == size) {
        const auto unified = unify_mixed(types, Kind::object);
        if (unified && unified->is(Kind::map)) return unified;
    }
    if (count(Kind::list) > 0 && count(Kind::list) + count(Kind::tuple) + dynamic == size) {
        const auto unified = unify_mixed(types, Kind::tuple);
        if (unified && unified->is(Kind::list)) return unified;
    }
    if (count(Kind::object) > 0 && count(Kind::object) + dynamic == size)
        return dynamic > 0 ? Type() : unify_objects(types);
    if (count(Kind::tuple) > 0 && count(Kind::tuple) + dynamic == size)
        return dynamic > 0 ? Type() : unify_tuples(types);
    if (count(Kind::object) > 0 && count(Kind::tuple) > 0) return std::nullopt;
    return common(types);
}

} // namespace

std::optional<Type> unify(const std::vector<Type>& types) {
    return unify_kinds(types);
}

} // namespace dflint::bake
