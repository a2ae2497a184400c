// SPDX-License-Identifier: Apache-2.0
#include "braces.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace dflint::rules {

namespace {

/// Behind a quoted part, an escape or `${...}` that begins at `i`; `i` where none does.
std::size_t after_opaque(std::string_view word, std::size_t i) {
    const auto behind = [&](std::size_t at) { return at == word.npos ? word.size() : at + 1; };
    if (word[i] == '\\') return std::min(i + 2, word.size());
    if (word[i] == '\'' || word[i] == '"') return behind(word.find(word[i], i + 1));
    if (word.substr(i).starts_with("${")) return behind(word.find('}', i));
    return i;
}

bool is_number(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

bool is_letter(std::string_view text) {
    return text.size() == 1 &&
           ((text[0] >= 'a' && text[0] <= 'z') || (text[0] >= 'A' && text[0] <= 'Z'));
}

/// `1..9`, `a..z`
bool is_sequence(std::string_view inside) {
    const std::size_t dots = inside.find("..");
    if (dots == inside.npos) return false;
    const std::string_view first = inside.substr(0, dots);
    const std::string_view last = inside.substr(dots + 2);
    return (is_number(first) && is_number(last)) || (is_letter(first) && is_letter(last));
}

constexpr int max_commas = 30; ///< longer lists are no pleasure without braces

bool is_list(std::string_view inside) {
    return inside.find(',') != inside.npos && inside.find_first_of("'\"\\$`{} ") == inside.npos;
}

} // namespace

std::optional<Span> braces_in(std::string_view word) {
    if (word.find('{') == word.npos) return std::nullopt;
    std::size_t open = word.npos;
    for (std::size_t i = 0; i < word.size();) {
        const std::size_t after = after_opaque(word, i);
        if (after != i) {
            open = word.npos;
            i = after;
            continue;
        }
        if (word[i] == '{') open = i;
        if (word[i] == '}' && open != word.npos) {
            const std::string_view inside = word.substr(open + 1, i - open - 1);
            if (is_list(inside) || is_sequence(inside)) {
                return Span{static_cast<std::uint32_t>(open), static_cast<std::uint32_t>(i + 1)};
            }
            open = word.npos;
        }
        ++i;
    }
    return std::nullopt;
}

std::optional<std::string> words_of_braces(std::string_view word) {
    const auto at = braces_in(word);
    if (!at || word.find_first_of("`\\(") != word.npos) return std::nullopt;
    std::string_view inside = word.substr(at->begin + 1, at->size() - 2);
    if (!is_list(inside) || std::count(inside.begin(), inside.end(), ',') > max_commas) {
        return std::nullopt;
    }
    const std::string_view before = word.substr(0, at->begin);
    const std::string_view behind = word.substr(at->end);
    if (before.ends_with('{') || before.find('{') < before.find("${") ||
        behind.find('}') < behind.find('{')) {
        return std::nullopt; // braces in braces
    }
    std::string out;
    while (true) {
        const std::size_t comma = std::min(inside.find(','), inside.size());
        const std::string each =
            std::string(before) + std::string(inside.substr(0, comma)) + std::string(behind);
        if (!each.empty()) out += (out.empty() ? "" : " ") + each;
        if (comma == inside.size()) return out;
        inside.remove_prefix(comma + 1);
    }
}

} // namespace dflint::rules
