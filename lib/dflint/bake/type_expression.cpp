// SPDX-License-Identifier: Apache-2.0
// hashicorp/hcl, ext/typeexpr
#include "dflint/bake/evaluator.h"

#include <fmt/format.h>

namespace dflint::bake {

using hcl::Expr;
using hcl::ExprKind;

namespace {

constexpr const char* what_types_are =
    "a type is one of `bool`, `number`, `string`, `any`, or a call like `list(string)`";

std::optional<Type> keyword(const Expr& expr, Evaluator& evaluator) {
    const std::string_view name = expr.name().text;
    if (name == "bool") return Type(Kind::boolean);
    if (name == "string") return Type(Kind::string);
    if (name == "number") return Type(Kind::number);
    if (name == "any") return Type();
    const bool needs_argument = name == "list" || name == "set" || name == "map";
    if (needs_argument) {
        evaluator.report(expr.at, fmt::format("the {} type needs the type of its elements, as in "
                                              "`{}(string)`",
                                              name, name));
    } else if (name == "object" || name == "tuple") {
        evaluator.report(expr.at, fmt::format("the {} type needs the types of its parts", name));
    } else {
        evaluator.report(expr.at, fmt::format("`{}` is no type: {}", name, what_types_are));
    }
    return std::nullopt;
}

std::optional<Type> object_type(const Expr& expr, Evaluator& evaluator) {
    std::vector<AttributeType> attributes;
    for (const Expr& item : expr.children) {
        const Expr& key = item.child(0);
        const auto constant = hcl::constant_text(key);
        if (!key.is(ExprKind::key_name) && !constant) {
            evaluator.report(key.at, "an attribute of an object type is a plain name");
            return std::nullopt;
        }
        const Expr* value = &item.child(1);
        const bool optional = value->is(ExprKind::call) && value->name().text == "optional" &&
                              !value->children.empty();
        if (optional) value = &value->child(0);
        const auto type = type_of_expression(*value, evaluator);
        if (!type) return std::nullopt;
        attributes.push_back({constant ? *constant : std::string(key.text), *type, optional});
    }
    return Type::object(std::move(attributes));
}

std::optional<Type> tuple_type(const Expr& expr, Evaluator& evaluator) {
    std::vector<Type> elements;
    for (const Expr& child : expr.children) {
        const auto type = type_of_expression(child, evaluator);
        if (!type) return std::nullopt;
        elements.push_back(*type);
    }
    return Type::tuple(std::move(elements));
}

std::optional<Type> constructor(const Expr& expr, Evaluator& evaluator) {
    const std::string_view name = expr.name().text;
    const bool known =
        name == "list" || name == "set" || name == "map" || name == "object" || name == "tuple";
    if (!known) {
        evaluator.report(expr.name().at, fmt::format("`{}` is no type: {}", name, what_types_are));
        return std::nullopt;
    }
    if (expr.children.size() != 1) {
        evaluator.report(expr.at, fmt::format("the {} type takes one argument", name));
        return std::nullopt;
    }
    const Expr& argument = expr.child(0);
    if (name == "object" && argument.is(ExprKind::object)) return object_type(argument, evaluator);
    if (name == "tuple" && argument.is(ExprKind::tuple)) return tuple_type(argument, evaluator);
    if (name == "object" || name == "tuple") {
        evaluator.report(argument.at, name == "object"
                                          ? "the object type takes an object of types, as in "
                                            "`object({name = string})`"
                                          : "the tuple type takes a list of types, as in "
                                            "`tuple([string, number])`");
        return std::nullopt;
    }
    const auto element = type_of_expression(argument, evaluator);
    if (!element) return std::nullopt;
    const Kind kind = name == "list" ? Kind::list : name == "set" ? Kind::set : Kind::map;
    return Type::collection(kind, *element);
}

} // namespace

std::optional<Type> type_of_expression(const Expr& expr, Evaluator& evaluator) {
    if (expr.is(ExprKind::error)) return std::nullopt;
    if (expr.is(ExprKind::variable)) return keyword(expr, evaluator);
    if (expr.is(ExprKind::call)) return constructor(expr, evaluator);
    const bool quoted = expr.is(ExprKind::template_);
    evaluator.report(expr.at,
                     quoted ? fmt::format("a type is written without quotes: {}", what_types_are)
                            : what_types_are);
    return std::nullopt;
}

} // namespace dflint::bake
