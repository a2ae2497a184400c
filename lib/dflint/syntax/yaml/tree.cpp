// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/yaml/tree.h"

#include <algorithm>
#include <set>

namespace dflint::yaml {

namespace {

constexpr std::string_view merge_key = "<<";

/// Walks a mapping and what it merges, own entries first. Mappings hold earlier nodes only, so
/// this ends; each is entered once.
class Entries {
public:
    explicit Entries(const Node& mapping) { add(&mapping); }

    /// Calls `take` with each entry until it says true.
    template <class Take> void for_each(Take take) {
        for (std::size_t i = 0; i < mappings_.size(); ++i) {
            for (const auto& entry : mappings_[i]->entries) {
                if (entry.first->is_plain && entry.first->text == merge_key) {
                    merge(*entry.second);
                } else if (take(entry)) {
                    return;
                }
            }
        }
    }

private:
    void add(const Node* mapping) {
        if (mapping->is_mapping() && seen_.insert(mapping).second) mappings_.push_back(mapping);
    }
    void merge(const Node& from) {
        if (from.is_sequence()) {
            for (const Node* each : from.items) add(each);
        } else {
            add(&from);
        }
    }

    std::vector<const Node*> mappings_;
    std::set<const Node*> seen_;
};

} // namespace

bool Node::is_null() const {
    return is_scalar() && is_plain &&
           (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL");
}

const Node* Node::find(std::string_view key) const {
    if (!is_mapping()) return nullptr;
    const Node* found = nullptr;
    Entries(*this).for_each([&](const Entry& entry) {
        if (entry.first->is_scalar() && entry.first->text == key) found = entry.second;
        return found != nullptr;
    });
    return found;
}

std::vector<Node::Entry> Node::merged_entries() const {
    std::vector<Entry> all;
    if (!is_mapping()) return all;
    std::set<std::string_view> known;
    Entries(*this).for_each([&](const Entry& entry) {
        if (known.insert(entry.first->text).second) all.push_back(entry);
        return false;
    });
    return all;
}

} // namespace dflint::yaml
