// SPDX-License-Identifier: Apache-2.0
#include "dflint/source/utf8.h"
#include "dflint/syntax/hcl/lexer.h"

#include <algorithm>
#include <limits>

namespace dflint::hcl {

namespace {
/// Bytes of white space at the begin of the text.
std::size_t space_before(std::string_view text) {
    std::size_t size = 0;
    while (size < text.size()) {
        const utf8::Decoded next = utf8::decode(text, size);
        if (!next.valid || !utf8::is_space(next.code_point)) break;
        size += next.size;
    }
    return size;
}

/// Bytes up to the last one that is no white space.
std::size_t size_without_space_behind(std::string_view text) {
    std::size_t kept = 0;
    for (std::size_t at = 0; at < text.size();) {
        const utf8::Decoded next = utf8::decode(text, at);
        at += next.size;
        if (!next.valid || !utf8::is_space(next.code_point)) kept = at;
    }
    return kept;
}

bool is_text(const Token& token) {
    return token.kind == TokenKind::literal || token.kind == TokenKind::escape;
}

void keep(Token& token, std::size_t begin, std::size_t end) {
    const std::size_t size = token.text.size();
    token.text = token.text.substr(begin, end - begin);
    if (token.kind == TokenKind::escape) return; // its span is the whole escape
    token.at.begin += static_cast<std::uint32_t>(begin);
    token.at.end -= static_cast<std::uint32_t>(size - end);
}

bool ends_line(const Token& token) {
    return token.kind == TokenKind::literal && token.text.ends_with('\n');
}

/// ~}: up to the next character that is no white space, but not past the end of a line that stands
/// in the file; hclsyntax strips one token, and a heredoc has one for each line.
void strip_behind(std::vector<Token>& tokens, std::size_t closer) {
    for (std::size_t i = closer + 1; i < tokens.size() && is_text(tokens[i]); ++i) {
        Token& token = tokens[i];
        const bool is_last = ends_line(token);
        keep(token, space_before(token.text), token.text.size());
        if (is_last || !token.text.empty()) return;
    }
}

/// ${~: back to the last character that is no white space, on this line.
void strip_before(std::vector<Token>& tokens, std::size_t opener) {
    for (std::size_t i = opener; i-- > 0 && is_text(tokens[i]);) {
        Token& token = tokens[i];
        if (i + 1 < opener && ends_line(token)) return;
        keep(token, 0, size_without_space_behind(token.text));
        if (!token.text.empty()) return;
    }
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

/// Bytes of the first `count` characters.
std::size_t size_of(std::string_view text, std::size_t count) {
    std::size_t size = 0;
    for (; count > 0 && size < text.size(); --count) size += utf8::decode(text, size).size;
    return size;
}

/// The body of one <<- heredoc without what is nested in its sequences.
std::vector<Token*> parts_of(std::vector<Token>& tokens, std::size_t opener) {
    std::vector<Token*> parts;
    for (std::size_t i = opener + 1; i < tokens[opener].match; ++i) {
        parts.push_back(&tokens[i]);
        const TokenKind kind = tokens[i].kind;
        if (kind == TokenKind::open_interpolation || kind == TokenKind::open_directive) {
            i = tokens[i].match;
        }
    }
    return parts;
}

/// Takes from each line the indentation that the least indented line has. Lines of white space do
/// not count. Works on what strip markers left, as hclsyntax does: a line whose end was stripped
/// goes on in the next one.
void flush(std::vector<Token>& tokens, std::size_t opener) {
    std::size_t least = std::numeric_limits<std::size_t>::max();
    bool begins_line = true;
    std::vector<Token*> indented;
    for (Token* const part : parts_of(tokens, opener)) {
        if (begins_line) {
            const std::size_t space = is_text(*part) ? space_before(part->text) : 0;
            const bool is_blank = space == part->text.size() && ends_line(*part);
            if (!is_blank) {
                least = std::min(least, characters(part->text.substr(0, space)));
                if (is_text(*part)) indented.push_back(part);
            }
        }
        begins_line = ends_line(*part);
    }
    for (Token* const part : indented) keep(*part, size_of(part->text, least), part->text.size());
}
} // namespace

void strip_white_space(std::vector<Token>& tokens) {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (!tokens[i].strips || tokens[i].kind == TokenKind::open_heredoc) continue;
        if (tokens[i].kind == TokenKind::close_template)
            strip_behind(tokens, i);
        else
            strip_before(tokens, i);
    }
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].kind == TokenKind::open_heredoc && tokens[i].strips) flush(tokens, i);
    }
}

} // namespace dflint::hcl
