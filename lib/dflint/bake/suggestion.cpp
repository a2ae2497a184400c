// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/suggestion.h"

#include <algorithm>
#include <vector>

namespace dflint::bake {

namespace {

/// Letters to add, drop or change.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
        }
    }
    return row[b.size()];
}

} // namespace

void Suggestion::offer(std::string_view candidate) {
    constexpr std::size_t longest = 64;
    if (candidate.empty() || candidate.size() > longest || written_.size() > longest) return;
    const std::size_t own = distance(written_, candidate);
    if (own > std::max(written_.size(), candidate.size()) / 3) return;
    if (!found_.empty() && own >= distance_) return;
    found_ = candidate;
    distance_ = own;
}

std::string Suggestion::text() const {
    return found_.empty() ? "" : "; did you mean `" + found_ + "`";
}

} // namespace dflint::bake
