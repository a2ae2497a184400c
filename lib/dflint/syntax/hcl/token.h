// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/diagnostic.h"
#include "dflint/syntax/hcl/ast.h"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::hcl {

enum class TokenKind : std::uint8_t {
    end,
    newline, ///< only where it ends something: never inside ( ), [ ] and template sequences
    identifier,
    number,
    open_quote,
    close_quote,
    open_heredoc,  ///< <<ID or <<-ID; text: ID
    close_heredoc, ///< the end marker
    literal,       ///< text of a template, as it is written
    escape,        ///< one escape of a template; text: what it stands for
    open_interpolation,
    open_directive,
    close_template, ///< the } of an interpolation or a directive
    open_brace,
    close_brace,
    open_bracket,
    close_bracket,
    open_paren,
    close_paren,
    equal,
    double_equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    logical_and,
    logical_or,
    bang,
    plus,
    minus,
    star,
    slash,
    percent,
    question,
    colon,
    double_colon,
    comma,
    dot,
    ellipsis,
    arrow,
    invalid, ///< nothing of the language; already reported
};

[[nodiscard]] bool is_opener(TokenKind kind);
/// `end` closes the file.
[[nodiscard]] bool is_closer(TokenKind kind);

/// One token. Openers and closers always match: what the author left out stands in the list as an
/// empty token that `is_missing`.
struct Token {
    TokenKind kind = TokenKind::end;
    bool is_missing = false;
    bool strips = false;     ///< ${~ %{~ ~}: the white space beside it; <<-: the indentation
    Span at;                 ///< of a literal: without the white space that is stripped or flushed
    std::string_view text;   ///< what is written, if not said otherwise
    std::uint32_t match = 0; ///< of an opener or a closer: the index of the other one
};

/// The tokens of a text, `end` last. Between them stand white space, comments and a byte order
/// mark, and nothing else.
struct Tokens {
    std::vector<Token> tokens;
    std::vector<Comment> comments;
    bool is_cut = false; ///< nested too deep: the rest of the text was not read
};

enum class LexMode : std::uint8_t {
    code,     ///< bodies or an expression
    template_ ///< the text of a template, as inside the quotes but without escapes
};

/// Reads the tokens of `part` of the text. `texts` comes to own what escapes stand for.
/// Linear; mistakes of single characters, strings and heredocs go to `out`.
[[nodiscard]] Tokens lex(std::string_view text, Span part, LexMode mode,
                         std::deque<std::string>& texts, Diagnostics& out);

} // namespace dflint::hcl
