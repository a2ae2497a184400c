// SPDX-License-Identifier: Apache-2.0
// cty/function/stdlib: format.go, format_fsm.go
#include "dflint/bake/functions.h"
#include "dflint/bake/unicode.h"
#include "dflint/source/ascii.h"
#include "dflint/source/utf8.h"

#include <algorithm>
#include <fmt/format.h>

namespace dflint::bake {

namespace {

/// %[flags][width][.precision][[argument]]mode
struct Verb {
    std::string_view raw;
    std::size_t offset = 0;
    std::size_t argument = 0; ///< from 1
    char mode = 0;
    bool zero = false;
    bool sharp = false;
    bool plus = false;
    bool minus = false;
    bool space = false;
    std::optional<std::size_t> width{};
    std::optional<std::size_t> precision{};
};

/// What a width or precision may be; Go's fmt has the same limit for its own.
constexpr std::size_t widest = 1'000'000;

std::size_t read_digits(std::string_view text, std::size_t& at) {
    std::size_t number = 0;
    for (; at < text.size() && ascii::is_digit(text[at]); ++at)
        number = std::min(number * 10 + static_cast<std::size_t>(text[at] - '0'), widest + 1);
    return number;
}

bool is_digit(std::string_view text, std::size_t at) {
    return at < text.size() && ascii::is_digit(text[at]);
}

/// Reads the verb behind the % at `at`. The error says what stands where.
Result<Verb> read_verb(std::string_view text, std::size_t at, std::size_t next_argument) {
    Verb verb;
    verb.offset = at++;
    verb.argument = next_argument;
    const auto flag = [&](char letter) {
        verb.zero = verb.zero || letter == '0';
        verb.sharp = verb.sharp || letter == '#';
        verb.plus = verb.plus || letter == '+';
        verb.minus = verb.minus || letter == '-';
        verb.space = verb.space || letter == ' ';
        return letter == '0' || letter == '#' || letter == '+' || letter == '-' || letter == ' ';
    };
    while (at < text.size() && flag(text[at])) ++at;
    if (is_digit(text, at)) verb.width = read_digits(text, at);
    if (at < text.size() && text[at] == '.') {
        ++at;
        verb.precision = read_digits(text, at);
    }
    if (at < text.size() && text[at] == '[') {
        ++at;
        if (is_digit(text, at)) verb.argument = read_digits(text, at);
        if (at < text.size() && text[at] == ']') ++at;
    }
    if (at >= text.size())
        return Error{fmt::format("invalid format string starting at offset {}", at)};
    const char mode = text[at];
    const bool letter = (mode >= 'a' && mode <= 'z') || (mode >= 'A' && mode <= 'Z');
    if (!letter) {
        std::string shown;
        utf8::append(shown, utf8::decode(text, at).code_point);
        return Error{fmt::format("unrecognized format character '{}' at offset {}", shown, at)};
    }
    verb.mode = mode;
    verb.raw = text.substr(verb.offset, at + 1 - verb.offset);
    return verb;
}

std::string padded(const Verb& verb, std::string text) {
    const std::size_t width = verb.width.value_or(0);
    const std::size_t length = width > 0 ? grapheme_count(text) : 0;
    if (length >= width) return text;
    const std::string pads(width - length, verb.zero ? '0' : ' ');
    return verb.minus ? text + pads : pads + text;
}

/// As Go's fmt pads numbers: zeros go between the sign and the digits.
std::string padded_number(const Verb& verb, std::string sign, std::string digits) {
    const std::size_t length = sign.size() + digits.size();
    const std::size_t width = verb.width.value_or(0);
    if (length >= width) return sign + digits;
    const std::size_t missing = width - length;
    if (verb.minus) return sign + digits + std::string(missing, ' ');
    if (verb.zero) return sign + std::string(missing, '0') + digits;
    return std::string(missing, ' ') + sign + digits;
}

std::string sign_of(const Verb& verb, std::string& digits) {
    if (digits.starts_with('-') || digits.starts_with('+')) {
        const bool negative = digits.front() == '-';
        const bool infinite = digits.ends_with("Inf");
        digits.erase(0, 1);
        if (negative || infinite) return negative ? "-" : "+";
    }
    return verb.plus ? "+" : verb.space ? " " : "";
}

std::string whole(const Verb& verb, const Number& number) {
    const unsigned base = verb.mode == 'b' ? 2 : verb.mode == 'o' ? 8 : verb.mode == 'd' ? 10 : 16;
    std::string digits = number.whole_text(base);
    std::string sign = sign_of(verb, digits);
    if (verb.mode == 'X') {
        for (char& letter : digits) {
            if (letter >= 'a') letter = static_cast<char>(letter - 32);
        }
    }
    if (verb.sharp && base == 8) sign += '0';
    if (verb.sharp && base == 16) sign += verb.mode == 'X' ? "0X" : "0x";
    const std::size_t precision = verb.precision.value_or(0);
    if (digits.size() < precision) digits.insert(0, precision - digits.size(), '0');
    Verb without_zeros = verb;
    // A precision switches the zero flag off (Go, big.Int.Format).
    if (verb.precision) without_zeros.zero = false;
    return padded_number(without_zeros, std::move(sign), std::move(digits));
}

std::string fraction(const Verb& verb, const Number& number) {
    const bool general = verb.mode == 'g' || verb.mode == 'G';
    const int digits = verb.precision ? static_cast<int>(*verb.precision) : general ? -1 : 6;
    std::string text = number.text(verb.mode, digits);
    std::string sign = sign_of(verb, text);
    return padded_number(verb, std::move(sign), std::move(text));
}

std::string first_graphemes(std::string_view text, std::size_t count) {
    std::size_t size = 0;
    for (; count > 0 && size < text.size(); --count) size += grapheme_size(text.substr(size));
    return std::string(text.substr(0, size));
}

CallError unsupported(const Verb& verb, std::string_view why) {
    return fault(
        fmt::format("unsupported value for {} at {}: {}", quoted(verb.raw), verb.offset, why));
}

Outcome as_is(const Verb& verb, const Value& value) {
    if (!verb.sharp && value.is_string()) return Value(padded(verb, value.text()));
    if (!verb.sharp && value.has_value() && value.is(Kind::number))
        return Value(padded(verb, value.number().general_text()));
    auto json = to_json(value);
    if (!json) return unsupported(verb, "cannot serialize infinity as JSON");
    return Value(padded(verb, *std::move(json)));
}

Outcome formatted(const Verb& verb, const Value& value) {
    if (verb.mode == 'v') return as_is(verb, value);
    if (value.is_null()) return unsupported(verb, "null value cannot be formatted");
    const std::string_view modes = "tbdoxXeEfgGsq";
    if (modes.find(verb.mode) == std::string_view::npos) {
        return fault(fmt::format("unsupported format verb '{}' in {} at offset {}", verb.mode,
                                 quoted(verb.raw), verb.offset));
    }
    const bool is_text = verb.mode == 's' || verb.mode == 'q';
    const Kind kind = is_text ? Kind::string : verb.mode == 't' ? Kind::boolean : Kind::number;
    const auto converted = convert(value, kind);
    if (!converted) return unsupported(verb, converted.error().message);
    if (kind == Kind::boolean) return Value(converted->boolean() ? "true" : "false");
    if (kind == Kind::number) {
        const bool wants_whole =
            std::string_view("bdoxX").find(verb.mode) != std::string_view::npos;
        if (!wants_whole) return Value(fraction(verb, converted->number()));
        if (!converted->number().is_whole()) return unsupported(verb, "an integer is required");
        return Value(whole(verb, converted->number()));
    }
    std::string text = converted->text();
    if (verb.precision.value_or(0) > 0) text = first_graphemes(text, *verb.precision);
    if (verb.mode == 's') return Value(padded(verb, std::move(text)));
    std::string json;
    append_json(json, text);
    return Value(padded(verb, std::move(json)));
}

Outcome format_text(std::string_view format, Arguments values) {
    std::string out;
    std::size_t highest = 0;
    std::size_t next = 1;
    for (std::size_t at = 0; at < format.size();) {
        if (format[at] != '%') {
            const std::size_t end = std::min(format.find('%', at), format.size());
            out += format.substr(at, end - at);
            at = end;
            continue;
        }
        if (at + 1 < format.size() && format[at + 1] == '%') {
            out += '%';
            at += 2;
            continue;
        }
        const auto verb = read_verb(format, at, next);
        if (!verb) return fault(verb.error().message);
        if (verb->width.value_or(0) > widest || verb->precision.value_or(0) > widest)
            return std::optional<Value>();
        highest = std::max(highest, verb->argument);
        if (verb->argument == 0 || verb->argument > values.size()) {
            return fault(
                fmt::format("not enough arguments for {} at {}: need index {} but have {} total",
                            quoted(verb->raw), verb->offset, verb->argument, values.size()));
        }
        const Outcome text = formatted(*verb, values[verb->argument - 1]);
        if (!text) return text;
        out += (*text).text();
        if (out.size() > max_text_size) return std::optional<Value>();
        next = verb->argument + 1;
        at += verb->raw.size();
    }
    if (highest >= values.size()) return Value(std::move(out));
    if (highest == 0) return fault(1, "too many arguments; no verbs in format string");
    return fault(highest + 1,
                 fmt::format("too many arguments; only {} used by format string", highest));
}

Outcome format(Arguments in) {
    return format_text(in[0].text(), in.subspan(1));
}

/// The number of results, or the arguments that do not agree.
Result<std::size_t> iterations(Arguments values, CallError& error) {
    std::size_t length = 1;
    std::optional<std::size_t> chooser;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!values[i].has_value() || !values[i].type().is_listing()) continue;
        const std::size_t own = values[i].length();
        if (chooser && own != length) {
            error =
                fault(i + 1, fmt::format("argument {} has length {}, which is inconsistent with "
                                         "argument {} of length {}",
                                         i + 1, own, *chooser + 1, length));
            return Error{error.message};
        }
        length = own;
        if (!chooser) chooser = i;
    }
    return length;
}

