// SPDX-License-Identifier: Apache-2.0
#include "dflint/source/utf8.h"
#include "dflint/syntax/hcl/identifier.h"
#include "dflint/syntax/hcl/lexer.h"

#include <algorithm>

namespace dflint::hcl {

namespace {
struct Quotes {
    std::string_view open;
    std::string_view close;
    std::string_view message;
};

constexpr Quotes foreign[] = {
    {"'", "'", "single quotes do not quote in HCL: strings stand in `\"`"},
    {"`", "`", "backticks do not quote in HCL: strings stand in `\"`"},
    {"\u201C", "\u201D", "typographic quotes do not quote in HCL: strings stand in `\"`"},
    {"\u201D", "\u201D", "typographic quotes do not quote in HCL: strings stand in `\"`"},
    {"\u201E", "\u201C", "typographic quotes do not quote in HCL: strings stand in `\"`"},
    {"\u2018", "\u2019", "typographic quotes do not quote in HCL: strings stand in `\"`"},
};

struct Foreign {
    char character;
    std::string_view message;
};

constexpr Foreign characters[] = {
    {';', "`;` separates nothing in HCL: attributes end with their line, elements with a comma"},
    {'&', "`&` is no operator of HCL: `&&` is"},
    {'|', "`|` is no operator of HCL: `||` is"},
    {'^', "`^` is no operator of HCL"},
    {'~', "`~` is no operator of HCL: `!` negates"},
    {'\\', "a backslash does not continue a line: inside ( ) and [ ] an expression goes on"},
    {'\r', "a carriage return without a line feed ends no line"},
    {'$', "`$` stands in strings only, as `${...}`: outside of them a variable is its bare name"},
    {'\0', "a NUL byte is no character of HCL"},
};
} // namespace

void Lexer::mistake() {
    if (foreign_quotes() || dollar() || foreign_space()) return;
    foreign_character();
}

/// 'text' and its like, as one token that stands for a string.
bool Lexer::foreign_quotes() {
    for (const Quotes& each : foreign) {
        if (!has(each.open)) continue;
        const std::size_t inside = at_ + each.open.size();
        const std::size_t line_end = std::min(text_.find('\n', inside), text_.size());
        const std::string_view rest = text_.substr(inside, line_end - inside);
        const std::size_t size = rest.find(each.close);
        std::optional<Fix> fix;
        std::uint32_t end = static_cast<std::uint32_t>(inside);
        if (size != std::string_view::npos) {
            const auto close = static_cast<std::uint32_t>(inside + size);
            end = close + static_cast<std::uint32_t>(each.close.size());
            if (rest.substr(0, size).find_first_of("\"\\$%") == std::string_view::npos) {
                fix =
                    Fix{"use double quotes",
                        Applicability::safe,
                        {{{at_, static_cast<std::uint32_t>(inside)}, "\""}, {{close, end}, "\""}}};
            }
        }
        report({at_, end}, std::string(each.message), std::move(fix));
        emit(TokenKind::invalid, end - at_);
        return true;
    }
    return false;
}

/// ${NAME} and $NAME outside of a string: the name is left, the sign is the mistake.
bool Lexer::dollar() {
    if (peek() != '$') return false;
    const bool has_brace = peek(1) == '{';
    const std::uint32_t name = identifier_size(text_, at_ + (has_brace ? 2 : 1));
    if (name == 0 || (has_brace && peek(2 + name) != '}')) return false;
    const Span at = {at_, at_ + name + (has_brace ? 3 : 1)};
    const std::string bare(slice({at.end - name - has_brace, at.end - has_brace}));
    report(at,
           "`" + std::string(slice(at)) + "` is written `" + bare +
               "` outside of a string: `${...}` stands in strings only",
           Fix{"write the bare name", Applicability::safe, {{at, bare}}});
    emit(TokenKind::invalid, at.size());
    return true;
}

void Lexer::bad_heredoc_opener(Span line, Span marker, bool is_quoted) {
    const std::string name(slice(marker));
    const std::string arrows = text_[line.begin + 2] == '-' ? "<<-" : "<<";
    std::string_view rest = slice({marker.end + is_quoted, line.end});
    rest = rest.substr(std::min(rest.find_first_not_of(" \t"), rest.size()));
    std::optional<Fix> fix;
    if (rest.empty())
        fix = Fix{"write the marker alone", Applicability::safe, {{line, arrows + name}}};
    report(line,
           "a heredoc begins with `" + arrows + name + "` and the line end directly behind it",
           std::move(fix));
}

/// A space that looks like one and is none is read as one.
bool Lexer::foreign_space() {
    const utf8::Decoded next = utf8::decode(text_, at_);
    const bool is_invisible = next.code_point == 0xFEFF || next.code_point == 0x200B;
    if (!next.valid || next.code_point < 0x80) return false;
    if (!utf8::is_space(next.code_point) && !is_invisible) return false;
    const Span at = {at_, at_ + next.size};
    report(at, "this is no space but another character that looks like one",
           Fix{"write a space", Applicability::safe, {{at, " "}}});
    at_ = at.end;
    return true;
}

void Lexer::foreign_character() {
    const char c = peek();
    const std::uint32_t begin = at_;
    step();
    const Span at = {begin, at_};
    at_ = begin;
    emit(TokenKind::invalid, at.size());
    const auto* const known = std::ranges::find(characters, c, &Foreign::character);
    if (known != std::end(characters)) {
        report(at, std::string(known->message));
    } else if (utf8::decode(text_, begin).valid) {
        report(at, "`" + std::string(slice(at)) + "` is no character of HCL");
    }
}

void Lexer::step() {
    const utf8::Decoded next = utf8::decode(text_, at_);
    if (!next.valid && !told_bad_utf8_) {
        told_bad_utf8_ = true;
        report({at_, at_ + next.size}, "this file is not UTF-8, which HCL asks for");
    }
    at_ += next.size;
}

} // namespace dflint::hcl
