// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/number.h"
#include "dflint/bake/type.h"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dflint::bake {

class Value;

/// Why a value is not known, in words for people: "`timestamp()` depends on the clock". Empty when
/// a mistake that was reported elsewhere is the reason.
using Cause = std::shared_ptr<const std::string>;

/// A value of cty: known, null or unknown. Immutable; copies share, so they are cheap. Maps and
/// objects are sorted by key, sets by value, as cty iterates over them.
class Value {
public:
    using Elements = std::vector<Value>;
    using Members = std::vector<std::pair<std::string, Value>>;

    /// Values larger (leaves, shared ones counted each time) or deeper than this do not exist: what
    /// would make one gets nothing instead. Keeps walks over shared values bounded.
    static constexpr std::size_t max_weight = 1'000'000;
    static constexpr std::size_t max_depth = 200;

    /// Unknown, of any type, without a cause.
    Value() = default;
    /// A bool and nothing that merely turns into one.
    template <std::same_as<bool> Bool> Value(Bool yes) : state_(State::boolean), yes_(yes) {}
    Value(Number number)
        : state_(State::number), content_(std::make_shared<const Number>(std::move(number))) {}
    Value(std::string text)
        : state_(State::text), content_(std::make_shared<const std::string>(std::move(text))) {}
    Value(std::string_view text) : Value(std::string(text)) {}
    Value(const char* text) : Value(std::string(text)) {}

    [[nodiscard]] static Value null(Type type = Kind::dynamic);
    [[nodiscard]] static Value unknown(Type type, Cause cause = nullptr);
    /// Nothing when the result would be too large.
    [[nodiscard]] static std::optional<Value> tuple(Elements elements);
    /// The elements have the type `element`.
    [[nodiscard]] static std::optional<Value> list(Type element, Elements elements);
    /// Sorts and drops equal elements.
    [[nodiscard]] static std::optional<Value> set(Type element, Elements elements);
    /// Of equal keys the last one counts.
    [[nodiscard]] static std::optional<Value> map(Type element, Members members);
    [[nodiscard]] static std::optional<Value> object(Members members);
    [[nodiscard]] static Value empty_object();
    [[nodiscard]] static Value empty_tuple();
    [[nodiscard]] static Value strings(const std::vector<std::string>& texts);

    [[nodiscard]] Type type() const;
    [[nodiscard]] Kind kind() const;
    [[nodiscard]] bool is(Kind wanted) const { return kind() == wanted; }
    [[nodiscard]] bool is_known() const { return state_ != State::unknown; }
    [[nodiscard]] bool is_null() const { return state_ == State::null; }
    /// Neither null nor unknown.
    [[nodiscard]] bool has_value() const { return is_known() && !is_null(); }
    /// Known, and all in it, too.
    [[nodiscard]] bool is_wholly_known() const;
    /// Why it, or the first unknown thing in it, is unknown.
    [[nodiscard]] Cause cause() const;
    [[nodiscard]] bool is_string() const { return state_ == State::text; }

    // What follows asks for the content of a value that has one, of this kind.
    [[nodiscard]] bool boolean() const { return yes_; }
    [[nodiscard]] const Number& number() const {
        return *static_cast<const Number*>(content_.get());
    }
    [[nodiscard]] const std::string& text() const {
        return *static_cast<const std::string*>(content_.get());
    }
    /// Of a list, set or tuple.
    [[nodiscard]] const Elements& elements() const;
    /// Of a map or object.
    [[nodiscard]] const Members& members() const;
    /// Null unless the map or object has this key.
    [[nodiscard]] const Value* member(std::string_view key) const;
    /// Elements of any structure, members of maps and objects among them.
    [[nodiscard]] std::size_t length() const;

    /// A total order of known values of one type; sets are kept in it.
    [[nodiscard]] static int compare(const Value& a, const Value& b);
    /// The same value and type, in every part.
    friend bool operator==(const Value& a, const Value& b);

private:
    enum class State : std::uint8_t { unknown, null, boolean, number, text, structure };
    struct Unknown {
        Type type;
        Cause cause;
    };
    struct Structure;
    [[nodiscard]] static std::optional<Value> make(Structure structure);
    [[nodiscard]] const Structure* structure() const;

    State state_ = State::unknown;
    bool yes_ = false;
    /// What the state says: an Unknown (of unknown and null; none: any type), a Number, a string,
    /// a Structure.
    std::shared_ptr<const void> content_;
};

/// `a == b` of HCL: nothing when an unknown part decides.
[[nodiscard]] std::optional<bool> equals(const Value& a, const Value& b);

} // namespace dflint::bake
