// SPDX-License-Identifier: Apache-2.0
// cty/function/stdlib: collection.go and sequence.go, lists and tuples.
#include "dflint/bake/functions.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace dflint::bake {

namespace {

const Type strings = Type::list(Kind::string);

Outcome length(Arguments in) {
    const Type type = in[0].type();
    if (!type.is(Kind::tuple) && !type.is_collection())
        return fault("collection must be a list, a map or a tuple");
    return Value(Number(static_cast<std::int64_t>(in[0].length())));
}

Outcome element(Arguments in) {
    if (in[1].number().sign() < 0)
        return fault("cannot use element function with a negative index");
    if (!in[0].type().is_sequence())
        return fault(fmt::format("cannot read elements from {}", in[0].type().name()));
    const auto index = whole_number(in[1]);
    if (!index) return fault(fmt::format("invalid index: {}", index.error().message));
    const auto& elements = in[0].elements();
    if (elements.empty()) return fault("cannot use element function with an empty list");
    return elements[static_cast<std::size_t>(*index) % elements.size()];
}

/// Where the key stands in the sequence; nothing when it does not.
std::optional<std::size_t> position(const Value& sequence, const Value& key) {
    const auto whole = key.number().as_int64();
    if (!whole || *whole < 0 || static_cast<std::size_t>(*whole) >= sequence.length())
        return std::nullopt;
    return static_cast<std::size_t>(*whole);
}

Outcome has_index(Arguments in) {
    const Type type = in[0].type();
    if (type.is_sequence())
        return Value(in[1].is(Kind::number) && position(in[0], in[1]).has_value());
    if (type.is(Kind::map))
        return Value(in[1].is_string() && in[0].member(in[1].text()) != nullptr);
    return fault("collection must be a list, a map or a tuple");
}

Outcome index(Arguments in) {
    const Type type = in[0].type();
    if (type.is(Kind::map)) {
        if (!in[1].is_string()) return fault("key for map must be string");
        const Value* member = in[0].member(in[1].text());
        return member ? Outcome(*member) : Outcome(fault("invalid index"));
    }
    if (!type.is_sequence()) return fault("collection must be a list, a map or a tuple");
    if (!in[1].is(Kind::number))
        return fault(
            fmt::format("key for {} must be number", type.is(Kind::tuple) ? "tuple" : "list"));
    if (const auto found = position(in[0], in[1])) return in[0].elements()[*found];
    if (!type.is(Kind::tuple)) return fault("invalid index");
    const auto whole = whole_number(in[1]);
    if (!whole) return fault(fmt::format("invalid key for tuple: {}", whole.error().message));
    return fault(fmt::format("key must be between 0 and {} inclusive", in[0].length()));
}

Outcome index_of(Arguments in) {
    if (!in[0].type().is_sequence()) return fault("argument must be a list or tuple");
    if (in[0].length() == 0) return fault("cannot search an empty list");
    const auto& elements = in[0].elements();
    for (std::size_t i = 0; i < elements.size(); ++i) {
        const auto same = equals(elements[i], in[1]);
        if (!same) return Value::unknown(Kind::number, elements[i].cause());
        if (*same) return Value(Number(static_cast<std::int64_t>(i)));
    }
    return fault("item not found");
}

Outcome contains(Arguments in) {
    if (!in[0].type().is_listing()) return fault("argument must be list, tuple, or set");
    Cause unknown;
    bool may_be_there = false;
    for (const Value& value : in[0].elements()) {
        const auto same = equals(in[1], value);
        if (same == true) return Value(true);
        if (!same && !may_be_there) unknown = value.cause();
        may_be_there = may_be_there || !same;
    }
    if (may_be_there) return Value::unknown(Kind::boolean, unknown);
    return Value(false);
}

Outcome coalesce_list(Arguments in) {
    if (in.empty()) return fault("at least one argument is required");
    for (const Value& value : in) {
        if (!value.is_known()) return Value::unknown({}, value.cause());
        if (!value.type().is_sequence())
            return fault("coalescelist arguments must be lists or tuples");
    }
    for (const Value& value : in) {
        if (!value.is_null() && value.length() > 0) return value;
    }
    return fault("no non-null arguments");
}

Outcome compact(Arguments in) {
    Value::Elements kept;
    for (const Value& value : in[0].elements()) {
        if (!value.is_null() && !value.text().empty()) kept.push_back(value);
    }
    return Value::list(Kind::string, std::move(kept));
}

Outcome distinct(Arguments in) {
    const auto before = [](const Value& a, const Value& b) { return Value::compare(a, b) < 0; };
    std::set<Value, decltype(before)> seen(before);
    Value::Elements kept;
    for (const Value& value : in[0].elements()) {
        if (seen.insert(value).second) kept.push_back(value);
    }
    return Value::list(in[0].type().element(), std::move(kept));
}

Outcome chunk_list(Arguments in) {
    const auto size = whole_number(in[1]);
    if (!size) return fault(fmt::format("invalid size: {}", size.error().message));
    if (*size < 0) return fault("the size argument must be positive");
    const Type type = in[0].type();
    const auto& elements = in[0].elements();
    Value::Elements chunks;
    const std::size_t step =
        *size == 0 ? elements.size() : std::min(static_cast<std::size_t>(*size), elements.size());
    for (std::size_t i = 0; i < elements.size(); i += step) {
        const auto begin = elements.begin() + static_cast<std::ptrdiff_t>(i);
        const auto end =
            elements.begin() + static_cast<std::ptrdiff_t>(std::min(i + step, elements.size()));
        auto chunk = Value::list(type.element(), Value::Elements(begin, end));
        if (!chunk) return chunk;
        chunks.push_back(*std::move(chunk));
    }
    return Value::list(type, std::move(chunks));
}

/// False when an unknown list stands inside. Depth is bounded by that of values.
bool flatten_into(Value::Elements& out, const Value& listing) {
    bool known = true;
    for (const Value& value : listing.elements()) {
        const bool nested = !value.is_null() && value.type().is_listing();
        if (nested ? !value.is_known() : value.is(Kind::dynamic) && !value.is_known()) {
            known = false;
        } else if (nested) {
            known = flatten_into(out, value) && known;
        } else {
            out.push_back(value);
        }
    }
    return known;
}

Outcome flatten(Arguments in) {
    if (!in[0].type().is_listing()) return fault("can only flatten lists, sets and tuples");
    Value::Elements out;
    if (!flatten_into(out, in[0])) return Value::unknown({}, in[0].cause());
    return Value::tuple(std::move(out));
}

Outcome reverse_list(Arguments in) {
    const Type type = in[0].type();
    if (!type.is_listing()) {
        return fault(0, fmt::format("can only reverse list or tuple values, not {}", type.name()));
    }
    Value::Elements out(in[0].elements().rbegin(), in[0].elements().rend());
    if (type.is(Kind::tuple)) return Value::tuple(std::move(out));
    return Value::list(type.element(), std::move(out));
}

Outcome slice(Arguments in) {
    const Type type = in[0].type();
    if (type.is(Kind::set)) {
        return fault(0, "cannot slice a set, because its elements do not have indices; explicitly "
                        "convert to a list if the ordering of the result is not important");
    }
    if (!type.is_sequence()) return fault(0, "must be a list or tuple value");
    const auto length = static_cast<std::int64_t>(in[0].length());
    const auto start = whole_number(in[1]);
    if (!start) return fault(1, fmt::format("invalid start index: {}", start.error().message));
    if (*start < 0) return fault(1, "start index must not be less than zero");
    if (*start > length)
        return fault(1, "start index must not be greater than the length of the list");
    const auto end = whole_number(in[2]);
    if (!end) return fault(2, fmt::format("invalid end index: {}", end.error().message));
    if (*end < 0) return fault(2, "end index must not be less than zero");
    if (*end > length) return fault(2, "end index must not be greater than the length of the list");
    if (*start > *end) return fault(1, "start index must not be greater than end index");
    const auto begin = in[0].elements().begin();
    Value::Elements out(begin + *start, begin + *end);
    if (type.is(Kind::tuple)) return Value::tuple(std::move(out));
    return Value::list(type.element(), std::move(out));
}

Outcome concat(Arguments in) {
    if (in.empty()) return fault("at least one argument is required");
    std::vector<Type> types;
    bool all_lists = true;
    Value::Elements out;
    for (std::size_t i = 0; i < in.size(); ++i) {
        const Type type = in[i].type();
        if (!type.is_sequence()) {
            return fault(i,
                         fmt::format("all arguments must be lists or tuples; got {}", type.name()));
        }
        all_lists = all_lists && type.is(Kind::list);
        types.push_back(type);
    }
    const auto type = all_lists ? unify(types) : std::nullopt;
    const bool is_list = type && type->is(Kind::list);
    for (std::size_t i = 0; i < in.size(); ++i) {
        const auto list = is_list ? convert(in[i], *type) : Result<Value>(in[i]);
        if (!list) return fault(i, list.error().message);
        out.insert(out.end(), list->elements().begin(), list->elements().end());
        if (out.size() > Value::max_weight) break;
    }
    if (is_list) return Value::list(type->element(), std::move(out));
    return Value::tuple(std::move(out));
}

Outcome range(Arguments in) {
    if (in.empty() || in.size() > 3) return fault("must have one, two, or three arguments");
    const Number start = in.size() == 1 ? Number(0) : in[0].number();
    const Number end = in.size() == 1 ? in[0].number() : in[1].number();
    const Number step = in.size() == 3 ? in[2].number() : Number(end < start ? -1 : 1);
    if (step.sign() == 0) return fault(2, "step must not be zero");
    const bool down = step.sign() < 0;
    if (down && end > start) return fault(1, "end must be less than start when step is negative");
    if (!down && end < start)
        return fault(1, "end must be greater than start when step is positive");
    Value::Elements out;
    for (Number at = start; down ? at > end : at < end;) {
        if (out.size() >= 1024) {
            return fault("more than 1024 values were generated; either decrease the difference "
                         "between start and end or use a smaller step");
        }
        out.emplace_back(at);
        const auto next = Number::add(at, step);
        if (!next) break;
        at = *next;
    }
    return Value::list(Kind::number, std::move(out));
}

Outcome sort(Arguments in) {
    const auto& elements = in[0].elements();
    for (std::size_t i = 0; i < elements.size(); ++i) {
        if (elements[i].is_null()) {
            return fault(
                fmt::format("given list element {} is null; a null string cannot be sorted", i));
        }
    }
    Value::Elements out = elements;
    std::sort(out.begin(), out.end(),
              [](const Value& a, const Value& b) { return a.text() < b.text(); });
    return Value::list(Kind::string, std::move(out));
}

} // namespace

