// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/suggest.h"

#include "dflint/source/ascii.h"
#include "dflint/source/nearest.h"
#include "dflint/syntax/dockerfile/parse.h"

#include <algorithm>
#include <array>

namespace dflint::dockerfile {

namespace {
bool has_upper_case_only(std::string_view word) {
    return std::none_of(word.begin(), word.end(), [](char c) { return c != ascii::to_upper(c); });
}
} // namespace

std::string_view nearest(std::string_view word, std::span<const std::string_view> options) {
    return nearest_of(word, options, Swap::two_edits);
}

std::size_t slips_between(std::string_view word, std::string_view option) {
    const std::size_t least =
        std::max(word.size(), option.size()) - std::min(word.size(), option.size());
    // Lines of any length are asked about: what is clear from the sizes is not copied.
    if (least > 2) return least;
    return edit_distance(ascii::upper(word), ascii::upper(option));
}

std::string nearest_instruction(std::string_view word) {
    constexpr std::size_t longest_name = 11;
    if (word.size() > longest_name + 2) return {};
    std::array<std::string_view, static_cast<std::size_t>(Keyword::unknown)> names;
    for (std::size_t i = 0; i < names.size(); ++i) names[i] = name_of(static_cast<Keyword>(i));
    std::string found(nearest(ascii::upper(word), names));
    return has_upper_case_only(word) ? found : ascii::lower(found);
}

std::string hint(std::string_view suggestion) {
    if (suggestion.empty()) return {};
    return " (did you mean " + std::string(suggestion) + "?)";
}

} // namespace dflint::dockerfile
