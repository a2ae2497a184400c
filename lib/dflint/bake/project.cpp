// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/project.h"

#include <algorithm>

namespace dflint::bake {

const std::vector<AttributeRule>& attribute_rules() {
    using Id = AttributeId;
    using S = AttributeRule::Shape;
    using M = AttributeRule::Merge;
    // In the order of AttributeId.
    static const std::vector<AttributeRule> rules = {
        {Id::description, "description", S::text, M::replace},
        {Id::inherits, "inherits", S::texts, M::append},
        {Id::annotations, "annotations", S::texts, M::append},
        {Id::attest, "attest", S::entries, M::by_key},
        {Id::context, "context", S::text, M::replace},
        {Id::contexts, "contexts", S::table, M::by_key},
        {Id::dockerfile, "dockerfile", S::text, M::replace},
        {Id::dockerfile_inline, "dockerfile-inline", S::text, M::replace},
        {Id::args, "args", S::table, M::by_key, true},
        {Id::labels, "labels", S::table, M::by_key, true},
        {Id::tags, "tags", S::texts, M::replace},
        {Id::cache_from, "cache-from", S::entries, M::append},
        {Id::cache_to, "cache-to", S::entries, M::replace},
        {Id::target, "target", S::text, M::replace},
        {Id::secret, "secret", S::entries, M::by_key},
        {Id::ssh, "ssh", S::entries, M::by_key},
        {Id::platforms, "platforms", S::texts, M::replace},
        {Id::output, "output", S::entries, M::replace},
        {Id::pull, "pull", S::truth, M::replace},
        {Id::no_cache, "no-cache", S::truth, M::replace},
        {Id::network, "network", S::text, M::replace},
        {Id::no_cache_filter, "no-cache-filter", S::texts, M::append},
        {Id::shm_size, "shm-size", S::text, M::replace},
        {Id::ulimits, "ulimits", S::texts, M::append},
        {Id::call, "call", S::text, M::replace},
        {Id::entitlements, "entitlements", S::texts, M::append},
        {Id::extra_hosts, "extra-hosts", S::table, M::by_key, true},
        {Id::policy, "policy", S::entries, M::append},
        {Id::resources, "resources", S::object, M::by_key},
    };
    return rules;
}

const AttributeRule& rule_of(AttributeId id) {
    return attribute_rules()[static_cast<std::size_t>(id)];
}

const AttributeRule* attribute_rule(std::string_view name) {
    const auto& all = attribute_rules();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const AttributeRule& rule) { return rule.name == name; });
    return found == all.end() ? nullptr : &*found;
}

const Element* Attribute::element(std::string_view key) const {
    const auto found = std::find_if(elements.begin(), elements.end(),
                                    [&](const Element& one) { return one.key == key; });
    return found == elements.end() ? nullptr : &*found;
}

namespace {

auto position(auto& all, AttributeId id) {
    return std::lower_bound(
        all.begin(), all.end(), id,
        [](const Attribute& one, AttributeId wanted) { return one.id < wanted; });
}

} // namespace

const Attribute* Attributes::find(AttributeId id) const {
    const auto at = position(all_, id);
    return at != all_.end() && at->id == id ? &*at : nullptr;
}

Attribute* Attributes::find(AttributeId id) {
    const auto at = position(all_, id);
    return at != all_.end() && at->id == id ? &*at : nullptr;
}

Attribute& Attributes::operator[](AttributeId id) {
    const auto at = position(all_, id);
    if (at != all_.end() && at->id == id) return *at;
    Attribute fresh;
    fresh.id = id;
    return *all_.insert(at, std::move(fresh));
}

void Attributes::erase(AttributeId id) {
    const auto at = position(all_, id);
    if (at != all_.end() && at->id == id) all_.erase(at);
}

const Target* Project::target(std::string_view name) const {
    const auto found = std::lower_bound(
        targets.begin(), targets.end(), name,
        [](const Target& one, std::string_view wanted) { return one.name < wanted; });
    return found != targets.end() && found->name == name ? &*found : nullptr;
}

const Definition* Project::definition(std::string_view name) const {
    const auto found = std::find_if(definitions.begin(), definitions.end(),
                                    [&](const Definition& one) { return one.name == name; });
    return found == definitions.end() ? nullptr : &*found;
}

} // namespace dflint::bake
