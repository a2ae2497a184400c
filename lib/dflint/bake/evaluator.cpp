// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/evaluator.h"

#include "dflint/bake/convert.h"
#include "dflint/source/nearest.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>

namespace dflint::bake {

using hcl::Expr;
using hcl::ExprKind;

const Value* Scope::find(std::string_view name) const {
    for (const Scope* scope = this; scope; scope = scope->parent) {
        for (const auto& [own, value] : scope->names) {
            if (own == name) return &value;
        }
    }
    return nullptr;
}

Evaluator::Visit::Visit(Evaluator& evaluator, FileIndex file)
    : evaluator_(evaluator), before_(evaluator.file_), sink_before_(evaluator.sink_) {
    ++evaluator_.depth_;
    evaluator_.file_ = file;
    // What is wrong with a definition is said whoever asks for it first.
    evaluator_.sink_ = &evaluator_.reported_;
}

Evaluator::Visit::~Visit() {
    --evaluator_.depth_;
    evaluator_.file_ = before_;
    evaluator_.sink_ = sink_before_;
}

void Evaluator::report(Span at, std::string message, std::vector<Label> labels) {
    ++error_count_;
    Diagnostic diagnostic{.at = at, .message = std::move(message), .labels = std::move(labels)};
    diagnostic.severity = Severity::error;
    sink_->push_back({file_, std::move(diagnostic)});
}

bool Evaluator::spend(std::size_t bytes, Span at) {
    ++steps_;
    bytes_ += bytes;
    if (steps_ <= most_steps && bytes_ <= most_bytes) return true;
    if (!is_spent_) report(at, "evaluating this project takes too long; the rest stays unknown");
    is_spent_ = true;
    return false;
}

Value Evaluator::checked(std::optional<Value> value, Span at) {
    if (value) return *std::move(value);
    report(at, "the value is too large to work with");
    return {};
}

// Recursion is bounded by hcl::max_height, and by Visit between definitions.
Value Evaluator::evaluate(const Expr& expr, const Scope& scope) {
    if (!spend(16, expr.at)) return {};
    switch (expr.kind) {
    case ExprKind::null:
    case ExprKind::boolean:
    case ExprKind::number:
    case ExprKind::text:
    case ExprKind::key_name:
        return literal(expr);
    case ExprKind::template_:
        if (expr.is_wrap()) return evaluate(expr.child(0), scope);
        return template_text(expr, scope);
    case ExprKind::interpolation:
    case ExprKind::parentheses:
        return evaluate(expr.child(0), scope);
    case ExprKind::tuple:
        return tuple(expr, scope);
    case ExprKind::object:
        return object(expr, scope);
    case ExprKind::variable:
        return variable(expr, scope);
    case ExprKind::attribute:
        return attribute(expr, scope);
    case ExprKind::index:
        return index(expr, scope);
    case ExprKind::splat:
        return splat(expr, scope);
    case ExprKind::each: {
        for (const Scope* at = &scope; at; at = at->parent) {
            if (at->each) return *at->each;
        }
        return {};
    }
    case ExprKind::call:
        return call(expr, scope);
    case ExprKind::unary:
        return unary(expr, scope);
    case ExprKind::binary:
        return binary(expr, scope);
    case ExprKind::conditional:
        return conditional(expr, scope);
    case ExprKind::for_tuple:
        return for_tuple(expr, scope);
    case ExprKind::for_object:
        return for_object(expr, scope);
    default:
        return {}; // what was unreadable is reported already
    }
}

Value Evaluator::literal(const Expr& expr) {
    if (expr.is(ExprKind::null)) return Value::null();
    if (expr.is(ExprKind::boolean)) return Value(bool{expr.is_true});
    if (!expr.is(ExprKind::number)) return Value(expr.text);
    if (const auto number = Number::parse(expr.text)) return Value(*number);
    report(expr.at, "the number is too large to work with");
    return {};
}

namespace {

/// Words that are values of cache, output and attest entries: who writes one without quotes means
/// the text.
bool is_usual_text(std::string_view name) {
    static constexpr std::string_view words[] = {
        "azblob", "cacheonly", "docker", "gha",        "image",    "inline", "local", "max",
        "min",    "oci",       "plain",  "provenance", "registry", "s3",     "sbom",  "tar"};
    return std::find(std::begin(words), std::end(words), name) != std::end(words);
}

} // namespace

void Evaluator::unknown_variable(const hcl::Name& name, const Scope& scope) {
    std::string hint;
    if (is_usual_text(name.text)) {
        hint = fmt::format("; write `\"{}\"` to mean the text", name.text);
    } else if (error_count_ < most_suggestions) {
        Nearest nearest(name.text);
        for (const Scope* at = &scope; at; at = at->parent) {
            for (const auto& [own, value] : at->names) nearest.offer(own);
        }
        for (const std::string_view own : globals_.variable_names()) nearest.offer(own);
        hint = did_you_mean(nearest.found());
    }
    report(name.at, fmt::format("there is no variable named `{}`{}", name.text, hint));
}

Value Evaluator::variable(const Expr& expr, const Scope& scope) {
    const hcl::Name& name = expr.name();
    if (const Value* own = scope.find(name.text)) return *own;
    if (globals_.is_block_type(name.text)) {
        report(expr.at, fmt::format("cannot access `{}` as a variable: name a {} and an attribute, "
                                    "as in `{}.app.tags`",
                                    name.text, name.text, name.text));
        return {};
    }
    if (const Value* global = globals_.variable(name.text)) return *global;
    unknown_variable(name, scope);
    return {};
}

/// `target.NAME` or `target.NAME.attribute`; nothing for everything else.
std::optional<Value> Evaluator::block_reference(const Expr& expr, const Scope& scope) {
    const Expr& object = expr.child(0);
    const bool deep = object.is(ExprKind::attribute);
    const Expr& root = deep ? object.child(0) : object;
    if (!root.is(ExprKind::variable) || scope.find(root.name().text)) return std::nullopt;
    const std::string_view type = root.name().text;
    if (!globals_.is_block_type(type)) return std::nullopt;
    const hcl::Name& name = deep ? object.name() : expr.name();
    const std::string_view attribute = deep ? expr.name().text : std::string_view();
    auto value = globals_.block_value(type, name.text, attribute, expr.at);
    if (value) return value;
    report(name.at, fmt::format("there is no {} named `{}`", type, name.text));
    return Value();
}

/// An attribute of a target that is null: said with its reason, which users seldom expect.
bool Evaluator::explain_null(const Expr& expr, const Scope& scope) {
    const bool deep = expr.is(ExprKind::attribute) && expr.child(0).is(ExprKind::attribute) &&
                      expr.child(0).child(0).is(ExprKind::variable);
    if (!deep) return false;
    const std::string_view root = expr.child(0).child(0).name().text;
    if (scope.find(root) || !globals_.is_block_type(root)) return false;
    report(expr.at, fmt::format("`{}` does not set `{}` itself: what a target inherits, or gets by "
                                "default, cannot be referred to",
                                expr.child(0).name().text, expr.name().text));
    return true;
}

Value Evaluator::attribute_of(const Value& object, const hcl::Name& name) {
    if (object.is_null()) {
        report(name.at, "this value is null, so it does not have any attributes");
        return {};
    }
    const Type type = object.type();
    if (type.is(Kind::dynamic)) return Value::unknown({}, object.cause());
    if (type.is(Kind::object)) {
        const AttributeType* own = type.attribute(name.text);
        if (own)
            return object.is_known() ? *object.member(name.text)
                                     : Value::unknown(own->type, object.cause());
        Nearest nearest(name.text);
        for (const AttributeType& one : type.attributes()) nearest.offer(one.name);
        report(name.at, fmt::format("this object does not have an attribute named `{}`{}",
                                    name.text, did_you_mean(nearest.found())));
        return {};
    }
    if (type.is(Kind::map)) {
        if (!object.is_known()) return Value::unknown(type.element(), object.cause());
        if (const Value* member = object.member(name.text)) return *member;
        report(name.at,
               fmt::format("this map does not have an element with the key `{}`", name.text));
    } else if (type.is_collection() && type.element().is(Kind::object)) {
        report(name.at, fmt::format("`{}` is an attribute of each element here: index one of them, "
                                    "or take all with `[*].{}`",
                                    name.text, name.text));
    } else if (type.is_primitive()) {
        report(name.at, fmt::format("a {} does not have any attributes", type.name()));
    } else {
        report(name.at, "this value does not have any attributes");
    }
    return {};
}

Value Evaluator::attribute(const Expr& expr, const Scope& scope) {
    if (auto block = block_reference(expr, scope)) return *std::move(block);
    const Value object = evaluate(expr.child(0), scope);
    if (object.is_null() && explain_null(expr.child(0), scope)) return {};
    return attribute_of(object, expr.name());
}

Value Evaluator::index(const Expr& expr, const Scope& scope) {
    const Value collection = evaluate(expr.child(0), scope);
    const Value key = evaluate(expr.child(1), scope);
    if (collection.is_null() && explain_null(expr.child(0), scope)) return {};
    return index_of(collection, key, expr.child(1).at);
}

Value Evaluator::index_of(const Value& collection, const Value& key, Span at) {
    if (collection.is_null()) {
        report(at, "this value is null, so it does not have any indices");
        return {};
    }
    if (key.is_null()) {
        report(at, "a null value cannot be an index");
        return {};
    }
    const Type type = collection.type();
    if (type.is(Kind::dynamic) || key.is(Kind::dynamic))
        return Value::unknown({}, collection.is_known() ? key.cause() : collection.cause());
    if (!type.is_sequence() && !type.is_mapping()) {
        report(at, type.is(Kind::set) ? "elements of a set have no index; go over them with `for`"
                                      : "this value does not have any indices");
        return {};
    }
    const auto converted = convert(key, type.is_sequence() ? Kind::number : Kind::string);
    if (!converted) {
        report(at, fmt::format("this does not identify an element: {}", converted.error().message));
        return {};
    }
    if (!converted->is_known() || !collection.is_known()) {
        const Value& unknown = collection.is_known() ? *converted : collection;
        return Value::unknown(type.is_collection() ? type.element() : Type(), unknown.cause());
    }
    if (type.is_mapping()) {
        if (const Value* member = collection.member(converted->text())) return *member;
        report(at, fmt::format("there is no element with the key `{}`", converted->text()));
        return {};
    }
    const Number& place = converted->number();
    const auto whole = place.as_int64();
    const auto length = static_cast<std::int64_t>(collection.length());
    if (whole && *whole >= 0 && *whole < length)
        return collection.elements()[static_cast<std::size_t>(*whole)];
    if (!place.is_whole()) {
        report(at, "an index is a whole number, but this one has a fractional part");
    } else if (place.sign() < 0) {
        report(at, "a negative number is not an index");
    } else if (length == 0) {
        report(at, "the collection has no elements");
    } else {
        report(at, fmt::format("the index {} is past the end: the collection has {} elements",
                               place.text(), length));
    }
    return {};
}

Value Evaluator::splat(const Expr& expr, const Scope& scope) {
    const Value source = evaluate(expr.child(0), scope);
    const Type type = source.type();
    const bool is_listing = type.is_listing();
    if (source.is_null()) {
        if (!is_listing) return Value::empty_tuple();
        report(expr.child(0).at, "a splat cannot be applied to null");
        return {};
    }
    if (!source.is_known()) return Value::unknown({}, source.cause());
    const Value::Elements sources = is_listing ? source.elements() : Value::Elements{source};
    Value::Elements results;
    for (const Value& one : sources) {
        const Scope inner{.parent = &scope, .each = &one};
        results.push_back(evaluate(expr.child(1), inner));
    }
    if (!is_listing || type.is(Kind::tuple))
        return checked(Value::tuple(std::move(results)), expr.at);
    const Type element = results.empty() ? Type() : results.front().type();
    return checked(Value::list(element, std::move(results)), expr.at);
}

Value Evaluator::unary(const Expr& expr, const Scope& scope) {
    const bool negates = expr.op == hcl::Operator::negate;
    const Value given = evaluate(expr.child(0), scope);
    const auto value = convert(given, negates ? Kind::number : Kind::boolean);
    if (!value) {
        report(expr.child(0).at,
               fmt::format("unsuitable value for the operand: {}", value.error().message));
        return {};
    }
    const Value arguments[] = {*value};
    const Outcome result = bake::call(*standard_function(negates ? "negate" : "not"), arguments);
    if (result) return *result;
    report(expr.at, fmt::format("error during operation: {}", result.error().message));
    return {};
}

namespace {

std::string_view function_of(hcl::Operator op) {
    using enum hcl::Operator;
    switch (op) {
    case equal:
        return "equal";
    case not_equal:
        return "notequal";
    case less:
        return "lessthan";
    case less_equal:
        return "lessthanorequalto";
    case greater:
        return "greaterthan";
    case greater_equal:
        return "greaterthanorequalto";
    case add:
        return "add";
    case subtract:
        return "subtract";
    case multiply:
        return "multiply";
    case divide:
        return "divide";
    default:
        return "modulo";
    }
}

} // namespace

/// && and ||: an operand that decides alone makes the other one's mistakes unimportant.
Value Evaluator::logical(const Expr& expr, const Scope& scope) {
    const bool deciding = expr.op == hcl::Operator::logical_or;
    Value open;
    bool is_open = false;
    for (std::size_t i = 0; i < 2; ++i) {
        const Value given = evaluate(expr.child(i), scope);
        const auto value = convert(given, Kind::boolean);
        if (!value || value->is_null()) {
            report(expr.child(i).at,
                   fmt::format("unsuitable value for the {} operand: {}", i == 0 ? "left" : "right",
                               value ? "it is null" : value.error().message));
            return Value::unknown(Kind::boolean);
        }
        if (!value->is_known()) {
            if (!is_open) open = *value;
            is_open = true;
        } else if (value->boolean() == deciding) {
            return Value(deciding);
        }
    }
    return is_open ? Value::unknown(Kind::boolean, open.cause()) : Value(!deciding);
}

Value Evaluator::binary(const Expr& expr, const Scope& scope) {
    using hcl::Operator;
    if (expr.op == Operator::logical_and || expr.op == Operator::logical_or)
        return logical(expr, scope);
    const Function& function = *standard_function(function_of(expr.op));
    Value::Elements operands;
    bool fits = true;
    for (std::size_t i = 0; i < 2; ++i) {
        const Value given = evaluate(expr.child(i), scope);
        const auto value = convert(given, function.parameters[i].type);
        if (!value) {
            report(expr.child(i).at, fmt::format("unsuitable value for the {} operand: {}",
                                                 i == 0 ? "left" : "right", value.error().message));
        }
        fits = fits && value.has_value();
        operands.push_back(value ? *value : Value());
    }
    if (!fits) return Value::unknown(function.result);
    const Outcome result = bake::call(function, operands);
    if (result) return *result;
    report(expr.at, fmt::format("error during operation: {}", result.error().message));
    return Value::unknown(function.result);
}

} // namespace dflint::bake
