// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/config.h"

#include <algorithm>

namespace dflint::bake {

namespace {

template <class T> const T* named(const std::vector<T>& all, std::string_view name) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const T& each) { return each.name == name; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace

const Text* Spec::find(std::string_view name) const {
    const Field* const field = named(fields, name);
    return field == nullptr ? nullptr : &field->value;
}

std::string_view Spec::value(std::string_view name) const {
    const Text* const found = find(name);
    return found == nullptr ? std::string_view() : std::string_view(found->value);
}

bool Spec::means_same(const Spec& other) const {
    if (!is_known || !other.is_known || fields.size() != other.fields.size()) return false;
    const auto key = [](const Field* field) {
        return std::pair<std::string_view, std::string_view>(field->name, field->value.value);
    };
    const auto sorted = [&](const Spec& spec) {
        std::vector<std::pair<std::string_view, std::string_view>> all;
        for (const Field& field : spec.fields) all.push_back(key(&field));
        std::sort(all.begin(), all.end());
        return all;
    };
    return sorted(*this) == sorted(other);
}

const Target* Config::target(std::string_view name) const {
    return named(targets, name);
}

const Group* Config::group(std::string_view name) const {
    return named(groups, name);
}

} // namespace dflint::bake