std::vector<Function> collection_functions() {
    const Parameter any_list{.name = "list", .type = Type::list({})};
    const Parameter string_list{.name = "list", .type = strings};
    Parameter maybe = any("vals");
    maybe.allows_null = maybe.allows_unknown = true;
    return {
        {"length", {any("collection")}, {}, Kind::number, length},
        {"element", {any("list"), number("index")}, {}, {}, element},
        {"hasindex", {any("collection"), any("key")}, {}, Kind::boolean, has_index},
        {"index", {any("collection"), any("key")}, {}, {}, index},
        {"indexof", {any("list"), any("value")}, {}, Kind::number, index_of},
        {"contains", {any("list"), any("value")}, {}, Kind::boolean, contains},
        {"coalescelist", {}, maybe, {}, coalesce_list},
        {"compact", {string_list}, {}, strings, compact, true},
        {"distinct", {any_list}, {}, {}, distinct, true},
        {"chunklist", {any_list, number("size")}, {}, {}, chunk_list},
        {"flatten", {any("list")}, {}, {}, flatten},
        {"reverselist", {any("list")}, {}, {}, reverse_list},
        {"slice", {any("list"), number("start_index"), number("end_index")}, {}, {}, slice},
        {"concat", {}, any("seqs"), {}, concat},
        {"range", {}, number("params"), Type::list(Kind::number), range},
        {"sort", {string_list}, {}, strings, sort, true},
    };
}

} // namespace dflint::bake
