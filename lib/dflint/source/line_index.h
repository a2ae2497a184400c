// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/span.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace dflint {

/// A place for people: line and column count from 1, the column counts code points.
/// A byte that is not part of valid UTF-8 counts as one code point.
struct Position {
    std::uint32_t line = 1;
    std::uint32_t column = 1;
    friend constexpr auto operator<=>(Position, Position) = default;
};

/// Where the lines of a text begin. Lines end at LF; a CR before it belongs to the line end.
/// Holds no text: every question is asked together with the text the index was built from.
class LineIndex {
public:
    explicit LineIndex(std::string_view text);

    [[nodiscard]] std::uint32_t line_count() const;
    /// 1-based line that holds the byte; the offset may be the size of the text.
    [[nodiscard]] std::uint32_t line_of(std::uint32_t offset) const;
    /// The bytes of a 1-based line without its CR and LF.
    [[nodiscard]] Span line(std::uint32_t number, std::string_view text) const;
    /// First byte of a 1-based line; one past the last line it is the size of the text.
    [[nodiscard]] std::uint32_t begin_of(std::uint32_t number) const {
        return number <= begins_.size() ? begins_[number - 1] : size_;
    }
    [[nodiscard]] Position position(std::uint32_t offset, std::string_view text) const;
    /// 1-based column in UTF-16 code units, the unit of SARIF and of the language server protocol.
    [[nodiscard]] std::uint32_t utf16_column(std::uint32_t offset, std::string_view text) const;

private:
    std::vector<std::uint32_t> begins_;
    std::uint32_t size_;
};

} // namespace dflint
