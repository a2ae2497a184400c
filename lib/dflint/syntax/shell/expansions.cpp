// SPDX-License-Identifier: Apache-2.0
// $name and ${...} (POSIX XCU 2.6.2; bash manual 3.5.3).
#include "dflint/syntax/shell/parser.h"

#include <algorithm>
#include <array>

namespace dflint::shell {

namespace {

constexpr std::string_view special_parameters = "@*#?-$!";

bool is_special_parameter(char c) {
    return special_parameters.find(c) != std::string_view::npos;
}

std::uint32_t name_size(std::string_view text) {
    std::uint32_t size = 0;
    if (text.empty() || !is_name_start(text[0])) return 0;
    while (size < text.size() && is_name_letter(text[size])) ++size;
    return size;
}

std::uint32_t number_size(std::string_view text) {
    std::uint32_t size = 0;
    while (size < text.size() && is_digit(text[size])) ++size;
    return size;
}

/// Size of the parameter a ${ may name: NAME, digits or one special character.
std::uint32_t parameter_size(std::string_view text) {
    if (const std::uint32_t name = name_size(text)) return name;
    if (const std::uint32_t number = number_size(text)) return number;
    return !text.empty() && is_special_parameter(text[0]) ? 1 : 0;
}

bool is_posix_operator(std::string_view op) {
    return op.find_first_of("-=?+#%") != std::string_view::npos && op[0] != '/';
}

} // namespace

bool Parser::dollar(Expansions& out, bool in_double_quotes) {
    const char next = peek(1);
    if (next == '(') {
        if (peek(2) == '(') {
            if (const auto close = arithmetic_end(pos_ + 3)) {
                arithmetic_expansion(out, in_double_quotes, *close);
                return true;
            }
        }
        command_substitution(out, ExpansionKind::command, in_double_quotes);
        return true;
    }
    if (next == '{') {
        braces(out, in_double_quotes);
        return true;
    }
    if (next == '[' && script_.dialect == Dialect::bash) {
        bracket_arithmetic(out, in_double_quotes);
        return true;
    }
    const std::string_view rest = text_.substr(pos_ + 1, end_ - pos_ - 1);
    std::uint32_t size = name_size(rest);
    if (size == 0 && !rest.empty() && (is_digit(next) || is_special_parameter(next))) size = 1;
    if (size == 0) return false;
    Expansion& expansion = out.emplace_back();
    expansion.at = {pos_, pos_ + 1 + size};
    expansion.name = rest.substr(0, size);
    expansion.in_double_quotes = in_double_quotes;
    pos_ += 1 + size;
    return true;
}

void Parser::braces(Expansions& out, bool in_double_quotes) {
    const Level level(*this);
    if (failed_) return;
    const std::uint32_t begin = pos_;
    const std::size_t index = out.size();
    Expansion expansion;
    expansion.in_double_quotes = in_double_quotes;
    pos_ += 2;
    const bool named = parameter_name(expansion);
    out.push_back(expansion);
    if (named && is_at('[')) {
        extension({pos_, pos_ + 1});
        ++pos_;
        up_to(']', out, in_double_quotes, true);
        if (is_at(']')) ++pos_;
    }
    if (!named || (!is_at('}') && !parameter_operator(out[index]))) {
        const std::size_t close = slice({pos_, end_}).find('}');
        const std::uint32_t end = close == std::string_view::npos
                                      ? std::min(begin + 2, end_)
                                      : pos_ + static_cast<std::uint32_t>(close) + 1;
        const bool closed = close != std::string_view::npos;
        fail({begin, end}, closed ? quoted({begin, end}) + " is no parameter expansion of a shell"
                                  : "`${` is never closed by `}`");
    } else {
        parameter_argument(out, in_double_quotes, out[index].op, begin);
    }
    out[index].at = since(begin);
}

/// NAME, with the prefix of ${#NAME} and ${!NAME}.
bool Parser::parameter_name(Expansion& expansion) {
    const std::string_view rest = slice({pos_, end_});
    std::uint32_t prefix = 0;
    if (rest.size() > 1 && (rest[0] == '#' || rest[0] == '!')) {
        // ${#-x} is the default of $#, ${#-} the length of $-
        const std::uint32_t size = parameter_size(rest.substr(1));
        const bool is_special = size == 1 && is_special_parameter(rest[1]);
        const bool closed = rest.size() > 2 && (rest[2] == '}' || rest[2] == '[');
        if (size > 0 && (!is_special || closed)) prefix = 1;
    }
    const std::uint32_t size = parameter_size(rest.substr(prefix));
    if (size == 0) return false;
    expansion.op = rest.substr(0, prefix);
    if (expansion.op == "!") extension({pos_, pos_ + 1});
    expansion.name = rest.substr(prefix, size);
    pos_ += prefix + size;
    return true;
}

/// The operator behind the name.
bool Parser::parameter_operator(Expansion& expansion) {
    constexpr std::array<std::string_view, 25> operators = {
        ":-", ":=", ":?", ":+", ":",  "-", "=",  "?", "+",  "##", "#", "%%", "%",
        "//", "/#", "/%", "/",  "^^", "^", ",,", ",", "~~", "~",  "@", "*"};
    for (const std::string_view each : operators) {
        if (!is_at(each)) continue;
        const Span at{pos_, pos_ + static_cast<std::uint32_t>(each.size())};
        const bool lists_names = each == "*" || (each == "@" && peek(1) == '}');
        if (lists_names && expansion.op != "!") return false;
        if (expansion.op == "#") return false; // ${#name...} takes nothing more
        if (expansion.op.empty()) expansion.op = slice(at);
        if (!is_posix_operator(each)) extension(at);
        pos_ = at.end;
        return true;
    }
    return false;
}

void Parser::parameter_argument(Expansions& out, bool in_double_quotes, std::string_view op,
                                std::uint32_t begin) {
    // Inside double quotes an apostrophe is literal in ${x:-it's}, but quotes in a pattern. Bash
    // keeps it and wants its partner all the same.
    constexpr std::string_view pattern_starts = "#%/^,~";
    const bool is_pattern = !op.empty() && pattern_starts.find(op[0]) != std::string_view::npos;
    const bool is_bash = script_.dialect == Dialect::bash;
    up_to('}', out, in_double_quotes, !in_double_quotes || is_pattern || is_bash);
    if (is_at('}')) {
        ++pos_;
    } else {
        fail({begin, begin + 2}, "`${` is never closed by `}`");
    }
}

void Parser::up_to(int close, Expansions& out, bool in_double_quotes, bool single_quotes_count) {
    while (pos_ < end_) {
        const char c = text_[pos_];
        if (static_cast<unsigned char>(c) == close) return;
        if ((class_of(c) & quote) == 0) {
            ++pos_;
        } else if (c == '\\') {
            escape(nullptr);
        } else if (c == '\'' && single_quotes_count) {
            single_quotes(nullptr);
        } else if (c == '"') {
            double_quotes(out, nullptr);
        } else if (c == '`') {
            backticks(out, in_double_quotes);
        } else if (c == '$' && peek(1) == '\'' && single_quotes_count) {
            ansi_quotes(nullptr);
        } else if (c != '$' || !dollar(out, in_double_quotes)) {
            ++pos_;
        }
    }
}

} // namespace dflint::shell
