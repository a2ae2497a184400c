// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace dflint::bake {

/// The types of cty. `dynamic` is the type of what is not known at all, and as a constraint "any".
enum class Kind : std::uint8_t {
    dynamic,
    boolean,
    number,
    string,
    list,
    set,
    map,
    tuple,
    object,
    bytes, ///< what byteslen and bytesslice want; nothing in bake makes one
};

struct AttributeType;

/// A type of cty. Immutable; copies share.
class Type {
public:
    Type(Kind kind = Kind::dynamic) : kind_(kind) {}
    /// `kind` is list, set or map.
    [[nodiscard]] static Type collection(Kind kind, Type element);
    [[nodiscard]] static Type list(Type element);
    [[nodiscard]] static Type map(Type element);
    [[nodiscard]] static Type tuple(std::vector<Type> elements);
    /// The attributes in any order; names are distinct.
    [[nodiscard]] static Type object(std::vector<AttributeType> attributes);

    [[nodiscard]] Kind kind() const { return kind_; }
    [[nodiscard]] bool is(Kind kind) const { return kind_ == kind; }
    [[nodiscard]] bool is_primitive() const {
        return kind_ == Kind::boolean || kind_ == Kind::number || kind_ == Kind::string;
    }
    [[nodiscard]] bool is_collection() const {
        return kind_ == Kind::list || kind_ == Kind::set || kind_ == Kind::map;
    }
    [[nodiscard]] bool is_sequence() const { return kind_ == Kind::list || kind_ == Kind::tuple; }
    /// A list, set or tuple.
    [[nodiscard]] bool is_listing() const { return is_sequence() || kind_ == Kind::set; }
    [[nodiscard]] bool is_mapping() const { return kind_ == Kind::map || kind_ == Kind::object; }

    /// Of a collection.
    [[nodiscard]] const Type& element() const;
    /// Of a tuple.
    [[nodiscard]] const std::vector<Type>& elements() const;
    /// Of an object, sorted by name.
    [[nodiscard]] const std::vector<AttributeType>& attributes() const;
    /// Null unless it is an object with this attribute.
    [[nodiscard]] const AttributeType* attribute(std::string_view name) const;
    /// True when dynamic stands somewhere in it.
    [[nodiscard]] bool has_dynamic() const;

    /// "list of string", "dynamic": what a value is.
    [[nodiscard]] std::string name() const { return name(false); }
    /// "list of any single type", "any type": what is asked for.
    [[nodiscard]] std::string constraint_name() const { return name(true); }

    friend bool operator==(const Type& a, const Type& b);

private:
    struct Parts;
    [[nodiscard]] std::string name(bool as_constraint) const;

    Kind kind_;
    std::shared_ptr<const Parts> parts_;
};

struct AttributeType {
    std::string name;
    Type type;
    bool optional = false; ///< in a constraint: may be missing

    friend bool operator==(const AttributeType&, const AttributeType&) = default;
};

} // namespace dflint::bake
