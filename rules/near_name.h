// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/lint/nearest.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace dflint::rules {

/// The option that is one or two letters away from the name, as BuildKit suggests it; empty when
/// there is none.
inline std::string_view near_name(std::string_view name,
                                  const std::vector<std::string_view>& options) {
    std::string_view best;
    std::size_t best_distance = 3;
    for (const std::string_view option : options) {
        const std::size_t longer = std::max(name.size(), option.size());
        if (longer - std::min(name.size(), option.size()) >= best_distance) continue;
        const std::size_t distance = edit_distance(name, option);
        if (distance >= best_distance) continue;
        best = option;
        best_distance = distance;
    }
    return best;
}

} // namespace dflint::rules
