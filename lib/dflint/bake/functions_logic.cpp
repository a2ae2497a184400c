// SPDX-License-Identifier: Apache-2.0
// cty/function/stdlib: bool.go, general.go
#include "dflint/bake/functions.h"

namespace dflint::bake {

namespace {

Outcome truth(std::optional<bool> yes, Arguments in) {
    if (yes) return Value(*yes);
    return Value::unknown(Kind::boolean, in[0].is_wholly_known() ? in[1].cause() : in[0].cause());
}

Outcome equal(Arguments in) {
    return truth(equals(in[0], in[1]), in);
}

Outcome not_equal(Arguments in) {
    const auto same = equals(in[0], in[1]);
    return truth(same ? std::optional(!*same) : std::nullopt, in);
}

Outcome coalesce(Arguments in) {
    std::vector<Type> types;
    for (const Value& value : in) types.push_back(value.type());
    const auto type = unify(types);
    if (!type) return fault("all arguments must have the same type");
    for (const Value& value : in) {
        if (!value.is_known()) return Value::unknown(*type, value.cause());
        if (value.is_null()) continue;
        auto converted = convert(value, *type);
        if (!converted) return fault(converted.error().message);
        return *converted;
    }
    return fault("no non-null arguments");
}

} // namespace

std::vector<Function> logic_functions() {
    Parameter a = any("a");
    a.allows_null = a.allows_unknown = true;
    Parameter b = a;
    b.name = "b";
    Parameter values = a;
    values.name = "vals";
    const Parameter left{.name = "a", .type = Kind::boolean};
    const Parameter right{.name = "b", .type = Kind::boolean};
    const Parameter only{.name = "val", .type = Kind::boolean};
    return {
        {"and",
         {left, right},
         {},
         Kind::boolean,
         [](Arguments in) -> Outcome { return Value(in[0].boolean() && in[1].boolean()); }},
        {"or",
         {left, right},
         {},
         Kind::boolean,
         [](Arguments in) -> Outcome { return Value(in[0].boolean() || in[1].boolean()); }},
        {"not",
         {only},
         {},
         Kind::boolean,
         [](Arguments in) -> Outcome { return Value(!in[0].boolean()); }},
        {"equal", {a, b}, {}, Kind::boolean, equal},
        {"notequal", {a, b}, {}, Kind::boolean, not_equal},
        {"coalesce", {}, values, {}, coalesce},
    };
}

} // namespace dflint::bake
