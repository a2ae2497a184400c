// SPDX-License-Identifier: Apache-2.0
#include "dflint/source/nearest.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace dflint {

namespace {

constexpr std::size_t longest = 64;
using Row = std::array<std::uint8_t, longest + 1>;

std::size_t size_difference(std::string_view a, std::string_view b) {
    return std::max(a.size(), b.size()) - std::min(a.size(), b.size());
}

std::string without_digits(std::string_view word) {
    std::string out;
    std::copy_if(word.begin(), word.end(), std::back_inserter(out),
                 [](char c) { return c < '0' || c > '9'; });
    return out;
}

} // namespace

bool differ_in_numbers(std::string_view a, std::string_view b) {
    const std::string letters = without_digits(a);
    return letters.size() < a.size() && letters.size() < b.size() && a != b &&
           letters == without_digits(b);
}

std::size_t edit_distance(std::string_view a, std::string_view b, Swap swap) {
    if (a.size() > longest || b.size() > longest) return a == b ? 0 : longest;
    // Optimal string alignment, three rows: an exchange looks two rows back.
    std::array<Row, 3> rows;
    for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = static_cast<std::uint8_t>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        const Row& above = rows[(i - 1) % 3];
        Row& row = rows[i % 3];
        row[0] = static_cast<std::uint8_t>(i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            int least = std::min(
                {above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), above[j] + 1, row[j - 1] + 1});
            const bool is_exchanged = swap == Swap::one_edit && i > 1 && j > 1 &&
                                      a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (is_exchanged) least = std::min(least, rows[(i - 2) % 3][j - 2] + 1);
            row[j] = static_cast<std::uint8_t>(least);
        }
    }
    return rows[a.size() % 3][b.size()];
}

void Nearest::offer(std::string_view candidate) {
    const std::size_t limit =
        most_edits_ == a_third ? std::max(written_.size(), candidate.size()) / 3 : most_edits_;
    const std::size_t least = size_difference(written_, candidate);
    if (least > limit || (!found_.empty() && least >= distance_)) return;
    const std::size_t distance = edit_distance(written_, candidate, swap_);
    if (distance > limit || (!found_.empty() && distance >= distance_)) return;
    found_ = candidate;
    distance_ = distance;
}

std::string_view nearest_of(std::string_view written, std::span<const std::string_view> names,
                            Swap swap) {
    Nearest nearest(written, 2, swap);
    for (const std::string_view name : names) {
        if (!differ_in_numbers(written, name)) nearest.offer(name);
    }
    return nearest.found();
}

std::string did_you_mean(std::string_view name) {
    if (name.empty()) return {};
    return "; did you mean `" + std::string(name) + "`?";
}

} // namespace dflint
