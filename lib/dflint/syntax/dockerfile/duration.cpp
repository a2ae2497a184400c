// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/duration.h"

#include "dflint/source/ascii.h"
#include "dflint/syntax/dockerfile/errors.h"

#include <utility>

namespace dflint::dockerfile {

namespace {
constexpr std::pair<std::string_view, double> units[] = {
    {"ns", 1},   {"us", 1e3}, {"\xC2\xB5s", 1e3}, {"\xCE\xBCs", 1e3},
    {"ms", 1e6}, {"s", 1e9},  {"m", 60e9},        {"h", 3600e9}};

/// Go counts nanoseconds in 64 bits.
constexpr double longest = 9223372036854775807.0;

/// Takes digits off the front, adding them to `value` with the weight of their place.
bool take_digits(std::string_view& text, double& value, double step) {
    double weight = step;
    bool any = false;
    while (!text.empty() && ascii::is_digit(text.front())) {
        const double digit = text.front() - '0';
        value = step == 1 ? value * 10 + digit : value + digit * weight;
        weight /= 10;
        text.remove_prefix(1);
        any = true;
    }
    return any;
}
} // namespace

Duration read_duration(std::string_view text) {
    const std::string quoted = go_quoted(text);
    const Duration invalid{.error = "time: invalid duration " + quoted};
    const bool is_negative = text.starts_with('-');
    if (is_negative || text.starts_with('+')) text.remove_prefix(1);
    if (text == "0") return {};
    if (text.empty()) return invalid;

    Duration sum;
    while (!text.empty()) {
        double value = 0;
        bool has_digits = take_digits(text, value, 1);
        if (text.starts_with('.')) {
            text.remove_prefix(1);
            has_digits = take_digits(text, value, 0.1) || has_digits;
        }
        if (!has_digits) return invalid;
        std::size_t size = 0;
        while (size < text.size() && text[size] != '.' && !ascii::is_digit(text[size])) ++size;
        const std::string_view name = text.substr(0, size);
        if (name.empty()) return {.error = "time: missing unit in duration " + quoted};
        const auto* unit = std::begin(units);
        while (unit != std::end(units) && unit->first != name) ++unit;
        if (unit == std::end(units)) {
            return {.error = "time: unknown unit " + go_quoted(name) + " in duration " + quoted};
        }
        sum.nanoseconds += value * unit->second;
        if (sum.nanoseconds > longest) return invalid;
        text.remove_prefix(size);
    }
    if (is_negative) sum.nanoseconds = -sum.nanoseconds;
    return sum;
}

} // namespace dflint::dockerfile
