// SPDX-License-Identifier: Apache-2.0
// Later definitions over earlier ones: docker/buildx, Target.Merge.
#include "dflint/bake/builder.h"
#include "dflint/bake/entries.h"

#include <algorithm>
#include <iterator>

namespace dflint::bake {

namespace {

using Shape = AttributeRule::Shape;
using Merge = AttributeRule::Merge;

bool before(const Element& a, const Element& b) {
    return a.key < b.key;
}

/// Two sorted maps as one; the later value of a key counts.
void merge_table(std::vector<Element>& earlier, const std::vector<Element>& later) {
    std::vector<Element> merged;
    merged.reserve(earlier.size() + later.size());
    auto left = earlier.begin();
    for (const Element& element : later) {
        while (left != earlier.end() && before(*left, element))
            merged.push_back(std::move(*left++));
        if (left != earlier.end() && left->key == element.key) ++left;
        merged.push_back(element);
    }
    std::move(left, earlier.end(), std::back_inserter(merged));
    earlier = std::move(merged);
}

bool is_unset(const Attribute& attribute) {
    // An empty description says nothing.
    return attribute.id == AttributeId::description && attribute.value.is_string() &&
           attribute.value.text().empty();
}

} // namespace

void merge(Attributes& earlier, const Attributes& later) {
    for (const Attribute& own : later) {
        if (is_unset(own)) continue;
        const AttributeRule& rule = rule_of(own.id);
        Attribute* there = earlier.find(own.id);
        if (!there || rule.merge == Merge::replace) {
            earlier[own.id] = own;
            if (rule.shape == Shape::entries) normalize_entries(own.id, earlier[own.id].elements);
            continue;
        }
        there->at = own.at;
        if (!own.value.is_known()) there->value = own.value;
        if (rule.shape == Shape::table || rule.shape == Shape::object) {
            merge_table(there->elements, own.elements);
            continue;
        }
        there->elements.insert(there->elements.end(), own.elements.begin(), own.elements.end());
        if (rule.shape == Shape::entries) normalize_entries(own.id, there->elements);
    }
}

} // namespace dflint::bake
