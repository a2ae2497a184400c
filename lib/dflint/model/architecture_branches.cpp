// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/architecture_branches.h"

#include "dflint/model/architecture_choice.h"

#include <algorithm>

namespace dflint::model {

ArchitectureBranches::ArchitectureBranches(const Run& run) {
    std::vector<Span> all;
    for (const auto& script : run.scripts) {
        for (const Span at : architecture_branches(script->tree)) {
            all.push_back(script->text.in_file(at));
        }
    }
    std::sort(all.begin(), all.end());
    // The text of `sh -c` stands inside another script.
    for (const Span& each : all) {
        if (spans_.empty() || spans_.back().end < each.begin) {
            spans_.push_back(each);
        } else {
            spans_.back() = cover(spans_.back(), each);
        }
    }
}

bool ArchitectureBranches::contain(std::uint32_t at) const {
    const auto after =
        std::upper_bound(spans_.begin(), spans_.end(), at,
                         [](std::uint32_t place, Span branch) { return place < branch.begin; });
    return after != spans_.begin() && std::prev(after)->contains(at);
}

} // namespace dflint::model
