// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/unicode.h"

#include "dflint/source/utf8.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace dflint::bake {

namespace {

struct Range {
    char32_t first;
    char32_t last;
};

/// Grapheme_Cluster_Break = Extend or SpacingMark in the scripts of living languages, variation
/// selectors, emoji modifiers and tags (UAX 29).
constexpr std::array extending = {
    Range{0x0300, 0x036F},   Range{0x0483, 0x0489},   Range{0x0591, 0x05BD},
    Range{0x05BF, 0x05BF},   Range{0x05C1, 0x05C2},   Range{0x05C4, 0x05C5},
    Range{0x0610, 0x061A},   Range{0x064B, 0x065F},   Range{0x0670, 0x0670},
    Range{0x06D6, 0x06DC},   Range{0x06DF, 0x06E4},   Range{0x0900, 0x0903},
    Range{0x093A, 0x093C},   Range{0x093E, 0x094F},   Range{0x0951, 0x0957},
    Range{0x0981, 0x0983},   Range{0x09BC, 0x09BC},   Range{0x09BE, 0x09CD},
    Range{0x0A01, 0x0A03},   Range{0x0A3C, 0x0A4D},   Range{0x0A81, 0x0A83},
    Range{0x0ABC, 0x0ABC},   Range{0x0ABE, 0x0ACD},   Range{0x0B3C, 0x0B3C},
    Range{0x0B3E, 0x0B4D},   Range{0x0BBE, 0x0BCD},   Range{0x0C3E, 0x0C4D},
    Range{0x0CBC, 0x0CBC},   Range{0x0CBE, 0x0CCD},   Range{0x0D3E, 0x0D4D},
    Range{0x0E31, 0x0E31},   Range{0x0E33, 0x0E3A},   Range{0x0E47, 0x0E4E},
    Range{0x0EB1, 0x0EB1},   Range{0x0EB3, 0x0EBC},   Range{0x102B, 0x103E},
    Range{0x1AB0, 0x1AFF},   Range{0x1DC0, 0x1DFF},   Range{0x200C, 0x200D},
    Range{0x20D0, 0x20F0},   Range{0x302A, 0x302F},   Range{0x3099, 0x309A},
    Range{0xFE00, 0xFE0F},   Range{0xFE20, 0xFE2F},   Range{0x1F3FB, 0x1F3FF},
    Range{0xE0020, 0xE007F}, Range{0xE0100, 0xE01EF},
};

template <std::size_t size>
constexpr bool within(const std::array<Range, size>& ranges, char32_t letter) {
    return std::any_of(ranges.begin(), ranges.end(), [&](const Range& range) {
        return range.first <= letter && letter <= range.last;
    });
}

constexpr bool is_control(char32_t letter) {
    return letter < 0x20 || (letter >= 0x7F && letter < 0xA0) || letter == 0x200B ||
           letter == 0x2028 || letter == 0x2029 || letter == 0xFEFF;
}

constexpr bool is_pictograph(char32_t letter) {
    return letter == 0xA9 || letter == 0xAE || (letter >= 0x2190 && letter <= 0x2BFF) ||
           (letter >= 0x1F000 && letter <= 0x1FAFF && !(letter >= 0x1F1E6 && letter <= 0x1F1FF));
}

constexpr bool is_flag_half(char32_t letter) {
    return letter >= 0x1F1E6 && letter <= 0x1F1FF;
}

enum class Hangul { none, leading, vowel, trailing, lv, lvt };

constexpr Hangul hangul(char32_t letter) {
    if (letter >= 0x1100 && letter <= 0x115F) return Hangul::leading;
    if (letter >= 0x1160 && letter <= 0x11A7) return Hangul::vowel;
    if (letter >= 0x11A8 && letter <= 0x11FF) return Hangul::trailing;
    if (letter < 0xAC00 || letter > 0xD7A3) return Hangul::none;
    return (letter - 0xAC00) % 28 == 0 ? Hangul::lv : Hangul::lvt;
}

constexpr bool joins(Hangul left, Hangul right) {
    switch (left) {
    case Hangul::leading:
        return right != Hangul::none && right != Hangul::trailing;
    case Hangul::lv:
    case Hangul::vowel:
        return right == Hangul::vowel || right == Hangul::trailing;
    case Hangul::lvt:
    case Hangul::trailing:
        return right == Hangul::trailing;
    default:
        return false;
    }
}

/// Letters `first` to `last` have their other case `distance` further up.
struct CaseRange {
    char32_t first;
    char32_t last;
    char32_t distance;
};

constexpr std::array case_ranges = {
    CaseRange{U'A', U'Z', 32},     CaseRange{0xC0, 0xD6, 32},       CaseRange{0xD8, 0xDE, 32},
    CaseRange{0x386, 0x386, 38},   CaseRange{0x388, 0x38A, 37},     CaseRange{0x38C, 0x38C, 64},
    CaseRange{0x38E, 0x38F, 63},   CaseRange{0x391, 0x3A1, 32},     CaseRange{0x3A3, 0x3AB, 32},
    CaseRange{0x400, 0x40F, 80},   CaseRange{0x410, 0x42F, 32},     CaseRange{0x531, 0x556, 48},
    CaseRange{0xFF21, 0xFF3A, 32}, CaseRange{0x10400, 0x10427, 40},
};

/// Runs of pairs: a capital letter, then its small one.
constexpr std::array even_pairs = {
    Range{0x100, 0x12F}, Range{0x132, 0x137},   Range{0x14A, 0x177},   Range{0x1DE, 0x1EF},
    Range{0x1F8, 0x21F}, Range{0x222, 0x233},   Range{0x460, 0x481},   Range{0x48A, 0x4BF},
    Range{0x4D0, 0x52F}, Range{0x1E00, 0x1E95}, Range{0x1EA0, 0x1EFF},
};
constexpr std::array odd_pairs = {Range{0x139, 0x148}, Range{0x179, 0x17E}, Range{0x1CD, 0x1DC},
                                  Range{0x4C1, 0x4CE}};

} // namespace

