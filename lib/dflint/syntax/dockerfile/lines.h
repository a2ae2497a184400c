// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/source_file.h"
#include "dflint/syntax/dockerfile/ast.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace dflint::dockerfile {

/// One line as it stands in the file, LF its only end.
struct PhysicalLine {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;  ///< without the CR and LF bytes at its end
    std::uint32_t next = 0; ///< where the next line begins
};

/// Reads a file line by line: byte order mark, directives, comments and their attachment,
/// continuations. Comments, directives and their errors go to the tree.
class LineReader {
public:
    LineReader(const SourceFile& file, Tree& tree);

    /// Puts the lines of the next instruction together: its place, lines, comments and text, which
    /// may be empty after a lone escape. False at the end of the file.
    [[nodiscard]] bool next_instruction(Instruction& instruction);
    /// The next physical line as it is, for heredoc bodies. False at the end of the file.
    [[nodiscard]] bool next_line(PhysicalLine& line);
    /// 1-based number of the line read last; 0 before the first.
    [[nodiscard]] std::uint32_t line_number() const { return line_number_; }
    [[nodiscard]] std::uint32_t offset() const { return offset_; }

private:
    void join(PhysicalLine line, std::uint32_t content, Instruction& instruction);
    void join_continued(PhysicalLine line, Instruction& instruction);
    LogicalText joined_text();
    [[nodiscard]] std::uint32_t end_of_piece(const PhysicalLine& line) const;
    bool take_piece(const PhysicalLine& line);
    void take_comment(const PhysicalLine& line, std::uint32_t hash, bool inside);
    bool take_directive(const PhysicalLine& line, std::uint32_t hash);
    void refuse_long_line(const PhysicalLine& line);
    void refuse_directive(Span at, std::string message);
    [[nodiscard]] std::uint32_t skip_space(std::uint32_t begin, std::uint32_t end) const;
    [[nodiscard]] std::uint32_t trim_space(std::uint32_t begin, std::uint32_t end) const;

    std::string_view text_;
    const LineIndex& lines_;
    Tree& tree_;
    std::uint32_t offset_ = 0;
    std::uint32_t line_number_ = 0;
    std::uint32_t attached_begin_ = 0; ///< first comment that belongs to the next instruction
    bool directives_allowed_ = true;
    bool too_long_reported_ = false;
    bool has_instruction_ = false;
    std::vector<Span> pieces_; ///< of the instruction at hand, in the file
};

} // namespace dflint::dockerfile
