// SPDX-License-Identifier: Apache-2.0
// cty/function/stdlib: set.go, and setproduct.
#include "dflint/bake/functions.h"

#include <algorithm>
#include <iterator>

namespace dflint::bake {

namespace {

bool before(const Value& a, const Value& b) {
    return Value::compare(a, b) < 0;
}

using Combine = Value::Elements (*)(const Value::Elements&, const Value::Elements&);

Value::Elements unite(const Value::Elements& a, const Value::Elements& b) {
    Value::Elements out;
    std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out), before);
    return out;
}

Value::Elements intersect(const Value::Elements& a, const Value::Elements& b) {
    Value::Elements out;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out), before);
    return out;
}

Value::Elements subtract(const Value::Elements& a, const Value::Elements& b) {
    Value::Elements out;
    std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out), before);
    return out;
}

Value::Elements differ(const Value::Elements& a, const Value::Elements& b) {
    Value::Elements out;
    std::set_symmetric_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out),
                                  before);
    return out;
}

template <Combine combine> Outcome operation(Arguments in) {
    std::vector<Type> types;
    for (const Value& set : in) {
        const Type element = set.type().element();
        if (set.length() > 0 || !element.is(Kind::dynamic)) types.push_back(element);
    }
    const auto element = types.empty() ? std::optional<Type>(Kind::dynamic) : unify(types);
    if (!element) return fault("given sets must all have compatible element types");
    const Type wanted = Type::collection(Kind::set, *element);
    Value::Elements all;
    for (std::size_t i = 0; i < in.size(); ++i) {
        const auto set = convert(in[i], wanted);
        if (!set) return fault(i, set.error().message);
        all = i == 0 ? set->elements() : combine(all, set->elements());
    }
    return Value::set(*element, std::move(all));
}

Outcome has_element(Arguments in) {
    const Type element = in[0].type().element();
    if (!(element == in[1].type())) return Value(false);
    const auto& elements = in[0].elements();
    return Value(std::binary_search(elements.begin(), elements.end(), in[1], before));
}

/// What the elements of one argument are in the product.
std::optional<Type> column_type(const Type& type) {
    if (type.is(Kind::list) || type.is(Kind::set)) return type.element();
    if (type.elements().empty()) return Type();
    return unify(type.elements());
}

Outcome product(Arguments in) {
    if (in.size() < 2) return fault("at least two arguments are required");
    std::vector<Type> columns;
    bool ordered = true;
    std::size_t total = 1;
    for (std::size_t i = 0; i < in.size(); ++i) {
        const Type type = in[i].type();
        if (!type.is_listing()) return fault(i, "a set or a list is required");
        const auto column = column_type(type);
        if (!column) return fault(i, "all elements must be of the same type");
        ordered = ordered && !type.is(Kind::set);
        columns.push_back(*column);
        total *= in[i].length();
        if (total * in.size() > Value::max_weight) return std::optional<Value>();
    }
    Value::Elements rows;
    std::vector<std::size_t> at(in.size());
    for (std::size_t row = 0; row < total; ++row) {
        Value::Elements cells;
        for (std::size_t i = 0; i < in.size(); ++i) {
            const auto cell = convert(in[i].elements()[at[i]], columns[i]);
            if (!cell) return fault(i, cell.error().message);
            cells.push_back(*cell);
        }
        auto tuple = Value::tuple(std::move(cells));
        if (!tuple) return tuple;
        rows.push_back(*std::move(tuple));
        for (std::size_t i = in.size(); i-- > 0;) {
            if (++at[i] < in[i].length()) break;
            at[i] = 0;
        }
    }
    const Type row_type = Type::tuple(std::move(columns));
    if (ordered) return Value::list(row_type, std::move(rows));
    return Value::set(row_type, std::move(rows));
}

} // namespace

std::vector<Function> set_functions() {
    const Type any_set = Type::collection(Kind::set, {});
    const Parameter first{.name = "first_set", .type = any_set};
    const Parameter others{.name = "other_sets", .type = any_set};
    const Parameter a{.name = "a", .type = any_set};
    const Parameter b{.name = "b", .type = any_set};
    const Parameter set{.name = "set", .type = any_set};
    return {
        {"sethaselement", {set, any("elem")}, {}, Kind::boolean, has_element, true},
        {"setunion", {first}, others, any_set, operation<unite>, true},
        {"setintersection", {first}, others, any_set, operation<intersect>, true},
        {"setsubtract", {a, b}, {}, any_set, operation<subtract>, true},
        {"setsymmetricdifference", {first}, others, any_set, operation<differ>, true},
        {"setproduct", {}, any("sets"), {}, product},
    };
}

} // namespace dflint::bake
