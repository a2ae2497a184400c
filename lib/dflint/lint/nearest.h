// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>

namespace dflint {

/// How many letters have to be added, dropped, changed or swapped with their neighbour to make one
/// word from the other. Words longer than 64 bytes count as far away.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// Collects candidates and keeps the one nearest to what was written; of equals the first.
class Nearest {
public:
    /// Keeps the view.
    explicit Nearest(std::string_view written) : written_(written) {}
    template <std::same_as<std::string> Temporary> explicit Nearest(Temporary&&) = delete;
    void offer(std::string_view candidate);
    /// Empty when nothing is near enough to be meant.
    [[nodiscard]] std::string_view found() const { return found_; }

private:
    std::string_view written_;
    std::string_view found_{};
    std::size_t distance_ = 0;
};

} // namespace dflint
