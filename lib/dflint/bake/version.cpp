// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/version.h"

#include "dflint/source/ascii.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fmt/format.h>
#include <optional>
#include <vector>

namespace dflint::bake {

namespace {

bool is_identifier(char c) {
    return ascii::is_letter_or_digit(c) || c == '-' || c == '.';
}

bool is_wildcard(char c) {
    return c == 'x' || c == 'X' || c == '*';
}

struct Version {
    std::array<std::uint64_t, 3> numbers{};
    std::size_t written = 0; ///< numbers that are there and no wildcards
    std::string_view prerelease{};
};

/// Reads v1.2.3-rc.1+build at the start of `text` and takes it away. Wildcards where allowed.
std::optional<Version> take_version(std::string_view& text, bool wildcards) {
    std::string_view rest = text;
    if (rest.starts_with('v')) rest.remove_prefix(1);
    Version version;
    bool wild = false;
    for (std::size_t i = 0; i < 3; ++i) {
        if (i > 0) {
            const bool more = rest.size() > 1 && rest[0] == '.' &&
                              (ascii::is_digit(rest[1]) || (wildcards && is_wildcard(rest[1])));
            if (!more) break;
            rest.remove_prefix(1);
        }
        if (wildcards && !rest.empty() && is_wildcard(rest[0])) {
            wild = true;
            rest.remove_prefix(1);
            continue;
        }
        if (rest.empty() || !ascii::is_digit(rest[0])) return std::nullopt;
        std::uint64_t value = 0;
        for (; !rest.empty() && ascii::is_digit(rest[0]); rest.remove_prefix(1)) {
            if (value > UINT64_MAX / 10 - 1) return std::nullopt;
            value = value * 10 + static_cast<std::uint64_t>(rest[0] - '0');
        }
        if (wild) continue;
        version.numbers[i] = value;
        version.written = i + 1;
    }
    for (const char mark : {'-', '+'}) {
        if (!rest.starts_with(mark)) continue;
        const auto end = std::find_if_not(rest.begin() + 1, rest.end(), is_identifier);
        const std::string_view name(rest.begin() + 1,
                                    static_cast<std::size_t>(end - rest.begin()) - 1);
        if (name.empty()) break;
        if (mark == '-') version.prerelease = name;
        rest.remove_prefix(name.size() + 1);
    }
    text = rest;
    return version;
}

int compare_identifiers(std::string_view a, std::string_view b) {
    const bool left = !a.empty() && std::all_of(a.begin(), a.end(), ascii::is_digit);
    const bool right = !b.empty() && std::all_of(b.begin(), b.end(), ascii::is_digit);
    if (left != right) return left ? -1 : 1;
    if (left && a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
    return a.compare(b);
}

/// Semantic Versioning 2.0.0, section 11.
int compare_prereleases(std::string_view a, std::string_view b) {
    if (a.empty() || b.empty()) return int{a.empty()} - int{b.empty()};
    while (true) {
        const std::size_t left = std::min(a.find('.'), a.size());
        const std::size_t right = std::min(b.find('.'), b.size());
        if (const int order = compare_identifiers(a.substr(0, left), b.substr(0, right)))
            return order;
        if (left == a.size() || right == b.size())
            return int{left != a.size()} - int{right != b.size()};
        a.remove_prefix(left + 1);
        b.remove_prefix(right + 1);
    }
}

int compare(const Version& a, const Version& b) {
    if (a.numbers != b.numbers) return a.numbers < b.numbers ? -1 : 1;
    return compare_prereleases(a.prerelease, b.prerelease);
}

struct Constraint {
    std::string_view sign;
    Version version;

    [[nodiscard]] bool is_partial() const { return version.written < 3; }
    [[nodiscard]] bool same(const Version& other, std::size_t count) const {
        return std::equal(other.numbers.begin(),
                          other.numbers.begin() + static_cast<std::ptrdiff_t>(count),
                          version.numbers.begin());
    }

    [[nodiscard]] bool tilde(const Version& v) const {
        if (compare(v, version) < 0) return false;
        const bool any = version.numbers == std::array<std::uint64_t, 3>{} &&
                         version.written != 1 && version.written != 2;
        if (any) return true;
        return same(v, version.written == 1 ? 1 : 2);
    }
    [[nodiscard]] bool caret(const Version& v) const {
        if (compare(v, version) < 0) return false;
        if (version.numbers[0] > 0 || version.written == 1) return same(v, 1);
        if (version.numbers[1] > 0 || version.written == 2) return same(v, 2);
        return same(v, 3);
    }
    [[nodiscard]] bool greater(const Version& v) const {
        if (!is_partial()) return compare(v, version) > 0;
        if (v.numbers[0] != version.numbers[0]) return v.numbers[0] > version.numbers[0];
        if (version.written == 2) return v.numbers[1] > version.numbers[1];
        return version.written == 0 && compare(v, version) > 0;
    }
    [[nodiscard]] bool at_most(const Version& v) const {
        if (!is_partial()) return compare(v, version) <= 0;
        if (v.numbers[0] != version.numbers[0]) return v.numbers[0] < version.numbers[0];
        return version.written == 1 || v.numbers[1] <= version.numbers[1];
    }
    [[nodiscard]] bool differs(const Version& v) const {
        if (!is_partial()) return compare(v, version) != 0;
        if (!same(v, 1)) return true;
        if (version.written == 1) return false;
        if (v.numbers[1] != version.numbers[1]) return true;
        if (version.written == 2) return compare_prereleases(v.prerelease, version.prerelease) != 0;
        return compare(v, version) != 0;
    }

    [[nodiscard]] bool holds(const Version& v) const {
        // A prerelease fits only constraints that name one.
        const bool hidden = !v.prerelease.empty() && version.prerelease.empty();
        if (hidden && (sign != "!=" || is_partial())) return false;
        if (sign == "!=") return differs(v);
        if (sign == ">") return greater(v);
        if (sign == "<") return compare(v, version) < 0;
        if (sign == ">=" || sign == "=>") return compare(v, version) >= 0;
        if (sign == "<=" || sign == "=<") return at_most(v);
        if (sign == "~" || sign == "~>") return tilde(v);
        if (sign == "^") return caret(v);
        return is_partial() ? tilde(v) : compare(v, version) == 0;
    }
};

void skip_blanks(std::string_view& text) {
    const std::size_t begin = text.find_first_not_of(" \t\n\f\r");
    text.remove_prefix(std::min(begin, text.size()));
}

std::optional<Constraint> take_constraint(std::string_view& text) {
    static constexpr std::array<std::string_view, 11> signs = {"!=", ">=", "=>", "<=", "=<", "~>",
                                                               "=",  ">",  "<",  "~",  "^"};
    skip_blanks(text);
    Constraint constraint;
    for (const std::string_view sign : signs) {
        if (!text.starts_with(sign)) continue;
        constraint.sign = sign;
        break;
    }
    text.remove_prefix(constraint.sign.size());
    skip_blanks(text);
    const auto version = take_version(text, true);
    if (!version) return std::nullopt;
    constraint.version = *version;
    return constraint;
}

/// Constraints that must all hold: separated by commas or blanks, or a range 1.2 - 3.4.
std::optional<std::vector<Constraint>> all_of(std::string_view text) {
    std::vector<Constraint> all;
    do {
        auto next = take_constraint(text);
        if (!next) return std::nullopt;
        const std::size_t before = text.size();
        skip_blanks(text);
        const bool blank = text.size() < before;
        const bool range = blank && next->sign.empty() && text.size() > 1 && text[0] == '-' &&
                           std::string_view(" \t\n\f\r").find(text[1]) != std::string_view::npos;
        if (range) {
            next->sign = ">=";
            all.push_back(*next);
            text.remove_prefix(1);
            next = take_constraint(text);
            if (!next || !next->sign.empty()) return std::nullopt;
            next->sign = "<=";
            skip_blanks(text);
        }
        all.push_back(*next);
        if (text.empty()) return all;
        if (text.starts_with(',')) {
            text.remove_prefix(1);
        } else if (!blank && !range) {
            return std::nullopt;
        }
    } while (true);
}

} // namespace

Result<bool> version_fits(std::string_view written, std::string_view constraint) {
    std::string_view rest = written;
    const auto version = take_version(rest, false);
    if (!version || !rest.empty()) return Error{"invalid semantic version"};
    bool fits = false;
    while (true) {
        const std::size_t bar = std::min(constraint.find("||"), constraint.size());
        const std::string_view part = constraint.substr(0, bar);
        const auto all = all_of(part);
        if (!all) return Error{fmt::format("improper constraint: {}", part)};
        fits = fits || std::all_of(all->begin(), all->end(),
                                   [&](const Constraint& one) { return one.holds(*version); });
        if (bar == constraint.size()) return fits;
        constraint.remove_prefix(bar + 2);
    }
}

} // namespace dflint::bake
