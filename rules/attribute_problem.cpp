// SPDX-License-Identifier: Apache-2.0
#include "attribute_problem.h"

#include "dflint/model/platform.h"
#include "dflint/source/ascii.h"
#include "dflint/source/quote.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>

namespace dflint::rules {

namespace {

/// `k`, `kb`, `kib` and so on; `b`, or nothing.
bool is_unit(std::string_view unit) {
    if (unit.empty()) return true;
    constexpr std::string_view multiples = "kmgtp";
    const char first = ascii::to_lower(unit.front());
    if (first == 'b') return unit.size() == 1;
    if (multiples.find(first) == multiples.npos) return false;
    const std::string_view rest = unit.substr(1);
    return rest.empty() || (rest.size() == 1 && ascii::to_lower(rest[0]) == 'b') ||
           (rest.size() == 2 && ascii::to_lower(rest[0]) == 'i' && ascii::to_lower(rest[1]) == 'b');
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// `manifest`, `index[linux/amd64]`.
std::string problem_of_type(std::string_view type) {
    constexpr std::array<std::string_view, 5> known{"", "index", "index-descriptor", "manifest",
                                                    "manifest-descriptor"};
    const std::size_t open = std::min(type.find('['), type.size());
    const std::string_view name = type.substr(0, open);
    if (std::find(known.begin(), known.end(), name) == known.end()) {
        return "before the colon of a key `index`, `manifest` or one of their descriptors is "
               "expected, not " +
               in_code(name);
    }
    if (open == type.size()) return {};
    const std::string_view platform = type.substr(open + 1, type.size() - open - 2);
    if (type.ends_with(']') && model::read_platform(platform)) return {};
    return in_code(type.substr(open)) + " is no platform in brackets";
}

} // namespace

std::string problem_of_size(std::string_view size) {
    const std::size_t last = size.find_last_of("0123456789. ");
    if (last == size.npos) return "a number of bytes is expected, such as `64m`";
    const std::string_view number = size.substr(0, size[last] == ' ' ? last : last + 1);
    const std::string_view unit = size.substr(last + 1);
    // Exponents and the like are numbers, too, but nobody writes them.
    const bool is_number = number.find_first_not_of("0123456789.eE+xX") == number.npos &&
                           number.find_first_of("0123456789") != number.npos;
    if (!is_number) return in_code(number) + " is no number of bytes";
    return is_unit(unit) ? std::string() : in_code(unit) + " is no unit: `b`, `k`, `m`, `g` are";
}

std::string problem_of_ulimit(std::string_view limit) {
    constexpr std::array<std::string_view, 15> known{
        "core",   "cpu",   "data", "fsize",  "locks",  "memlock",    "msgqueue", "nice",
        "nofile", "nproc", "rss",  "rtprio", "rttime", "sigpending", "stack"};
    const std::size_t equals = limit.find('=');
    if (equals == limit.npos) return "`NAME=SOFT[:HARD]` is expected";
    const std::string_view name = limit.substr(0, equals);
    if (std::find(known.begin(), known.end(), name) == known.end()) {
        return "there is no limit named " + in_code(name);
    }
    const std::string_view values = limit.substr(equals + 1);
    const std::size_t colon = std::min(values.find(':'), values.size());
    const auto soft = whole_number(values.substr(0, colon));
    const auto hard = colon == values.size() ? soft : whole_number(values.substr(colon + 1));
    if (!soft || !hard) return "whole numbers are expected";
    if (*hard != -1 && (*soft == -1 || *soft > *hard)) {
        return "its soft limit is above the hard one";
    }
    return {};
}

std::string problem_of_annotation(std::string_view annotation) {
    const std::size_t equals = annotation.find('=');
    if (equals == annotation.npos) return "`KEY=VALUE` is expected";
    const std::string_view key = annotation.substr(0, equals);
    const std::size_t colon = key.find(':');
    if (colon == key.npos) return {};
    for (std::string_view types = key.substr(0, colon);;) {
        const std::size_t comma = std::min(types.find(','), types.size());
        if (std::string found = problem_of_type(types.substr(0, comma)); !found.empty()) {
            return found;
        }
        if (comma == types.size()) return {};
        types.remove_prefix(comma + 1);
    }
}

} // namespace dflint::rules
