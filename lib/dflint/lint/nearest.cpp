// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/nearest.h"

#include <algorithm>
#include <array>

namespace dflint {

std::size_t edit_distance(std::string_view a, std::string_view b) {
    constexpr std::size_t longest = 64;
    if (a.size() > longest || b.size() > longest) return a == b ? 0 : longest;
    // Optimal string alignment, three rows: a swap looks two rows back.
    std::array<std::size_t, longest + 1> older{};
    std::array<std::size_t, longest + 1> old{};
    std::array<std::size_t, longest + 1> row{};
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        older = old;
        old = row;
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = old[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({old[j] + 1, row[j - 1] + 1, changed});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) row[j] = std::min(row[j], older[j - 2] + 1);
        }
    }
    return row[b.size()];
}

void Nearest::offer(std::string_view candidate) {
    const std::size_t distance = edit_distance(written_, candidate);
    const std::size_t limit = std::max(written_.size(), candidate.size()) / 3;
    if (distance > limit) return;
    if (!found_.empty() && distance >= distance_) return;
    found_ = candidate;
    distance_ = distance;
}

} // namespace dflint
