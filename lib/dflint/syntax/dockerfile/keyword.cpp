// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/keyword.h"

#include "dflint/source/ascii.h"
#include "dflint/syntax/dockerfile/parse.h"
#include "dflint/syntax/dockerfile/space.h"

#include <algorithm>
#include <array>

namespace dflint::dockerfile {

namespace {
/// In the order of the enumeration.
constexpr std::array<std::string_view, 18> names = {
    "ADD",    "ARG",   "CMD",         "COPY",  "ENTRYPOINT", "ENV",
    "EXPOSE", "FROM",  "HEALTHCHECK", "LABEL", "MAINTAINER", "ONBUILD",
    "RUN",    "SHELL", "STOPSIGNAL",  "USER",  "VOLUME",     "WORKDIR"};
constexpr std::array<std::string_view, 18> lower_names = {
    "add",    "arg",   "cmd",         "copy",  "entrypoint", "env",
    "expose", "from",  "healthcheck", "label", "maintainer", "onbuild",
    "run",    "shell", "stopsignal",  "user",  "volume",     "workdir"};
static_assert(names.size() == static_cast<std::size_t>(Keyword::unknown));

/// Where the names with each first letter begin in the list, which is sorted.
constexpr auto begins = [] {
    std::array<std::uint8_t, 27> found{};
    for (std::size_t letter = 0; letter < found.size(); ++letter) {
        while (found[letter] < names.size() &&
               names[found[letter]].front() < 'A' + static_cast<int>(letter)) {
            ++found[letter];
        }
    }
    return found;
}();
} // namespace

Keyword keyword_of(std::string_view word) {
    const char first = word.empty() ? '\0' : ascii::to_upper(word.front());
    if (first < 'A' || first > 'Z') return Keyword::unknown;
    const auto letter = static_cast<std::size_t>(first - 'A');
    for (std::size_t i = begins[letter]; i < begins[letter + 1]; ++i) {
        const bool is_it = word == names[i] || ascii::equals_ignoring_case(word, names[i]);
        if (is_it) return static_cast<Keyword>(i);
    }
    return Keyword::unknown;
}

std::string_view name_of(Keyword keyword) {
    return keyword == Keyword::unknown ? "" : names[static_cast<std::size_t>(keyword)];
}

bool is_instruction(std::string_view word) {
    return keyword_of(word) != Keyword::unknown;
}

std::string_view written_keyword(const Instruction& instruction) {
    const std::string_view text = instruction.text.text();
    return {text.begin(), std::find_if(text.begin(), text.end(), is_blank)};
}

std::string_view lower_name_of(Keyword keyword) {
    return keyword == Keyword::unknown ? "" : lower_names[static_cast<std::size_t>(keyword)];
}

} // namespace dflint::dockerfile
