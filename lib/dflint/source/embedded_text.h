// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/fix.h"
#include "dflint/source/span.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dflint {

/// How a file writes a text that is embedded in it.
struct Notation {
    /// What another text would become, or end: `"` in a string, `${` in a template.
    struct Escape {
        std::string_view plain;
        std::string_view written;
    };
    std::string line_end{};        ///< what ends a line of the text: a line end, or `\n`
    std::string indentation{};     ///< what stands before each line that is not empty
    std::vector<Escape> escapes{}; ///< the first that fits counts; static storage
};

/// A text that a file holds in another form, and which of its bytes come from where: a heredoc
/// without its indentation, a string without its escapes, a template with its values filled in.
/// Owns the text. Spans into the text are called inner.
class EmbeddedText {
public:
    /// Adds bytes that stand in the file as they are.
    void add_copy(std::string_view bytes, std::uint32_t file_begin);
    /// Adds bytes that the place as a whole stands for.
    void add_made(std::string_view bytes, Span at);
    /// Adds bytes that a variable of the file stands for. No edit touches them; where they are no
    /// plain word, what they do to the text around them is open, and nothing of it can be edited.
    void add_filled(std::string_view bytes, Span at);
    /// Places where a variable was filled in.
    [[nodiscard]] std::size_t filled_count() const;
    /// Adds a part of another text of the same file.
    void add_part(const EmbeddedText& from, Span inner);
    /// Without a notation no edit can be made.
    void set_notation(Notation notation) { notation_ = std::move(notation); }

    [[nodiscard]] const std::string& text() const { return text_; }
    /// The smallest place of the file that holds the inner one. Nothing stands for an empty text.
    [[nodiscard]] Span in_file(Span inner) const;
    /// The edit of the file that changes the text as the inner one says, and nothing else of it;
    /// nothing when there is none.
    [[nodiscard]] std::optional<Edit> in_file(const Edit& inner) const;

    [[nodiscard]] const std::optional<Notation>& notation() const { return notation_; }

private:
    /// The bytes of the text from `begin` on, up to the next piece.
    struct Piece {
        std::uint32_t begin;
        Span at;                ///< in the file
        bool is_copy;           ///< otherwise made of the whole of `at`
        bool is_filled = false; ///< made by a variable
    };

    [[nodiscard]] const Piece& piece_at(std::uint32_t offset) const;
    [[nodiscard]] std::uint32_t end_of(std::uint32_t last_byte) const;
    [[nodiscard]] std::optional<std::uint32_t> border_at(std::uint32_t offset) const;
    [[nodiscard]] bool touches_filled(Span inner) const;
    [[nodiscard]] bool begins_line(std::uint32_t offset) const;
    [[nodiscard]] bool is_indented(std::uint32_t offset) const;
    [[nodiscard]] std::uint32_t line_begin(std::uint32_t offset) const;
    [[nodiscard]] bool is_escaped_together(char first, char second) const;
    [[nodiscard]] Edit with_signs_beside(Edit inner) const;
    [[nodiscard]] std::string written(std::string_view inserted, bool ends_indented) const;

    std::string text_;
    std::vector<Piece> pieces_; ///< sorted by `begin`, none is empty
    std::optional<Notation> notation_;
    bool is_open_ = false; ///< a variable stands for no plain word
};

} // namespace dflint
