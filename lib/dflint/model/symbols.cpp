// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/symbols.h"

#include "dflint/model/build.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace dflint::model {

namespace {

/// What a name means behind a stage, where it took many steps to find out: the next one who comes
/// by need not go on. A fact.
struct KnownMeanings {
    explicit KnownMeanings(const Build&) {}

    /// By the name, as the address of its places, and the index of the stage.
    std::map<std::pair<const void*, std::uint32_t>, const Binding*> meanings;
};

/// A way down through the stages below one. An ENV ends it; without one the first ARG counts: a
/// stage begins with the ENVs of its parents, which BuildKit sets anew over what their ARGs left.
class Way {
public:
    Way(const Build& build, const void* name) : build_(build), name_(name) {}

    /// What the name means behind the stage, if somebody went on from there before. A short way is
    /// gone anew.
    std::optional<const Binding*> known_at(const Stage& stage) {
        if (++steps_ <= few_steps) return std::nullopt;
        const auto& meanings = build_.fact<KnownMeanings>().meanings;
        const auto found = meanings.find({name_, stage.index});
        if (found != meanings.end()) return found->second;
        stops_.push_back({stage.index, arguments_.size()});
        return std::nullopt;
    }
    /// False when the way ends: more ARGs of one name nobody writes, and to pass by all takes
    /// quadratic time.
    bool pass(const Binding& argument) {
        arguments_.push_back(&argument);
        return arguments_.size() < most_arguments;
    }
    /// What the name means at the top when it means that at the end.
    const Binding* end(const Binding* last) {
        const auto meaning = [&](std::size_t passed) {
            const bool is_env = last != nullptr && last->is_env;
            return is_env || passed == arguments_.size() ? last : arguments_[passed];
        };
        for (const Stop& stop : stops_)
            build_.fact<KnownMeanings>().meanings.emplace(std::pair(name_, stop.stage),
                                                          meaning(stop.passed));
        return meaning(0);
    }

private:
    struct Stop {
        std::uint32_t stage;
        std::size_t passed; ///< so many ARGs
    };
    static constexpr int few_steps = 8;
    static constexpr std::size_t most_arguments = 64;

    const Build& build_;
    const void* name_;
    int steps_ = 0;
    std::vector<const Binding*> arguments_;
    std::vector<Stop> stops_;
};

} // namespace

void Symbols::add(std::string_view name, std::uint32_t stage, std::uint32_t binding) {
    places_[name].push_back({stage, binding});
}

const Binding* Symbols::find(const std::deque<Stage>& stages, const Stage& stage,
                             std::uint32_t instruction, std::string_view name) const {
    const auto found = places_.find(name);
    if (found == places_.end()) return nullptr;
    const auto& places = found->second;
    const auto is_visible = [&](const Place& each) {
        if (each.stage != stage.index) return each.stage < stage.index;
        return stages[each.stage].bindings[each.binding].instruction < instruction;
    };
    auto end = std::partition_point(places.begin(), places.end(), is_visible);
    // Two lists that go down together: the stages that bind the name, and those this one is built
    // from. Whichever is ahead skips to where the other is.
    Way way(*stage.build, &places);
    for (const Stage* at = &stage; end != places.begin();) {
        const Place& last = *std::prev(end);
        if (last.stage == at->index) {
            const Binding& binding = stages[last.stage].bindings[last.binding];
            if (at == &stage) return &binding;
            if (binding.is_env) return way.end(&binding);
            if (!way.pass(binding)) break;
            --end;
            continue;
        }
        at = at->nearest_ancestor(last.stage);
        if (at == nullptr) break;
        if (const auto known = way.known_at(*at)) return way.end(*known);
        end = std::partition_point(places.begin(), end,
                                   [&](const Place& each) { return each.stage <= at->index; });
    }
    return way.end(nullptr);
}

const Binding* Symbols::last_above(const std::deque<Stage>& stages, std::uint32_t stage,
                                   std::string_view name) const {
    const auto found = places_.find(name);
    if (found == places_.end()) return nullptr;
    const auto& places = found->second;
    const auto end = std::partition_point(places.begin(), places.end(),
                                          [&](const Place& each) { return each.stage < stage; });
    if (end == places.begin()) return nullptr;
    const Place& last = *std::prev(end);
    return &stages[last.stage].bindings[last.binding];
}

} // namespace dflint::model