std::size_t grapheme_size(std::string_view text) {
    utf8::Decoded previous = utf8::decode(text, 0);
    std::size_t size = previous.size;
    if (previous.code_point == U'\r') return text.size() > 1 && text[1] == '\n' ? 2 : 1;
    if (is_control(previous.code_point)) return size;
    bool flag_is_open = is_flag_half(previous.code_point);
    bool in_emoji = is_pictograph(previous.code_point);
    while (size < text.size()) {
        const utf8::Decoded next = utf8::decode(text, size);
        const bool extends = within(extending, next.code_point);
        const bool joined =
            extends || joins(hangul(previous.code_point), hangul(next.code_point)) ||
            (flag_is_open && is_flag_half(next.code_point)) ||
            (in_emoji && previous.code_point == 0x200D && is_pictograph(next.code_point));
        if (!joined) break;
        flag_is_open = false;
        in_emoji = in_emoji && (extends || is_pictograph(next.code_point));
        size += next.size;
        previous = next;
    }
    return size;
}

std::size_t grapheme_count(std::string_view text) {
    std::size_t count = 0;
    for (; !text.empty(); ++count) text.remove_prefix(grapheme_size(text));
    return count;
}

char32_t to_lower(char32_t letter) {
    for (const CaseRange& range : case_ranges) {
        if (range.first <= letter && letter <= range.last) return letter + range.distance;
    }
    if (letter == 0x130) return U'i';
    if (letter == 0x178) return 0xFF;
    if (within(even_pairs, letter)) return letter | 1U;
    if (within(odd_pairs, letter)) return letter % 2 != 0 ? letter + 1 : letter;
    return letter;
}

char32_t to_upper(char32_t letter) {
    if (letter == 0xB5) return 0x39C;
    if (letter == 0xFF) return 0x178;
    if (letter == 0x131) return U'I';
    if (letter == 0x17F) return U'S';
    if (letter == 0x3C2) return 0x3A3;
    for (const CaseRange& range : case_ranges) {
        if (range.first + range.distance <= letter && letter <= range.last + range.distance)
            return letter - range.distance;
    }
    if (within(even_pairs, letter)) return letter & ~char32_t{1};
    if (within(odd_pairs, letter)) return letter % 2 == 0 ? letter - 1 : letter;
    return letter;
}

bool is_word_separator(char32_t letter) {
    if (letter < 0x80) {
        const bool word = (letter >= U'0' && letter <= U'9') ||
                          (letter >= U'a' && letter <= U'z') ||
                          (letter >= U'A' && letter <= U'Z') || letter == U'_';
        return !word;
    }
    return utf8::is_space(letter);
}

std::string mapped(std::string_view text, char32_t (*map)(char32_t)) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const utf8::Decoded letter = utf8::decode(text, at);
        utf8::append(out, map(letter.code_point));
        at += letter.size;
    }
    return out;
}

} // namespace dflint::bake
