// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace dflint {

/// What it costs to exchange two neighbours.
enum class Swap : std::uint8_t { one_edit, two_edits };

/// How many bytes have to be added, dropped, changed or exchanged with their neighbour to make one
/// word from the other. Words longer than 64 bytes count as far away.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b,
                                        Swap swap = Swap::one_edit);

/// Collects candidates and keeps the one nearest to what was written; of equals the first.
class Nearest {
public:
    /// Keeps the view. A candidate is near when at most a third of the longer word has to change.
    explicit Nearest(std::string_view written) : written_(written) {}
    /// Near are those so many edits away or fewer.
    Nearest(std::string_view written, std::size_t most_edits, Swap swap = Swap::one_edit)
        : written_(written), most_edits_(most_edits), swap_(swap) {}
    template <std::same_as<std::string> Temporary> explicit Nearest(Temporary&&) = delete;

    /// Keeps the view of the nearest.
    void offer(std::string_view candidate);
    template <std::same_as<std::string> Temporary> void offer(Temporary&&) = delete;
    /// Empty when nothing is near enough to be meant.
    [[nodiscard]] std::string_view found() const { return found_; }

private:
    static constexpr std::size_t a_third = SIZE_MAX;

    std::string_view written_;
    std::size_t most_edits_ = a_third;
    Swap swap_ = Swap::one_edit;
    std::string_view found_{};
    std::size_t distance_ = 0;
};

/// `PYTHON2` and `PYTHON3`: two of a series, neither a misspelling of the other.
[[nodiscard]] bool differ_in_numbers(std::string_view a, std::string_view b);

/// Of the names the one nearest to what was written, at most two edits away, which is where
/// BuildKit and HCL draw the line; empty when there is none. Names that differ in their numbers
/// only are not near: they are two of a series.
[[nodiscard]] std::string_view nearest_of(std::string_view written,
                                          std::span<const std::string_view> names,
                                          Swap swap = Swap::one_edit);

/// What a message ends with: "; did you mean `x`?"; nothing for an empty name.
[[nodiscard]] std::string did_you_mean(std::string_view name);

} // namespace dflint
