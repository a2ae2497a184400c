// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/suggest.h"

#include "dflint/syntax/dockerfile/keyword.h"
#include "dflint/syntax/dockerfile/parse.h"

#include <algorithm>
#include <array>
#include <vector>

namespace dflint::dockerfile {

namespace {
/// Two edits are too many already: hcl and BuildKit draw the line at the same place.
constexpr std::size_t too_far = 3;

/// Levenshtein distance, or `too_far` when the lengths alone say so.
std::size_t distance(std::string_view a, std::string_view b) {
    const std::size_t longer = std::max(a.size(), b.size());
    if (longer - std::min(a.size(), b.size()) >= too_far) return too_far;
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, diagonal + 1, row[j] + 1});
        }
    }
    return row.back();
}

bool has_upper_case_only(std::string_view word) {
    return std::none_of(word.begin(), word.end(), [](char c) { return c != to_upper(c); });
}
bool has_lower_case_only(std::string_view word) {
    return std::none_of(word.begin(), word.end(), [](char c) { return c != to_lower(c); });
}
} // namespace

std::string_view nearest(std::string_view word, std::span<const std::string_view> options) {
    std::string_view best;
    std::size_t best_distance = too_far;
    for (const std::string_view option : options) {
        const std::size_t far = distance(word, option);
        if (far >= best_distance) continue;
        best = option;
        best_distance = far;
    }
    return best;
}

std::string nearest_instruction(std::string_view word) {
    std::array<std::string_view, static_cast<std::size_t>(Keyword::unknown)> names;
    for (std::size_t i = 0; i < names.size(); ++i) names[i] = name_of(static_cast<Keyword>(i));
    std::string upper(word);
    std::transform(upper.begin(), upper.end(), upper.begin(), to_upper);
    std::string found(nearest(upper, names));
    if (has_lower_case_only(word) || !has_upper_case_only(word)) {
        std::transform(found.begin(), found.end(), found.begin(), to_lower);
    }
    return found;
}

std::string hint(std::string_view suggestion) {
    if (suggestion.empty()) return {};
    return " (did you mean " + std::string(suggestion) + "?)";
}

} // namespace dflint::dockerfile
