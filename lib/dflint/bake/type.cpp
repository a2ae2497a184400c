// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/type.h"

#include <algorithm>
#include <array>

namespace dflint::bake {

struct Type::Parts {
    std::vector<Type> elements{};
    std::vector<AttributeType> attributes{};
    bool has_dynamic = false;
};

Type Type::collection(Kind kind, Type element) {
    Type result(kind);
    const bool dynamic = element.has_dynamic();
    result.parts_ = std::make_shared<const Parts>(
        Parts{.elements = {std::move(element)}, .has_dynamic = dynamic});
    return result;
}

Type Type::list(Type element) {
    return collection(Kind::list, std::move(element));
}

Type Type::map(Type element) {
    return collection(Kind::map, std::move(element));
}

Type Type::tuple(std::vector<Type> elements) {
    Type result(Kind::tuple);
    const bool dynamic = std::any_of(elements.begin(), elements.end(),
                                     [](const Type& type) { return type.has_dynamic(); });
    result.parts_ = std::make_shared<const Parts>(
        Parts{.elements = std::move(elements), .has_dynamic = dynamic});
    return result;
}

Type Type::object(std::vector<AttributeType> attributes) {
    Type result(Kind::object);
    std::sort(attributes.begin(), attributes.end(),
              [](const AttributeType& a, const AttributeType& b) { return a.name < b.name; });
    const bool dynamic =
        std::any_of(attributes.begin(), attributes.end(),
                    [](const AttributeType& attribute) { return attribute.type.has_dynamic(); });
    result.parts_ = std::make_shared<const Parts>(
        Parts{.attributes = std::move(attributes), .has_dynamic = dynamic});
    return result;
}

const Type& Type::element() const {
    return parts_->elements.front();
}

const std::vector<Type>& Type::elements() const {
    return parts_->elements;
}

const std::vector<AttributeType>& Type::attributes() const {
    return parts_->attributes;
}

const AttributeType* Type::attribute(std::string_view name) const {
    if (kind_ != Kind::object) return nullptr;
    const auto& all = parts_->attributes;
    const auto found =
        std::lower_bound(all.begin(), all.end(), name,
                         [](const AttributeType& a, std::string_view b) { return a.name < b; });
    return found != all.end() && found->name == name ? &*found : nullptr;
}

bool Type::has_dynamic() const {
    return parts_ ? parts_->has_dynamic : kind_ == Kind::dynamic;
}

std::string Type::name(bool as_constraint) const {
    static constexpr std::array<const char*, 10> names = {
        "dynamic", "bool",    "number", "string", "list of ",
        "set of ", "map of ", "tuple",  "object", "bytes"};
    if (kind_ == Kind::dynamic && as_constraint) return "any type";
    std::string result = names[static_cast<std::size_t>(kind_)];
    if (!is_collection()) return result;
    if (as_constraint && element().is(Kind::dynamic)) return result + "any single type";
    return result + element().name(as_constraint);
}

bool operator==(const Type& a, const Type& b) {
    if (a.kind_ != b.kind_) return false;
    if (a.parts_ == b.parts_) return true;
    if (!a.parts_ || !b.parts_) return false;
    return a.parts_->elements == b.parts_->elements && a.parts_->attributes == b.parts_->attributes;
}

} // namespace dflint::bake
