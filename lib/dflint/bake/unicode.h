// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dflint::bake {

/// Bytes of the user-perceived character (grapheme cluster) at the start of a text that is not
/// empty: CR LF, a letter with its combining marks, a flag, a joined emoji, a Hangul syllable.
[[nodiscard]] std::size_t grapheme_size(std::string_view text);

[[nodiscard]] std::size_t grapheme_count(std::string_view text);

/// Letter by letter, for the Latin, Greek, Cyrillic, Armenian and full-width scripts; other
/// letters stay as they are.
[[nodiscard]] char32_t to_upper(char32_t letter);
[[nodiscard]] char32_t to_lower(char32_t letter);

/// A letter or digit as strings.Title of Go sees one: outside ASCII everything but spaces.
[[nodiscard]] bool is_word_separator(char32_t letter);

/// Applies one of the above to every character; malformed bytes become U+FFFD, as in Go.
[[nodiscard]] std::string mapped(std::string_view text, char32_t (*map)(char32_t));

} // namespace dflint::bake
