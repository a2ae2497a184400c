// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/suggest.h"

#include "dflint/syntax/dockerfile/keyword.h"
#include "dflint/syntax/dockerfile/parse.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace dflint::dockerfile {

namespace {
/// Two edits are too many already: hcl and BuildKit draw the line at the same place.
constexpr std::size_t too_far = 3;

/// No name of an instruction or a flag is longer.
constexpr std::size_t longest_option = 15;
using Row = std::array<std::size_t, longest_option + 1>;

bool differ_in_size(std::string_view a, std::string_view b) {
    assert(b.size() <= longest_option);
    return std::max(a.size(), b.size()) - std::min(a.size(), b.size()) >= too_far;
}

/// Levenshtein distance, or `too_far` when the lengths alone say so.
std::size_t distance(std::string_view a, std::string_view b) {
    if (differ_in_size(a, b)) return too_far;
    Row row{};
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, diagonal + 1, row[j] + 1});
        }
    }
    return row[b.size()];
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

std::size_t slips_between(std::string_view word, std::string_view option) {
    if (differ_in_size(word, option)) return too_far;
    // Optimal string alignment: the row before the last one knows about exchanged neighbours.
    std::array<Row, 3> rows{};
    for (std::size_t j = 0; j <= option.size(); ++j) rows[0][j] = j;
    for (std::size_t i = 1; i <= word.size(); ++i) {
        const Row& above = rows[(i - 1) % 3];
        Row& row = rows[i % 3];
        row[0] = i;
        for (std::size_t j = 1; j <= option.size(); ++j) {
            const bool same = to_upper(word[i - 1]) == to_upper(option[j - 1]);
            row[j] = std::min({above[j - 1] + (same ? 0 : 1), above[j] + 1, row[j - 1] + 1});
            const bool exchanged = i > 1 && j > 1 &&
                                   to_upper(word[i - 1]) == to_upper(option[j - 2]) &&
                                   to_upper(word[i - 2]) == to_upper(option[j - 1]);
            if (exchanged) row[j] = std::min(row[j], rows[(i - 2) % 3][j - 2] + 1);
        }
    }
    return std::min(rows[word.size() % 3][option.size()], too_far);
}

std::string nearest_instruction(std::string_view word) {
    constexpr std::size_t longest_name = 11;
    if (word.size() >= longest_name + too_far) return {};
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