Outcome format_list(Arguments in) {
    const Arguments values = in.subspan(1);
    for (const Value& value : values) {
        if (!value.is_known() && (value.is(Kind::dynamic) || value.type().is_listing()))
            return Value::unknown(Type::list(Kind::string), value.cause());
    }
    CallError error;
    const auto count = iterations(values, error);
    if (!count) return error;
    Value::Elements out;
    for (std::size_t i = 0; i < *count; ++i) {
        Value::Elements row;
        Cause cause;
        bool known = true;
        for (const Value& value : values) {
            const bool listing = value.has_value() && value.type().is_listing();
            row.push_back(listing ? value.elements()[i] : value);
            if (known && !row.back().is_wholly_known()) {
                known = false;
                cause = row.back().cause();
            }
        }
        if (!known) {
            out.push_back(Value::unknown(Kind::string, cause));
            continue;
        }
        Outcome text = format_text(in[0].text(), row);
        if (!text && values.empty()) return text;
        if (!text)
            return fault(fmt::format("error on format iteration {}: {}", i, text.error().message));
        out.push_back(*text);
    }
    return Value::list(Kind::string, std::move(out));
}

} // namespace

std::vector<Function> format_functions() {
    Parameter args = any("args");
    args.allows_null = true;
    Parameter listed = args;
    listed.allows_unknown = true;
    return {
        {"format", {text("format")}, args, Kind::string, format, true},
        {"formatlist", {text("format")}, listed, Type::list(Kind::string), format_list},
    };
}

} // namespace dflint::bake
