// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/line_index.h"
#include "dflint/source/source_file.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace dflint::emit {

/// Lines and columns of one file, for many questions. Answers as SourceFile does, but a long line
/// is walked once and not once per question, so a report stays linear in the size of its file.
class Locator {
public:
    explicit Locator(const SourceFile& file) : file_(file) {}

    [[nodiscard]] const SourceFile& file() const { return file_; }
    /// Column in code points.
    [[nodiscard]] Position position(std::uint32_t offset);
    /// Column in UTF-16 code units.
    [[nodiscard]] Position utf16_position(std::uint32_t offset);

private:
    /// A byte of a line and its columns.
    struct Known {
        std::uint32_t offset;
        std::uint32_t code_points; ///< 1-based column
        std::uint32_t utf16;       ///< 1-based column
    };

    Known locate(std::uint32_t offset, std::uint32_t line);
    [[nodiscard]] Known step(Known from) const;
    const std::vector<Known>& walked(std::uint32_t line);

    const SourceFile& file_;
    std::unordered_map<std::uint32_t, std::vector<Known>> long_lines_;
};

} // namespace dflint::emit
