// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/compose_merge.h"

#include "dflint/bake/compose_scalar.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

namespace dflint::bake {

namespace {

using yaml::Node;
using Kind = Node::Kind;

bool is_one_of(std::string_view key, std::initializer_list<std::string_view> keys) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

bool is_same_within(const Node& a, const Node& b, std::size_t& steps) {
    if (&a == &b) return true;
    if (steps == 0) return false;
    --steps;
    if (a.kind != b.kind || a.text != b.text || a.items.size() != b.items.size()) return false;
    for (std::size_t i = 0; i < a.items.size(); ++i) {
        if (!is_same_within(*a.items[i], *b.items[i], steps)) return false;
    }
    const auto entries = a.merged_entries();
    if (entries.size() != b.merged_entries().size()) return false;
    return std::all_of(entries.begin(), entries.end(), [&](const Node::Entry& each) {
        const Node* const other = b.find(each.first->text);
        return other != nullptr && is_same_within(*each.second, *other, steps);
    });
}

class Merge {
public:
    explicit Merge(std::deque<Node>& made) : made_(made) {}

    const Node& service(const Node& base, const Node& own) {
        Node& out = made_like(own, Kind::mapping);
        out.entries = united(base, own, [this](std::string_view key, const Node& a, const Node& b) {
            if (key == "build") return &build(a, b);
            return key == "environment" ? &pairs(a, b) : key == "env_file" ? &values(a, b) : &b;
        });
        std::erase_if(out.entries,
                      [](const Node::Entry& each) { return each.first->text == "extends"; });
        return out;
    }

private:
    const Node& build(const Node& base, const Node& own) {
        const Node& a = as_build(base);
        const Node& b = as_build(own);
        Node& out = made_like(own, Kind::mapping);
        out.entries = united(a, b, [this](std::string_view key, const Node& x, const Node& y) {
            if (is_one_of(key, {"args", "additional_contexts", "extra_hosts", "labels"})) {
                return &pairs(x, y);
            }
            return &any(key, x, y);
        });
        return out;
    }

    /// `build: path` is its context.
    const Node& as_build(const Node& build) {
        if (!build.is_scalar() || build.is_null()) return build;
        Node& key = made_like(build, Kind::scalar);
        key.text = "context";
        Node& out = made_like(build, Kind::mapping);
        out.entries.emplace_back(&key, &build);
        return out;
    }

    /// A list, where one value stands for a list of it.
    const Node& values(const Node& base, const Node& own) {
        Node& out = made_like(own, Kind::sequence);
        for (const Node* const each : {&base, &own}) {
            if (each->is_sequence()) {
                out.items.insert(out.items.end(), each->items.begin(), each->items.end());
            } else if (!each->is_null()) {
                out.items.push_back(each);
            }
        }
        return out;
    }

    const Node& any(std::string_view key, const Node& base, const Node& own) {
        if (own.is_null()) return base;
        if (base.is_mapping() && own.is_mapping()) {
            Node& out = made_like(own, Kind::mapping);
            out.entries =
                united(base, own, [this](std::string_view inner, const Node& a, const Node& b) {
                    return &any(inner, a, b);
                });
            return out;
        }
        if (!base.is_sequence() || !own.is_sequence()) return own;
        Node& out = made_like(own, Kind::sequence);
        out.items = base.items;
        std::set<std::string_view> known;
        if (key == "tags") {
            for (const Node* each : base.items) known.insert(each->text);
        }
        for (const Node* each : own.items) {
            if (!known.contains(each->text)) out.items.push_back(each);
        }
        return out;
    }

    /// Maps that may be written as lists of `KEY=VALUE`; the later value of a key counts.
    const Node& pairs(const Node& base, const Node& own) {
        if (own.is_null()) return base;
        if (base.is_mapping() && own.is_mapping()) {
            Node& out = made_like(own, Kind::mapping);
            out.entries =
                united(base, own, [](std::string_view, const Node&, const Node& b) { return &b; });
            return out;
        }
        Node& out = made_like(own, Kind::sequence);
        add_pairs(base, out);
        add_pairs(own, out);
        return out;
    }

    void add_pairs(const Node& from, Node& out) {
        out.items.insert(out.items.end(), from.items.begin(), from.items.end());
        for (const auto& [key, value] : from.merged_entries()) {
            Node& pair = made_like(*key, Kind::scalar);
            pair.text = value->is_null() ? key->text : key->text + "=" + scalar_text(*value);
            if (value->file == key->file && value->at.begin >= key->at.begin) {
                pair.at = cover(key->at, value->at);
            }
            out.items.push_back(&pair);
        }
    }

    /// The entries of both, the base's first; `join` decides where both have a key, unless the own
    /// value says `!reset` or `!override`.
    template <class Join>
    static std::vector<Node::Entry> united(const Node& base, const Node& own, Join join) {
        std::vector<Node::Entry> all = base.merged_entries();
        std::map<std::string_view, std::size_t> places;
        for (std::size_t i = 0; i < all.size(); ++i) places.emplace(all[i].first->text, i);
        for (const Node::Entry& each : own.merged_entries()) {
            const auto [place, is_new] = places.emplace(each.first->text, all.size());
            if (is_new) {
                all.push_back(each);
            } else {
                Node::Entry& entry = all[place->second];
                const std::string& tag = each.second->tag;
                const bool replaces = tag == "!override" || tag == "!reset";
                entry = {each.first, replaces
                                         ? each.second
                                         : join(each.first->text, *entry.second, *each.second)};
            }
        }
        std::erase_if(all, [](const Node::Entry& each) { return each.second->tag == "!reset"; });
        return all;
    }

    Node& made_like(const Node& node, Kind kind) {
        Node& made = made_.emplace_back();
        made.kind = kind;
        made.file = node.file;
        made.at = node.at;
        return made;
    }

    std::deque<Node>& made_;
};

} // namespace

const Node& merged_service(const Node& base, const Node& own, std::deque<Node>& made) {
    return Merge(made).service(base, own);
}

bool is_same(const Node& a, const Node& b) {
    std::size_t steps = 100'000; // aliases may repeat a node without end
    return is_same_within(a, b, steps);
}

} // namespace dflint::bake
