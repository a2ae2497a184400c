// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace dflint {

/// Some of the 256 bytes, made at compile time. For short texts: std::string_view::find_first_of
/// calls memchr for each byte of the text, which costs more than looking at all of a usual word.
class ByteSet {
public:
    consteval explicit ByteSet(std::string_view bytes) {
        for (const char c : bytes) has_[static_cast<unsigned char>(c)] = true;
    }

    [[nodiscard]] constexpr bool has(char c) const { return has_[static_cast<unsigned char>(c)]; }
    /// Offset of the first byte at or behind `from` that is in the set; npos when there is none.
    [[nodiscard]] constexpr std::size_t first_in(std::string_view text,
                                                 std::size_t from = 0) const {
        for (; from < text.size(); ++from) {
            if (has(text[from])) return from;
        }
        return std::string_view::npos;
    }
    /// Offset of the first byte at or behind `from` that is not in the set; npos when all are.
    [[nodiscard]] constexpr std::size_t first_not_in(std::string_view text,
                                                     std::size_t from = 0) const {
        for (; from < text.size(); ++from) {
            if (!has(text[from])) return from;
        }
        return std::string_view::npos;
    }

private:
    std::array<bool, 256> has_{};
};

} // namespace dflint
