// SPDX-License-Identifier: Apache-2.0
// Go's path.Match: *, ?, [a-z], \x; a star does not cross a slash.
#include "dflint/bake/builder.h"

namespace dflint::bake {

namespace {

/// Reads one element of the pattern at `at` and says whether it takes `letter`; nothing when the
/// pattern is malformed.
std::optional<bool> takes(std::string_view pattern, std::size_t& at, char letter) {
    const char sign = pattern[at++];
    if (sign == '?') return letter != '/';
    if (sign == '\\') {
        if (at >= pattern.size()) return std::nullopt;
        return pattern[at++] == letter;
    }
    if (sign != '[') return sign == letter;
    const bool negated = at < pattern.size() && pattern[at] == '^';
    if (negated) ++at;
    bool found = false;
    for (bool first = true;; first = false) {
        if (at >= pattern.size()) return std::nullopt;
        if (pattern[at] == ']' && !first) break;
        if (pattern[at] == '\\' && ++at >= pattern.size()) return std::nullopt;
        const char low = pattern[at++];
        char high = low;
        if (at + 1 < pattern.size() && pattern[at] == '-') {
            ++at;
            if (pattern[at] == '\\' && ++at >= pattern.size()) return std::nullopt;
            high = pattern[at++];
        }
        found = found || (low <= letter && letter <= high);
    }
    ++at;
    return found != negated;
}

} // namespace

bool matches_pattern(std::string_view pattern, std::string_view name) {
    std::size_t at = 0;
    std::size_t place = 0;
    // Where the last star stands, and where the name goes on if it takes one letter more.
    std::optional<std::pair<std::size_t, std::size_t>> star;
    while (true) {
        if (at < pattern.size() && pattern[at] == '*') {
            star = {++at, place};
            continue;
        }
        if (at == pattern.size() && place == name.size()) return true;
        if (at < pattern.size() && place < name.size()) {
            std::size_t next = at;
            const auto taken = takes(pattern, next, name[place]);
            if (!taken) return false;
            if (*taken) {
                at = next;
                ++place;
                continue;
            }
        }
        if (!star || star->second >= name.size() || name[star->second] == '/') return false;
        at = star->first;
        place = ++star->second;
    }
}

} // namespace dflint::bake
