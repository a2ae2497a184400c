// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/symbols.h"

#include "dflint/model/build.h"

#include <algorithm>

namespace dflint::model {

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
    // A stage begins with the ENVs of its parents, which BuildKit sets anew over what their ARGs
    // left. More ARGs of one name nobody writes, and to pass by all takes quadratic time.
    constexpr int most_arguments = 64;
    const Binding* argument = nullptr;
    int arguments = 0;
    // Two lists that go down together: the stages that bind the name, and those this one is built
    // from. Whichever is ahead skips to where the other is.
    for (const Stage* at = &stage; at != nullptr && end != places.begin();) {
        const Place& last = *std::prev(end);
        if (last.stage == at->index) {
            const Binding& binding = stages[last.stage].bindings[last.binding];
            if (at == &stage || binding.is_env) return &binding;
            if (argument == nullptr) argument = &binding;
            if (++arguments == most_arguments) break;
            --end;
            continue;
        }
        at = at->nearest_ancestor(last.stage);
        if (at == nullptr) break;
        end = std::partition_point(places.begin(), end,
                                   [&](const Place& each) { return each.stage <= at->index; });
    }
    return argument;
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
