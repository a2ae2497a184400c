// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/hcl/token.h"

#include <optional>

namespace dflint::hcl {

/// One pass over a text. What surrounds the place at hand is a stack of frames in the heap, so
/// nesting costs no recursion.
class Lexer {
public:
    Lexer(std::string_view text, Span part, std::deque<std::string>& texts, Diagnostics& out)
        : text_(text.substr(0, part.end)), at_(part.begin), texts_(texts), out_(out) {}

    Tokens run(LexMode mode);

private:
    enum class FrameKind : std::uint8_t {
        body,     ///< the file, or a block
        object,   ///< { } of an expression
        bracket,  ///< [ ]
        paren,    ///< ( )
        sequence, ///< ${ } or %{ }
        quoted,
        heredoc,
        bare, ///< the text of a template without quotes
    };

    struct Frame {
        FrameKind kind = FrameKind::body;
        std::uint32_t opener = 0;      ///< index of its token; the outermost frame has none
        bool is_in_value = false;      ///< body: behind the = of an attribute
        bool is_fresh = true;          ///< nothing was read inside
        bool ignores_newlines = false; ///< object: a `for` expression
        bool is_at_line_begin = true;  ///< heredoc
        std::string_view marker{};     ///< heredoc
    };

    // lexer.cpp: code
    void code();
    bool skip_blanks();
    void newline(std::uint32_t size);
    void line_comment();
    void block_comment();
    void number();
    bool heredoc_opener();
    void symbol();
    void open(TokenKind kind, FrameKind frame, std::uint32_t size);
    void close(TokenKind kind, FrameKind frame, std::uint32_t size);
    void open_brace();
    void close_brace(std::uint32_t size);
    void close_frame(TokenKind kind, std::uint32_t size);
    void close_unfinished();
    void cut();
    /// Before the line end whose next line begins at `line`.
    void leave_unclosed_brackets(std::size_t line);
    [[nodiscard]] std::size_t behind_blanks(std::size_t at) const;
    /// Behind the name and blanks at `at`; npos when there is no name.
    [[nodiscard]] std::size_t behind_name(std::size_t at) const;
    [[nodiscard]] bool has_attribute_at(std::size_t line) const; ///< name =
    [[nodiscard]] bool has_block_at(std::size_t line) const;     ///< type "label" {

    // lexer_text.cpp: templates
    void template_text();
    bool sequence_opener();
    void literal();
    bool heredoc_end();
    void escape();
    void unicode_escape();
    void quoted_newline();
    [[nodiscard]] bool string_goes_on() const;
    [[nodiscard]] bool is_inside_string() const;
    void unclosed_quote();
    void unclosed_heredoc();

    // lexer_mistakes.cpp: what is no HCL
    void mistake();
    void bad_heredoc_opener(Span line, Span marker, bool is_quoted);
    bool foreign_quotes();
    bool dollar();
    bool foreign_space();
    void foreign_character();
    /// Steps over one character of any kind; reports the first that is no UTF-8.
    void step();

    [[nodiscard]] bool more() const { return at_ < text_.size(); }
    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }
    [[nodiscard]] bool has(std::string_view what) const {
        return peek() == what.front() && text_.substr(at_, what.size()) == what;
    }
    [[nodiscard]] std::uint32_t newline_size(std::size_t at) const;
    [[nodiscard]] std::string_view slice(Span span) const {
        return text_.substr(span.begin, span.size());
    }
    [[nodiscard]] Frame& top() { return frames_.back(); }
    /// Adds a token of `size` bytes and steps behind it.
    Token& emit(TokenKind kind, std::uint32_t size);
    void report(Span at, std::string message, std::optional<Fix> fix = std::nullopt);

    std::string_view text_;
    std::uint32_t at_;
    std::deque<std::string>& texts_;
    Diagnostics& out_;
    std::vector<Frame> frames_;
    Tokens result_;
    bool told_bad_utf8_ = false;
};

/// Applies strip markers and the flush of <<- heredocs to the literals of the list.
void strip_white_space(std::vector<Token>& tokens);

} // namespace dflint::hcl
