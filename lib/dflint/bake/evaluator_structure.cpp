// SPDX-License-Identifier: Apache-2.0
// Tuples, objects, conditionals, `for`, templates.
#include "dflint/bake/convert.h"
#include "dflint/bake/evaluator.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <map>

namespace dflint::bake {

using hcl::Expr;
using hcl::ExprKind;

Value Evaluator::tuple(const Expr& expr, const Scope& scope) {
    Value::Elements elements;
    elements.reserve(expr.children.size());
    for (const Expr& child : expr.children) elements.push_back(evaluate(child, scope));
    return checked(Value::tuple(std::move(elements)), expr.at);
}

Value Evaluator::object(const Expr& expr, const Scope& scope) {
    Value::Members members;
    Value open;
    bool is_known = true;
    for (const Expr& item : expr.children) {
        const Expr& key_expr = item.child(0);
        if (key_expr.is(ExprKind::attribute)) {
            report(key_expr.at, "ambiguous key: quote a name with dots in it, or put parentheses "
                                "around a reference");
            is_known = false;
            continue;
        }
        const Value key = evaluate(key_expr, scope);
        Value value = evaluate(item.child(1), scope);
        if (key.is_null()) {
            report(key_expr.at, "a null value cannot be a key");
            is_known = false;
            continue;
        }
        const auto text = convert(key, Kind::string);
        if (!text) {
            report(key_expr.at,
                   fmt::format("this value cannot be a key: {}", text.error().message));
        }
        if (!text || !text->is_known()) {
            if (is_known && text) open = *text;
            is_known = false;
            continue;
        }
        members.emplace_back(text->text(), std::move(value));
    }
    if (!is_known) return Value::unknown({}, open.cause());
    return checked(Value::object(std::move(members)), expr.at);
}

std::optional<bool> Evaluator::condition(const Expr& expr, const Value& value, const char* what) {
    if (!value.is_known()) return std::nullopt;
    if (value.is_null()) {
        report(expr.at, fmt::format("{} is null; it must be true or false", what));
        return std::nullopt;
    }
    const auto converted = convert(value, Kind::boolean);
    if (converted) return converted->boolean();
    report(expr.at, fmt::format("{} must be a bool: {}", what, converted.error().message));
    return std::nullopt;
}

Value Evaluator::conditional(const Expr& expr, const Scope& scope) {
    const bool in_template = expr.is(ExprKind::template_if);
    const auto branch = [&](std::size_t index, std::vector<FileDiagnostic>& mistakes) -> Value {
        if (index >= expr.children.size()) return Value("");
        std::vector<FileDiagnostic>* outer = sink_;
        sink_ = &mistakes;
        Value value = in_template ? template_text(expr.child(index), scope)
                                  : evaluate(expr.child(index), scope);
        sink_ = outer;
        return value;
    };
    // Both are evaluated, as their types decide what the result's is; the mistakes of the one that
    // is not taken do not count.
    std::vector<FileDiagnostic> mistakes[2];
    const std::size_t errors = error_count_;
    const Value values[2] = {branch(1, mistakes[0]), branch(2, mistakes[1])};
    error_count_ = errors;
    const bool untyped_null[2] = {values[0].is_null() && values[0].is(Kind::dynamic),
                                  values[1].is_null() && values[1].is(Kind::dynamic)};
    std::optional<Type> type = Type();
    if (untyped_null[0]) {
        type = values[1].type();
    } else if (untyped_null[1]) {
        type = values[0].type();
    } else if (!values[0].is(Kind::dynamic) && !values[1].is(Kind::dynamic)) {
        type = unify({values[0].type(), values[1].type()});
    }
    const Value decision = evaluate(expr.child(0), scope);
    if (!type) {
        report(cover(expr.child(1).at, expr.children.back().at),
               fmt::format("the two results of a conditional need one type, but the true value is "
                           "{}, and the false value is {}",
                           values[0].type().name(), values[1].type().name()));
        return {};
    }
    const auto yes = condition(expr.child(0), decision, "the condition");
    if (!yes) return Value::unknown(*type, decision.cause());
    const std::size_t taken = *yes ? 0 : 1;
    error_count_ += mistakes[taken].size();
    std::move(mistakes[taken].begin(), mistakes[taken].end(), std::back_inserter(*sink_));
    auto converted = convert(values[taken], *type);
    if (converted) return *std::move(converted);
    report(expr.child(taken + 1).at,
           fmt::format("the {} result has the wrong type: {}", *yes ? "true" : "false",
                       converted.error().message));
    return Value::unknown(*type);
}

std::optional<std::vector<std::pair<Value, Value>>> Evaluator::iterate(const Expr& collection,
                                                                       const Value& value) {
    if (value.is_null()) {
        report(collection.at, "`for` cannot go over null");
        return std::nullopt;
    }
    const Type type = value.type();
    if (type.is(Kind::dynamic) && !value.is_known()) return std::nullopt;
    if (!type.is_listing() && !type.is_mapping()) {
        report(collection.at, fmt::format("`for` cannot go over a {}", type.name()));
        return std::nullopt;
    }
    if (!value.is_known()) return std::nullopt;
    std::vector<std::pair<Value, Value>> pairs;
    if (type.is_mapping()) {
        for (const auto& [key, item] : value.members()) pairs.emplace_back(Value(key), item);
        return pairs;
    }
    std::int64_t index = 0;
    for (const Value& item : value.elements()) {
        // The elements of a set are their own keys.
        pairs.emplace_back(type.is(Kind::set) ? item : Value(Number(index++)), item);
    }
    return pairs;
}

namespace {

/// The loop variables of one round.
Scope round_scope(const Expr& loop, const Scope& scope, const std::pair<Value, Value>& pair) {
    Scope inner{.parent = &scope};
    if (loop.names.size() > 1) inner.names.emplace_back(loop.names[0].text, pair.first);
    inner.names.emplace_back(loop.name().text, pair.second);
    return inner;
}

} // namespace

Value Evaluator::for_tuple(const Expr& expr, const Scope& scope) {
    const Value collection = evaluate(expr.child(0), scope);
    const auto pairs = iterate(expr.child(0), collection);
    if (!pairs) return Value::unknown({}, collection.cause());
    const Expr* filter = expr.children.size() > 2 ? &expr.child(2) : nullptr;
    Value::Elements results;
    for (const auto& pair : *pairs) {
        const Scope inner = round_scope(expr, scope, pair);
        if (filter) {
            const Value included = evaluate(*filter, inner);
            const auto yes = condition(*filter, included, "the `if` clause");
            if (!yes) return Value::unknown({}, included.cause());
            if (!*yes) continue;
        }
        results.push_back(evaluate(expr.child(1), inner));
        if (is_spent_) return {};
    }
    return checked(Value::tuple(std::move(results)), expr.at);
}

Value Evaluator::for_object(const Expr& expr, const Scope& scope) {
    const Value collection = evaluate(expr.child(0), scope);
    const auto pairs = iterate(expr.child(0), collection);
    if (!pairs) return Value::unknown({}, collection.cause());
    const Expr& key_expr = expr.child(1);
    const Expr* filter = expr.children.size() > 3 ? &expr.child(3) : nullptr;
    std::map<std::string, Value::Elements> results;
    for (const auto& pair : *pairs) {
        const Scope inner = round_scope(expr, scope, pair);
        if (filter) {
            const Value included = evaluate(*filter, inner);
            const auto yes = condition(*filter, included, "the `if` clause");
            if (!yes) return Value::unknown({}, included.cause());
            if (!*yes) continue;
        }
        const Value key = evaluate(key_expr, inner);
        if (key.is_null()) {
            report(key_expr.at, "a null value cannot be a key");
            return {};
        }
        const auto text = convert(key, Kind::string);
        if (!text) {
            report(key_expr.at,
                   fmt::format("this value cannot be a key: {}", text.error().message));
            return {};
        }
        if (!text->is_known()) return Value::unknown({}, text->cause());
        Value value = evaluate(expr.child(2), inner);
        Value::Elements& same = results[text->text()];
        if (!same.empty() && !expr.is_grouped) {
            report(key_expr.at, fmt::format("two items have the key `{}`; write `...` behind the "
                                            "value to group them",
                                            text->text()));
            return {};
        }
        same.push_back(std::move(value));
        if (is_spent_) return {};
    }
    Value::Members members;
    for (auto& [key, values] : results) {
        Value value = expr.is_grouped ? checked(Value::tuple(std::move(values)), expr.at)
                                      : std::move(values.front());
        members.emplace_back(key, std::move(value));
    }
    return checked(Value::object(std::move(members)), expr.at);
}

Value Evaluator::template_text(const Expr& expr, const Scope& scope) {
    std::string out;
    Value open;
    bool is_known = true;
    const auto add = [&](const Value& value, Span at) {
        if (value.is_null()) {
            report(at, "the expression result is null; a null value cannot stand in a string");
            return;
        }
        const auto text = convert(value, Kind::string);
        if (!text) {
            report(at,
                   fmt::format("this value cannot stand in a string: {}", text.error().message));
        } else if (!text->is_known()) {
            if (is_known) open = *text;
            is_known = false;
        } else if (out.size() + text->text().size() > max_text_size) {
            is_known = false;
        } else {
            out += text->text();
        }
    };
    for (const Expr& part : expr.children) {
        switch (part.kind) {
        case ExprKind::text:
            out += part.text;
            break;
        case ExprKind::interpolation: {
            const Expr& inner = part.child(0);
            const Value value = evaluate(inner, scope);
            if (!value.is_null() || !explain_null(inner, scope)) add(value, inner.at);
            break;
        }
        case ExprKind::template_if:
            add(conditional(part, scope), part.at);
            break;
        case ExprKind::template_for: {
            const Value collection = evaluate(part.child(0), scope);
            const auto pairs = iterate(part.child(0), collection);
            if (!pairs) {
                if (is_known) open = collection;
                is_known = false;
                break;
            }
            for (const auto& pair : *pairs) {
                const Scope inner = round_scope(part, scope, pair);
                add(template_text(part.child(1), inner), part.at);
                if (is_spent_) break;
            }
            break;
        }
        default:
            is_known = false; // unreadable, and reported
        }
    }
    if (!spend(out.size(), expr.at)) is_known = false;
    if (!is_known) return Value::unknown(Kind::string, open.cause());
    return Value(std::move(out));
}

} // namespace dflint::bake
