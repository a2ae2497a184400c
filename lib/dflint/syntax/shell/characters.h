// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

namespace dflint::shell {

/// What a byte may mean to the reader of words; a byte without a class is a plain letter.
enum CharacterClass : std::uint8_t {
    plain = 0,
    blank = 1,    ///< space, tab
    meta = 2,     ///< newline and the letters of operators: they end a word
    quote = 4,    ///< starts something that is not literal: \ ' " $ `
    pattern = 8,  ///< part of a word, but worth a look: * ? [ {
    carriage = 16 ///< CR, part of a line end when LF follows
};

inline constexpr std::array<std::uint8_t, 256> character_classes = [] {
    std::array<std::uint8_t, 256> classes{};
    for (const char c : {' ', '\t'}) classes[static_cast<unsigned char>(c)] = blank;
    for (const char c : {'\n', ';', '&', '|', '<', '>', '(', ')'}) {
        classes[static_cast<unsigned char>(c)] = meta;
    }
    for (const char c : {'\\', '\'', '"', '$', '`'}) classes[static_cast<unsigned char>(c)] = quote;
    for (const char c : {'*', '?', '[', '{'}) classes[static_cast<unsigned char>(c)] = pattern;
    classes['\r'] = carriage;
    return classes;
}();

[[nodiscard]] constexpr std::uint8_t class_of(char c) {
    return character_classes[static_cast<unsigned char>(c)];
}

/// What may stand between words: a blank, a comment, a backslash before a line end.
[[nodiscard]] constexpr bool is_between_words(char c) {
    return c == ' ' || c == '\t' || c == '#' || c == '\\';
}

// The C library asks the locale; a script does not change its meaning with it.
[[nodiscard]] constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
/// May begin a redirection: an operator or the descriptor before it.
[[nodiscard]] constexpr bool may_redirect(char c) {
    return c == '<' || c == '>' || c == '&' || c == '{' || is_digit(c);
}
[[nodiscard]] constexpr bool is_name_start(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
[[nodiscard]] constexpr bool is_name_letter(char c) {
    return is_name_start(c) || is_digit(c);
}

} // namespace dflint::shell
