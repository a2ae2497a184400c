// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/value.h"

#include <algorithm>
#include <cassert>

namespace dflint::bake {

struct Value::Structure {
    Kind kind;
    Type element{}; ///< of list, set, map
    Elements elements{};
    Members members{};
    std::size_t weight = 1;
    std::size_t depth = 1;
    bool wholly_known = true;
};

std::optional<Value> Value::make(Structure structure) {
    const auto count = [&](const Value& value) {
        const Structure* inner = value.structure();
        structure.weight += inner ? inner->weight : 1;
        structure.depth = std::max(structure.depth, inner ? inner->depth + 1 : 1);
        structure.wholly_known = structure.wholly_known && value.is_wholly_known();
    };
    for (const Value& value : structure.elements) count(value);
    for (const auto& [key, value] : structure.members) count(value);
    if (structure.weight > max_weight || structure.depth > max_depth) return std::nullopt;
    Value value;
    value.state_ = State::structure;
    value.content_ = std::make_shared<const Structure>(std::move(structure));
    return value;
}

const Value::Structure* Value::structure() const {
    if (state_ != State::structure) return nullptr;
    return static_cast<const Structure*>(content_.get());
}

Value Value::null(Type type) {
    Value result;
    result.state_ = State::null;
    result.content_ = std::make_shared<const Unknown>(Unknown{std::move(type), nullptr});
    return result;
}

Value Value::unknown(Type type, Cause cause) {
    Value result;
    result.content_ = std::make_shared<const Unknown>(Unknown{std::move(type), std::move(cause)});
    return result;
}

std::optional<Value> Value::tuple(Elements elements) {
    return make({.kind = Kind::tuple, .elements = std::move(elements)});
}

std::optional<Value> Value::list(Type element, Elements elements) {
    return make(
        {.kind = Kind::list, .element = std::move(element), .elements = std::move(elements)});
}

std::optional<Value> Value::set(Type element, Elements elements) {
    std::stable_sort(elements.begin(), elements.end(),
                     [](const Value& a, const Value& b) { return compare(a, b) < 0; });
    // What is unknown may or may not equal another element: each stays.
    const auto end =
        std::unique(elements.begin(), elements.end(), [](const Value& a, const Value& b) {
            return a.is_wholly_known() && b.is_wholly_known() && compare(a, b) == 0;
        });
    elements.erase(end, elements.end());
    return make(
        {.kind = Kind::set, .element = std::move(element), .elements = std::move(elements)});
}

namespace {

void sort_members(Value::Members& members) {
    std::stable_sort(members.begin(), members.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    // Keep the last of each run.
    const auto kept =
        std::unique(members.rbegin(), members.rend(), [](const auto& a, const auto& b) {
            return a.first == b.first;
        }).base();
    members.erase(members.begin(), kept);
}

} // namespace

std::optional<Value> Value::map(Type element, Members members) {
    sort_members(members);
    return make({.kind = Kind::map, .element = std::move(element), .members = std::move(members)});
}

std::optional<Value> Value::object(Members members) {
    sort_members(members);
    return make({.kind = Kind::object, .members = std::move(members)});
}

Value Value::empty_object() {
    return *object({});
}

Value Value::empty_tuple() {
    return *tuple({});
}

Value Value::strings(const std::vector<std::string>& texts) {
    Elements elements(texts.begin(), texts.end());
    return list(Kind::string, std::move(elements)).value_or(unknown(Type::list(Kind::string)));
}

Kind Value::kind() const {
    switch (state_) {
    case State::unknown:
    case State::null:
        return content_ ? static_cast<const Unknown*>(content_.get())->type.kind() : Kind::dynamic;
    case State::boolean:
        return Kind::boolean;
    case State::number:
        return Kind::number;
    case State::text:
        return Kind::string;
    case State::structure:
        break;
    }
    return structure()->kind;
}

Type Value::type() const {
    if (state_ <= State::null)
        return content_ ? static_cast<const Unknown*>(content_.get())->type : Type();
    const Structure* inner = structure();
    if (!inner) return kind();
    if (inner->kind == Kind::tuple) {
        std::vector<Type> types;
        types.reserve(inner->elements.size());
        for (const Value& value : inner->elements) types.push_back(value.type());
        return Type::tuple(std::move(types));
    }
    if (inner->kind == Kind::object) {
        std::vector<AttributeType> types;
        types.reserve(inner->members.size());
        for (const auto& [key, value] : inner->members) types.push_back({key, value.type(), false});
        return Type::object(std::move(types));
    }
    return Type::collection(inner->kind, inner->element);
}

bool Value::is_wholly_known() const {
    const Structure* inner = structure();
    return inner ? inner->wholly_known : is_known();
}

Cause Value::cause() const {
    if (state_ == State::unknown)
        return content_ ? static_cast<const Unknown*>(content_.get())->cause : nullptr;
    const Structure* inner = structure();
    if (!inner || inner->wholly_known) return nullptr;
    for (const Value& value : inner->elements) {
        if (!value.is_wholly_known()) return value.cause();
    }
    for (const auto& [key, value] : inner->members) {
        if (!value.is_wholly_known()) return value.cause();
    }
    return nullptr;
}

const Value::Elements& Value::elements() const {
    assert(structure());
    return structure()->elements;
}

const Value::Members& Value::members() const {
    assert(structure());
    return structure()->members;
}

const Value* Value::member(std::string_view key) const {
    const Structure* inner = structure();
    if (!inner) return nullptr;
    const auto found = std::lower_bound(
        inner->members.begin(), inner->members.end(), key,
        [](const auto& member, std::string_view wanted) { return member.first < wanted; });
    return found != inner->members.end() && found->first == key ? &found->second : nullptr;
}

std::size_t Value::length() const {
    const Structure* inner = structure();
    return inner ? inner->elements.size() + inner->members.size() : 0;
}

int Value::compare(const Value& a, const Value& b) {
    if (a.state_ != b.state_) return a.state_ < b.state_ ? -1 : 1;
    if (a.state_ == State::boolean) return int{a.boolean()} - int{b.boolean()};
    if (a.state_ == State::number)
        return a.number() < b.number() ? -1 : a.number() == b.number() ? 0 : 1;
    if (a.is_string()) return a.text().compare(b.text());
    const Structure* left = a.structure();
    const Structure* right = b.structure();
    if (!left || left == right) return 0;
    if (left->kind != right->kind) return left->kind < right->kind ? -1 : 1;
    const std::size_t size = std::min(left->elements.size(), right->elements.size());
    for (std::size_t i = 0; i < size; ++i) {
        if (const int order = compare(left->elements[i], right->elements[i])) return order;
    }
    const std::size_t count = std::min(left->members.size(), right->members.size());
    for (std::size_t i = 0; i < count; ++i) {
        if (const int order = left->members[i].first.compare(right->members[i].first)) return order;
        if (const int order = compare(left->members[i].second, right->members[i].second))
            return order;
    }
    if (a.length() == b.length()) return 0;
    return a.length() < b.length() ? -1 : 1;
}

bool operator==(const Value& a, const Value& b) {
    if (a.is_known() != b.is_known() || a.is_null() != b.is_null()) return false;
    if (!a.has_value()) return a.type() == b.type();
    return a.type() == b.type() && Value::compare(a, b) == 0;
}

namespace {

/// Of two values with content and of one type.
std::optional<bool> same_content(const Value& a, const Value& b) {
    if (a.is_wholly_known() && b.is_wholly_known()) return Value::compare(a, b) == 0;
    if (a.is(Kind::set)) return std::nullopt;
    if (a.length() != b.length()) return false;
    bool differ = false;
    bool open = false;
    const auto both = [&](const Value& left, const Value& right) {
        const std::optional<bool> same = equals(left, right);
        differ = differ || (same && !*same);
        open = open || !same;
    };
    if (a.type().is_mapping()) {
        for (const auto& [key, value] : a.members()) {
            const Value* other = b.member(key);
            if (!other) return false;
            both(value, *other);
        }
    } else {
        for (std::size_t i = 0; i < a.length(); ++i) both(a.elements()[i], b.elements()[i]);
    }
    if (differ) return false;
    if (open) return std::nullopt;
    return true;
}

} // namespace

std::optional<bool> equals(const Value& a, const Value& b) {
    if (!a.is_known() || !b.is_known()) {
        const Value& other = a.is_known() ? a : b;
        const Value& unknown = a.is_known() ? b : a;
        if (!other.is_known() || other.is_null() || unknown.type().has_dynamic())
            return std::nullopt;
        if (!(a.type() == b.type())) return false;
        return std::nullopt;
    }
    if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
    if (a.is_wholly_known() && b.is_wholly_known()) {
        // Nulls of different types inside make different types, as cty has it.
        return a.kind() == b.kind() && a.type() == b.type() && Value::compare(a, b) == 0;
    }
    if (a.kind() != b.kind()) return false;
    return same_content(a, b);
}

} // namespace dflint::bake
