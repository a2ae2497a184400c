// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dflint::model {

/// A table of rows with a `name` each, sorted by it, made at compile time. Most names that are
/// looked up are in no table, and their first letter says so.
template <class Row, std::size_t Count> class NamedRows {
public:
    consteval explicit NamedRows(const std::array<Row, Count>& rows) : rows_(rows) {
        static_assert(Count < 256);
        if (!std::is_sorted(rows.begin(), rows.end(),
                            [](const Row& a, const Row& b) { return a.name < b.name; })) {
            throw "rows are not sorted by name";
        }
        for (std::size_t letter = 0; letter < begins_.size(); ++letter) {
            begins_[letter] = static_cast<std::uint8_t>(
                std::count_if(rows.begin(), rows.end(), [letter](const Row& row) {
                    return row.name.front() < static_cast<char>('a' + letter);
                }));
        }
    }

    /// The row of that name, or null. Names begin with a small letter.
    [[nodiscard]] constexpr const Row* find(std::string_view name) const {
        if (name.empty() || name.front() < 'a' || name.front() > 'z') return nullptr;
        const auto letter = static_cast<std::size_t>(name.front() - 'a');
        for (std::size_t i = begins_[letter]; i < begins_[letter + 1]; ++i) {
            if (rows_[i].name == name) return &rows_[i];
        }
        return nullptr;
    }

private:
    std::array<Row, Count> rows_;
    std::array<std::uint8_t, 27> begins_{}; ///< where the rows of a letter begin
};

} // namespace dflint::model
