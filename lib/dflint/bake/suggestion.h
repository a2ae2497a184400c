// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>

namespace dflint::bake {

/// Collects names that may have been meant by one that does not exist.
class Suggestion {
public:
    /// Keeps the view.
    explicit Suggestion(std::string_view written) : written_(written) {}
    template <std::same_as<std::string> Temporary> explicit Suggestion(Temporary&&) = delete;
    void offer(std::string_view candidate);
    /// `; did you mean "x"`, or nothing.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] std::string_view found() const { return found_; }

private:
    std::string_view written_;
    std::string found_;
    std::size_t distance_ = 0;
};

} // namespace dflint::bake
