// SPDX-License-Identifier: Apache-2.0
// Outside law: go-yaml, resolve.go; strconv.FormatFloat of Go.
#include "dflint/bake/compose_scalar.h"

#include "dflint/source/ascii.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

namespace dflint::bake {

namespace {

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> all) {
    return std::find(all.begin(), all.end(), text) != all.end();
}

struct Resolved {
    ScalarKind kind = ScalarKind::text;
    std::string text;
};

/// Takes digits from the front; how many there were.
std::size_t take_digits(std::string_view& text) {
    const auto end = std::find_if_not(text.begin(), text.end(), ascii::is_digit);
    const auto count = static_cast<std::size_t>(end - text.begin());
    text.remove_prefix(count);
    return count;
}
bool take(std::string_view& text, std::string_view any_of) {
    if (text.empty() || any_of.find(text.front()) == any_of.npos) return false;
    text.remove_prefix(1);
    return true;
}

std::string_view without_sign(std::string_view text) {
    take(text, "+-");
    return text;
}

/// `0x1F`, `0o17`, `017`, `0b11`, `12`; no more than 64 bits.
std::optional<std::string> as_integer(std::string_view text) {
    const bool is_negative = text.starts_with('-');
    std::string_view digits = without_sign(text);
    int base = 10;
    if (digits.size() > 1 && digits.front() == '0') {
        const char letter = digits[1];
        base = letter == 'x' || letter == 'X' ? 16 : letter == 'b' || letter == 'B' ? 2 : 8;
        const bool has_letter = base != 8 || letter == 'o' || letter == 'O';
        digits.remove_prefix(has_letter ? 2 : 1);
    }
    std::uint64_t value = 0;
    const char* const end = digits.data() + digits.size();
    const auto read = std::from_chars(digits.data(), end, value, base);
    if (digits.empty() || read.ec != std::errc() || read.ptr != end) return std::nullopt;
    constexpr std::uint64_t most_below_zero = std::uint64_t{1} << 63U;
    if (is_negative && value > most_below_zero) return std::nullopt;
    return (is_negative && value != 0 ? "-" : "") + std::to_string(value);
}

bool is_float(std::string_view text) {
    text = without_sign(text);
    const std::size_t before = take_digits(text);
    const std::size_t behind = take(text, ".") ? take_digits(text) : 0;
    if (before == 0 && behind == 0) return false;
    if (!take(text, "eE")) return text.empty();
    take(text, "+-");
    return take_digits(text) > 0 && text.empty();
}

/// The shortest digits that mean the number; with an exponent below 1e-4 and from 1e6 on.
std::string written(double value) {
    char buffer[40];
    const auto made =
        std::to_chars(std::begin(buffer), std::end(buffer), value, std::chars_format::scientific);
    const std::string_view all(std::begin(buffer), made.ptr);
    const std::size_t mark = all.find('e');
    int exponent = 0;
    const std::string_view sign_and_digits = all.substr(mark + 1);
    const std::string_view digits = sign_and_digits.substr(sign_and_digits.starts_with('+'));
    std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
    if (exponent < -4 || exponent >= 6) return std::string(all);
    const auto plain =
        std::to_chars(std::begin(buffer), std::end(buffer), value, std::chars_format::fixed);
    return std::string(std::begin(buffer), plain.ptr);
}

std::optional<std::string> as_float(std::string_view text) {
    if (!is_float(text)) return std::nullopt;
    if (text.starts_with('+')) text.remove_prefix(1);
    double value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc()) return std::nullopt;
    return written(value);
}

/// A number of at most that many digits, taken from the front; 0 when there is none.
unsigned take_number(std::string_view& text, std::size_t most) {
    std::size_t count = 0;
    unsigned value = 0;
    while (count < most && count < text.size() && ascii::is_digit(text[count])) {
        value = value * 10 + static_cast<unsigned>(text[count++] - '0');
    }
    text.remove_prefix(count);
    return value;
}

/// `15:4:5` with a fraction.
bool take_time(std::string_view& text) {
    for (int part = 0; part < 3; ++part) {
        if (part > 0 && !take(text, ":")) return false;
        if (text.empty() || !ascii::is_digit(text.front())) return false;
        if (take_number(text, 2) > (part == 0 ? 23U : 59U)) return false;
    }
    return !take(text, ".") || take_digits(text) > 0;
}

bool is_timestamp(std::string_view text) {
    if (text.size() < 8 || !std::all_of(text.begin(), text.begin() + 4, ascii::is_digit))
        return false;
    const unsigned year = take_number(text, 4);
    if (!take(text, "-")) return false;
    const unsigned month = take_number(text, 2);
    if (month < 1 || month > 12 || !take(text, "-")) return false;
    const unsigned day = take_number(text, 2);
    const bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    const bool is_short = month == 4 || month == 6 || month == 9 || month == 11;
    const unsigned days = month == 2 ? (is_leap ? 29 : 28) : is_short ? 30 : 31;
    if (day < 1 || day > days) return false;
    if (text.empty()) return true;
    if (take(text, " ")) return take_time(text) && text.empty();
    if (!take(text, "Tt") || !take_time(text)) return false;
    if (take(text, "Z")) return text.empty();
    const bool has_zone = take(text, "+-") && text.size() == 5 && text[2] == ':';
    return has_zone && ascii::is_digit(text[0]) && ascii::is_digit(text[1]) &&
           ascii::is_digit(text[3]) && ascii::is_digit(text[4]);
}

std::optional<Resolved> named(std::string_view word) {
    using enum ScalarKind;
    if (is_one_of(word, {"", "~", "null", "Null", "NULL"})) return Resolved{null, ""};
    if (is_one_of(word, {"true", "True", "TRUE"})) return Resolved{boolean, "true"};
    if (is_one_of(word, {"false", "False", "FALSE"})) return Resolved{boolean, "false"};
    if (is_one_of(word, {".nan", ".NaN", ".NAN"})) return Resolved{floating, "NaN"};
    if (is_one_of(without_sign(word), {".inf", ".Inf", ".INF"})) {
        return Resolved{floating, word.starts_with('-') ? "-Inf" : "+Inf"};
    }
    return std::nullopt;
}

Resolved resolve(const yaml::Node& scalar) {
    using enum ScalarKind;
    const std::string& own = scalar.text;
    if (!scalar.is_plain) return {text, own};
    if (auto found = named(own)) return *std::move(found);
    const bool may_be_number =
        ascii::is_digit(own.front()) || is_one_of(own.substr(0, 1), {"+", "-", "."});
    if (!may_be_number) return {text, own};
    if (is_timestamp(own)) return {timestamp, own};
    std::string plain = own;
    std::erase(plain, '_');
    if (own.front() != '.') {
        if (auto whole = as_integer(plain)) return {integer, *std::move(whole)};
    }
    if (auto number = as_float(plain)) return {floating, *std::move(number)};
    return {text, own};
}

} // namespace

ScalarKind scalar_kind(const yaml::Node& scalar) {
    return resolve(scalar).kind;
}

std::string scalar_text(const yaml::Node& scalar) {
    return resolve(scalar).text;
}

} // namespace dflint::bake
