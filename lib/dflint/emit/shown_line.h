// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/span.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::emit {

/// A line of a file as a terminal shows it: tabs expanded, control characters visible, a long line
/// cut around a place. Knows in which columns each byte went; the cost does not grow with the line.
class ShownLine {
public:
    struct Columns {
        std::uint32_t begin; ///< from 0
        std::uint32_t end;
    };

    static constexpr std::uint32_t max_columns = 200;
    static constexpr std::uint32_t tab_columns = 4;

    /// `line` is the line without its end; `focus` the byte that must be seen.
    ShownLine(std::string_view file_text, Span line, std::uint32_t focus);

    [[nodiscard]] const std::string& text() const { return text_; }
    /// The columns of a part of the line, at least one; what was cut off lies under the dots.
    [[nodiscard]] Columns columns_of(Span part) const;

private:
    void lay(std::string_view file_text, std::uint32_t begin, std::uint32_t line_end);
    void append(char32_t code_point);
    [[nodiscard]] Columns cell(std::uint32_t offset) const { return cells_[offset - shown_.begin]; }

    Span shown_; ///< bytes of the file
    std::string text_;
    std::uint32_t width_ = 0;
    std::vector<Columns> cells_; ///< one for each shown byte, and one for what follows
};

} // namespace dflint::emit
