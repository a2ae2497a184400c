// SPDX-License-Identifier: Apache-2.0
// Values as the attributes of a target: what they convert to, and where each part was written.
#include "dflint/bake/builder.h"
#include "dflint/bake/convert.h"
#include "dflint/bake/entries.h"
#include "dflint/syntax/hcl/unwrap.h"

#include <algorithm>
#include <fmt/format.h>

namespace dflint::bake {

using hcl::Expr;
using hcl::ExprKind;

namespace {

/// Where the element of that index stands, when the elements are written one by one.
const Expr& element_expr(const Expr& expr, std::size_t index, std::size_t count) {
    const Expr& inner = hcl::unwrapped(expr);
    const bool listed = inner.is(ExprKind::tuple) && inner.children.size() == count;
    return listed ? inner.child(index) : expr;
}

/// Where the value of a key stands, when the pairs are written one by one.
const Expr& member_expr(const Expr& expr, std::string_view key) {
    const Expr& inner = hcl::unwrapped(expr);
    if (!inner.is(ExprKind::object)) return expr;
    const Expr* found = nullptr;
    for (const Expr& item : inner.children) {
        const auto text = hcl::key_text(item.child(0));
        if (text && *text == key) found = &item;
    }
    return found ? *found : expr;
}

Value element_or_unknown(const Result<Value>& value) {
    return value ? *value : Value::unknown(Kind::string);
}

} // namespace

/// buildx names the place where the whole begins; on another line than that the part is a label.
void Builder::report_part(const Expr& whole, Span part, std::string message) {
    const SourceFile& source = *project_.files[evaluator_.file()].source;
    const auto line_of = [&](Span at) { return source.lines().line_of(at.begin); };
    if (line_of(whole.at) == line_of(part)) return evaluator_.report(part, std::move(message));
    const Span begin = {whole.at.begin, whole.at.begin + 1};
    evaluator_.report(begin, std::move(message), {{part, "this is the value", {}}});
}

void Builder::decode_texts(const Expr& expr, const Value& value, Attribute& out) {
    const auto& rule = rule_of(out.id);
    if (!value.type().is_listing()) {
        evaluator_.report(expr.at, fmt::format("unsuitable value for `{}`: {}", rule.name,
                                               mismatch(value.type(), Type::list(Kind::string))));
        out.value = Value::unknown({});
        return;
    }
    const auto& elements = value.elements();
    for (std::size_t i = 0; i < elements.size(); ++i) {
        const Expr& from = element_expr(expr, i, elements.size());
        const auto text = convert(elements[i], Kind::string);
        if (!text || text->is_null()) {
            report_part(expr, from.at,
                        fmt::format("unsuitable value for `{}`: element {}: {}", rule.name, i,
                                    text ? "null value is not allowed" : text.error().message));
            continue;
        }
        out.elements.push_back({"", *text, {evaluator_.file(), from.at}});
    }
}

void Builder::decode_table(const AttributeRule& rule, const Expr& expr, const Value& value,
                           Attribute& out) {
    if (!value.type().is_mapping()) {
        evaluator_.report(expr.at, fmt::format("unsuitable value for `{}`: {}", rule.name,
                                               mismatch(value.type(), Type::map(Kind::string))));
        out.value = Value::unknown({});
        return;
    }
    // Looking up each key among the written ones would take quadratic time.
    std::map<std::string, const Expr*, std::less<>> written;
    const Expr& inner = hcl::unwrapped(expr);
    if (inner.is(ExprKind::object)) {
        for (const Expr& item : inner.children) {
            if (auto key = hcl::key_text(item.child(0))) written[*std::move(key)] = &item;
        }
    }
    for (const auto& [key, one] : value.members()) {
        const auto own = written.find(key);
        const Span at = own == written.end() ? expr.at : own->second->at;
        const auto text = convert(one, Kind::string);
        if (!text) {
            const Span place = own == written.end() ? expr.at : own->second->child(1).at;
            report_part(expr, place,
                        fmt::format("unsuitable value for `{}`: element \"{}\": {}", rule.name, key,
                                    text.error().message));
            continue;
        }
        if (text->is_null() && rule.keeps_null) continue;
        if (text->is_null()) {
            report_part(expr, at,
                        fmt::format("unsuitable value for `{}`: element \"{}\": null value is not "
                                    "allowed",
                                    rule.name, key));
            continue;
        }
        out.elements.push_back({key, *text, {evaluator_.file(), at}});
    }
}

void Builder::decode_entries(const Expr& expr, const Value& value, Attribute& out) {
    const auto& rule = rule_of(out.id);
    if (!value.type().is_sequence()) {
        const Type wanted = Type::list(Type::map(Kind::string));
        evaluator_.report(expr.at, fmt::format("unsuitable value for `{}`: {}", rule.name,
                                               mismatch(value.type(), wanted)));
        out.value = Value::unknown({});
        return;
    }
    const auto& elements = value.elements();
    for (std::size_t i = 0; i < elements.size(); ++i) {
        if (is_empty_entry(elements[i])) continue;
        const Expr& from = element_expr(expr, i, elements.size());
        const auto decoded = entry(out.id, elements[i]);
        if (!decoded) {
            report_part(
                expr, from.at,
                fmt::format("unsuitable value for `{}`: {}", rule.name, decoded.error().message));
        }
        out.elements.push_back({"", element_or_unknown(decoded), {evaluator_.file(), from.at}});
    }
}

void Builder::decode_object(const Expr& expr, const Value& value, Attribute& out) {
    std::vector<AttributeType> fields;
    for (const char* name : {"memory", "memory-swap", "cpuset-cpus", "cpuset-mems"})
        fields.push_back({name, Kind::string, true});
    for (const char* name : {"cpu-shares", "cpu-period", "cpu-quota"})
        fields.push_back({name, Kind::number, true});
    const auto converted = convert(value, Type::object(std::move(fields)));
    if (!converted) {
        evaluator_.report(expr.at, fmt::format("unsuitable value for `{}`: {}",
                                               rule_of(out.id).name, converted.error().message));
        return;
    }
    if (!converted->is_known()) {
        out.value = *converted;
        return;
    }
    for (const auto& [key, one] : converted->members()) {
        if (one.is_null()) continue;
        const bool whole = !one.is_known() || !one.is(Kind::number) || one.number().as_int64();
        const Span at = member_expr(expr, key).at;
        if (whole) {
            out.elements.push_back({key, one, {evaluator_.file(), at}});
        } else {
            report_part(
                expr, at,
                fmt::format("unsuitable value for `{}`: value must be a whole number", key));
        }
    }
}

Attribute Builder::decode(const AttributeRule& rule, const Expr& expr, const Value& value) {
    using Shape = AttributeRule::Shape;
    Attribute out;
    out.id = rule.id;
    out.at = {evaluator_.file(), expr.at};
    const bool scalar = rule.shape == Shape::text || rule.shape == Shape::truth;
    if (!value.is_known() && !scalar) {
        // Wrong for certain even where the content is unknown: a string for a list.
        const bool fits = value.is(Kind::dynamic) || !value.type().is_primitive();
        if (fits) {
            out.value = value;
            return out;
        }
    }
    if (scalar) {
        const Kind kind = rule.shape == Shape::text ? Kind::string : Kind::boolean;
        const auto converted = convert(value, kind);
        if (converted) {
            out.value = *converted;
            return out;
        }
        evaluator_.report(expr.at, fmt::format("unsuitable value for `{}`: {}", rule.name,
                                               converted.error().message));
        out.value = Value::unknown(kind);
        return out;
    }
    switch (rule.shape) {
    case Shape::texts:
        decode_texts(expr, value, out);
        break;
    case Shape::table:
        decode_table(rule, expr, value, out);
        break;
    case Shape::entries:
        decode_entries(expr, value, out);
        break;
    default:
        decode_object(expr, value, out);
        break;
    }
    return out;
}

} // namespace dflint::bake
