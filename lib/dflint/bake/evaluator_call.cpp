// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/convert.h"
#include "dflint/bake/evaluator.h"
#include "dflint/source/nearest.h"

#include <fmt/format.h>

namespace dflint::bake {

using hcl::Expr;
using hcl::ExprKind;

struct Evaluator::GivenArguments {
    Value::Elements values;
    std::vector<const Expr*> from;
};

bool Evaluator::arguments(const Expr& expr, const Scope& scope, GivenArguments& out) {
    const std::size_t errors = error_count_;
    for (const Expr& child : expr.children) {
        const Value value = evaluate(child, scope);
        const bool spreads = expr.expands && &child == &expr.children.back();
        if (!spreads) {
            out.values.push_back(value);
            out.from.push_back(&child);
            continue;
        }
        if (value.is_null()) {
            report(child.at, "the argument before `...` must not be null");
        } else if (!value.is(Kind::dynamic) && !value.type().is_listing()) {
            report(child.at, "the argument before `...` must be a tuple, a list or a set");
        }
        if (!value.has_value() || error_count_ > errors) {
            out.values = {Value::unknown({}, value.cause())};
            return false;
        }
        for (const Value& one : value.elements()) {
            out.values.push_back(one);
            out.from.push_back(&child);
        }
    }
    return error_count_ == errors;
}

void Evaluator::unknown_function(const Expr& expr) {
    Nearest nearest(expr.name().text);
    if (error_count_ < most_suggestions) {
        for (const std::string_view name : standard_function_names()) nearest.offer(name);
        for (const std::string_view name : globals_.function_names()) nearest.offer(name);
    }
    report(expr.name().at, fmt::format("there is no function named `{}`{}", expr.name().text,
                                       did_you_mean(nearest.found())));
}

Value Evaluator::call(const Expr& expr, const Scope& scope) {
    const std::string_view name = expr.name().text;
    if (expr.names.size() > 1) {
        report(cover(expr.names.front().at, expr.name().at),
               "there are no functions in namespaces");
        return {};
    }
    if (is_special_form(name)) return special_form(expr, scope);
    if (const Function* function = standard_function(name))
        return call_standard(expr, *function, scope);
    const Callable* function = globals_.function(name);
    if (function) return function->is_broken ? Value() : call_user(expr, *function, scope);
    unknown_function(expr);
    return {};
}

namespace {

std::string count_mistake(std::string_view name, std::size_t given,
                          const std::vector<std::string_view>& parameters, bool variadic) {
    if (given < parameters.size()) {
        return fmt::format("`{}` takes{} {} argument{}; the one for `{}` is missing", name,
                           variadic ? " at least" : "", parameters.size(),
                           parameters.size() == 1 ? "" : "s", parameters[given]);
    }
    if (variadic || given == parameters.size()) return "";
    return fmt::format("`{}` takes only {} argument{}", name, parameters.size(),
                       parameters.size() == 1 ? "" : "s");
}

/// The closing parenthesis for a missing argument, else the first that is too many.
Span count_place(const Expr& expr, const std::vector<const Expr*>& from, std::size_t wanted) {
    if (from.size() > wanted) return from[wanted]->at;
    return {expr.at.end > 0 ? expr.at.end - 1 : 0, expr.at.end};
}

} // namespace

Value Evaluator::call_standard(const Expr& expr, const Function& function, const Scope& scope) {
    GivenArguments given;
    if (!arguments(expr, scope, given))
        return Value::unknown(function.result,
                              given.values.empty() ? nullptr : given.values.front().cause());
    std::vector<std::string_view> names;
    for (const Parameter& parameter : function.parameters) names.push_back(parameter.name);
    const std::string mistake =
        count_mistake(function.name, given.values.size(), names, function.variadic.exists);
    if (!mistake.empty()) {
        report(count_place(expr, given.from, names.size()), mistake);
        return Value::unknown(function.result);
    }
    const auto parameter = [&](std::size_t i) -> const Parameter& {
        return i < function.parameters.size() ? function.parameters[i]
                                              : function.variadic.parameter;
    };
    bool fits = true;
    for (std::size_t i = 0; i < given.values.size(); ++i) {
        const auto converted = convert(given.values[i], parameter(i).type);
        if (converted) {
            given.values[i] = *converted;
            continue;
        }
        fits = false;
        report(given.from[i]->at,
               fmt::format("invalid value for the parameter `{}` of `{}`: {}", parameter(i).name,
                           function.name, converted.error().message));
    }
    if (!fits) return Value::unknown(function.result);
    const Outcome result = bake::call(function, given.values);
    if (result) {
        const Value& value = *result;
        const std::size_t size = value.is_string() ? value.text().size() : 32 * value.length();
        return spend(size, expr.at) ? value : Value();
    }
    const auto& error = result.error();
    if (error.argument && *error.argument < given.from.size()) {
        report(given.from[*error.argument]->at,
               fmt::format("invalid value for the parameter `{}` of `{}`: {}",
                           parameter(*error.argument).name, function.name, error.message));
    } else {
        report(expr.at, fmt::format("`{}` failed: {}", function.name, error.message));
    }
    return Value::unknown(function.result);
}

Value Evaluator::call_user(const Expr& expr, const Callable& function, const Scope& scope) {
    GivenArguments given;
    if (!arguments(expr, scope, given))
        return Value::unknown({}, given.values.empty() ? nullptr : given.values.front().cause());
    const std::string mistake = count_mistake(function.name, given.values.size(),
                                              function.parameters, !function.variadic.empty());
    if (!mistake.empty()) {
        report(count_place(expr, given.from, function.parameters.size()), mistake);
        return {};
    }
    Scope inner;
    const std::size_t fixed = function.parameters.size();
    for (std::size_t i = 0; i < given.values.size(); ++i) {
        if (given.values[i].is_null()) {
            report(given.from[i]->at,
                   fmt::format("an argument of `{}` must not be null", function.name));
            return {};
        }
        if (i < fixed) inner.names.emplace_back(function.parameters[i], given.values[i]);
    }
    if (!function.variadic.empty()) {
        Value::Elements rest(given.values.begin() + static_cast<std::ptrdiff_t>(fixed),
                             given.values.end());
        inner.names.emplace_back(function.variadic,
                                 checked(Value::tuple(std::move(rest)), expr.at));
    }
    std::vector<FileDiagnostic> inside;
    Value result;
    bool too_deep = false;
    const std::size_t errors = error_count_;
    {
        const Visit visit(*this, function.file);
        too_deep = visit.is_too_deep();
        sink_ = &inside;
        if (!too_deep) result = evaluate(*function.result, inner);
    }
    error_count_ = errors;
    if (too_deep) {
        report(expr.at, fmt::format("the calls of `{}` are nested too deeply", function.name));
        return {};
    }
    if (inside.empty()) return result;
    // The place that can be changed is the call; the function may be right for other arguments.
    report(expr.at,
           fmt::format("`{}` failed: {}", function.name, inside.front().diagnostic.message));
    return {};
}

Value Evaluator::special_form(const Expr& expr, const Scope& scope) {
    const std::string_view name = expr.name().text;
    const std::size_t count = expr.children.size();
    if (name == "convert") {
        const std::string mistake = count_mistake(name, count, {"value", "type"}, false);
        if (!mistake.empty()) {
            report(expr.at, mistake);
            return {};
        }
        const Value value = evaluate(expr.child(0), scope);
        const auto type = type_of_expression(expr.child(1), *this);
        if (!type) return {};
        const auto converted = convert(value, *type);
        if (converted) return *converted;
        report(expr.child(0).at, fmt::format("cannot convert: {}", converted.error().message));
        return Value::unknown(*type);
    }
    if (count == 0 || (name == "can" && count > 1)) {
        report(expr.at, name == "can" ? "`can` takes one expression"
                                      : "`try` takes at least one expression");
        return {};
    }
    std::string last;
    for (const Expr& child : expr.children) {
        std::vector<FileDiagnostic> mistakes;
        std::vector<FileDiagnostic>* outer = sink_;
        const std::size_t errors = error_count_;
        sink_ = &mistakes;
        const Value value = evaluate(child, scope);
        sink_ = outer;
        error_count_ = errors;
        if (name == "can") return Value(mistakes.empty());
        if (mistakes.empty()) return value;
        last = mistakes.front().diagnostic.message;
    }
    report(expr.at, fmt::format("no call to `try` succeeded: {}", last));
    return {};
}

} // namespace dflint::bake
