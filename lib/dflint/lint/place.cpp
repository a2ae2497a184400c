// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/place.h"

#include <algorithm>

namespace dflint {

std::uint32_t instruction_at(const dockerfile::Tree& tree, Span at) {
    const auto& all = tree.instructions;
    const auto found = std::partition_point(all.begin(), all.end(), [at](const auto& each) {
        // An empty span at the very end of an instruction still belongs to it.
        return at.empty() ? each.at.end < at.begin : each.at.end <= at.begin;
    });
    return static_cast<std::uint32_t>(found - all.begin());
}

} // namespace dflint
