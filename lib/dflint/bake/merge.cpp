// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/merge.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace dflint::bake {

namespace {

template <class T> void replace(std::optional<T>& into, const std::optional<T>& later) {
    if (later) into = later;
}

template <class T> void append(std::vector<T>& into, const std::vector<T>& later) {
    into.insert(into.end(), later.begin(), later.end());
}

/// null keeps what was there.
void merge_entries(Entries& into, const Entries& later) {
    if (later.empty()) return;
    std::unordered_map<std::string, std::size_t> known;
    for (std::size_t i = 0; i < into.size(); ++i) known.emplace(into[i].key.value, i);
    for (const Entry& entry : later) {
        if (!entry.value) continue;
        const auto [place, is_new] = known.emplace(entry.key.value, into.size());
        if (is_new || !entry.key.is_known) {
            into.push_back(entry);
        } else {
            into[place->second] = entry;
        }
    }
}

/// Of elements with the same value in a field the last one counts, at the place of the first.
void unite_by(std::string_view field, Specs& specs) {
    Specs united;
    for (Spec& spec : specs) {
        const auto same = std::find_if(united.begin(), united.end(), [&](const Spec& each) {
            return each.is_known && spec.is_known && each.value(field) == spec.value(field);
        });
        if (same == united.end()) {
            united.push_back(std::move(spec));
        } else {
            *same = std::move(spec);
        }
    }
    specs = std::move(united);
}

void drop_repeated(Specs& specs) {
    Specs kept;
    for (Spec& spec : specs) {
        const bool is_known = std::any_of(kept.begin(), kept.end(),
                                          [&](const Spec& each) { return each.means_same(spec); });
        if (!is_known) kept.push_back(std::move(spec));
    }
    specs = std::move(kept);
}

/// Empty strings go, too.
void drop_repeated(Texts& texts) {
    std::set<std::string> seen;
    std::erase_if(texts, [&](const Text& text) {
        return text.is_known && (text.value.empty() || !seen.insert(text.value).second);
    });
}

template <class T> void drop_repeated(std::optional<std::vector<T>>& all) {
    if (all) drop_repeated(*all);
}

} // namespace

void merge(Target& into, const Target& later) {
    replace(into.description, later.description);
    append(into.inherits, later.inherits);
    append(into.annotations, later.annotations);
    append(into.attest, later.attest);
    unite_by("type", into.attest);
    replace(into.context, later.context);
    merge_entries(into.contexts, later.contexts);
    replace(into.dockerfile, later.dockerfile);
    replace(into.dockerfile_inline, later.dockerfile_inline);
    merge_entries(into.args, later.args);
    merge_entries(into.labels, later.labels);
    replace(into.tags, later.tags);
    append(into.cache_from, later.cache_from);
    replace(into.cache_to, later.cache_to);
    replace(into.target, later.target);
    append(into.secret, later.secret);
    unite_by("id", into.secret);
    append(into.ssh, later.ssh);
    unite_by("id", into.ssh);
    replace(into.platforms, later.platforms);
    replace(into.output, later.output);
    replace(into.pull, later.pull);
    replace(into.no_cache, later.no_cache);
    replace(into.network, later.network);
    append(into.no_cache_filter, later.no_cache_filter);
    replace(into.shm_size, later.shm_size);
    append(into.ulimits, later.ulimits);
    replace(into.call, later.call);
    append(into.entitlements, later.entitlements);
    merge_entries(into.extra_hosts, later.extra_hosts);
    merge_entries(into.resources, later.resources);
    append(into.policy, later.policy);
}

void merge(Config& into, Config later) {
    std::unordered_map<std::string, std::size_t> targets;
    for (std::size_t i = 0; i < into.targets.size(); ++i) targets[into.targets[i].name] = i;
    for (Target& each : later.targets) {
        const auto found = targets.find(each.name);
        if (found == targets.end()) {
            into.targets.push_back(std::move(each));
        } else {
            merge(into.targets[found->second], each);
        }
    }
    std::unordered_map<std::string, std::size_t> groups;
    for (std::size_t i = 0; i < into.groups.size(); ++i) groups[into.groups[i].name] = i;
    for (Group& each : later.groups) {
        const auto found = groups.find(each.name);
        if (found == groups.end()) {
            into.groups.push_back(std::move(each));
        } else {
            into.groups[found->second] = std::move(each);
        }
    }
    append(into.variables, later.variables);
    append(into.functions, later.functions);
    append(into.mistakes, later.mistakes);
}

void normalize(Target& target) {
    drop_repeated(target.annotations);
    drop_repeated(target.attest);
    drop_repeated(target.tags);
    drop_repeated(target.secret);
    drop_repeated(target.ssh);
    drop_repeated(target.platforms);
    drop_repeated(target.cache_from);
    drop_repeated(target.cache_to);
    drop_repeated(target.output);
    drop_repeated(target.no_cache_filter);
    drop_repeated(target.ulimits);
    if (target.network && target.network->value == "host") {
        target.entitlements.push_back({"network.host", true, target.network->at});
    }
    drop_repeated(target.entitlements);
    std::erase_if(target.contexts, [](const Entry& entry) {
        return entry.value && entry.value->is_known && entry.value->value.empty();
    });
}

} // namespace dflint::bake
