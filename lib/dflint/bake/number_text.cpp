// SPDX-License-Identifier: Apache-2.0
// Numbers from and to decimal text, as Go's big.Float reads and prints them.
#include "dflint/bake/number_parts.h"

#include <algorithm>
#include <fmt/format.h>

namespace dflint::bake {

namespace {

/// 0.digits * 10^point; no trailing zeros; zero has no digits.
struct Decimal {
    std::string digits;
    std::int64_t point = 0;

    void trim() {
        digits.erase(digits.find_last_not_of('0') + 1);
        const std::size_t zeros = std::min(digits.find_first_not_of('0'), digits.size());
        digits.erase(0, zeros);
        point = digits.empty() ? 0 : point - static_cast<std::int64_t>(zeros);
    }
    void round_up(std::size_t count) {
        digits.resize(count);
        std::size_t at = count;
        while (at > 0 && digits[at - 1] == '9') --at;
        if (at == 0) {
            digits = "1";
            ++point;
            return;
        }
        ++digits[at - 1];
        digits.resize(at);
    }
    /// Half to even.
    void round(std::int64_t count) {
        if (count < 0) {
            digits.clear();
            point = 0;
            return;
        }
        const auto kept = static_cast<std::size_t>(count);
        if (kept >= digits.size()) return;
        const bool tie = digits[kept] == '5' && kept + 1 == digits.size();
        const bool up = tie ? kept > 0 && (digits[kept - 1] - '0') % 2 != 0 : digits[kept] >= '5';
        if (up) {
            round_up(kept);
        } else {
            digits.resize(kept);
        }
        trim();
    }
};

BigInt power_of_ten(std::int64_t exponent) {
    return pow(BigInt(10), static_cast<unsigned>(exponent));
}

/// mantissa * 2^exponent, scaled by the power of ten that makes it whole.
std::string scaled_digits(const BigInt& mantissa, std::int64_t exponent, std::int64_t scale) {
    if (exponent >= 0) return BigInt(mantissa << static_cast<unsigned>(exponent)).str();
    // 10^scale has at least -exponent factors of two.
    return BigInt((mantissa * power_of_ten(scale)) >> static_cast<unsigned>(-exponent)).str();
}

Decimal exact(const NumberParts& parts) {
    Decimal result;
    const std::int64_t scale = std::max<std::int64_t>(0, -parts.exponent);
    result.digits = scaled_digits(parts.mantissa, parts.exponent, scale);
    result.point = static_cast<std::int64_t>(result.digits.size()) - scale;
    result.trim();
    return result;
}

/// The fewest digits that no other number of this precision is nearer to (big/ftoa, roundShortest).
Decimal shortest(const NumberParts& parts) {
    if (parts.mantissa.is_zero()) return {};
    // The mantissa with one bit more than the precision: its last bit is half a unit.
    const auto bits = static_cast<std::int64_t>(msb(parts.mantissa)) + 1;
    const std::int64_t shift = static_cast<std::int64_t>(parts.precision) + 1 - bits;
    const BigInt mantissa = shift >= 0 ? BigInt(parts.mantissa << static_cast<unsigned>(shift))
                                       : BigInt(parts.mantissa >> static_cast<unsigned>(-shift));
    const std::int64_t exponent = parts.exponent - shift;
    const bool inclusive = !bit_test(mantissa, 1);
    const std::int64_t scale = std::max<std::int64_t>(0, -exponent);
    Decimal result;
    result.digits = scaled_digits(mantissa, exponent, scale);
    std::string lower = scaled_digits(mantissa - 1, exponent, scale);
    std::string upper = scaled_digits(mantissa + 1, exponent, scale);
    const std::size_t width = upper.size();
    lower.insert(0, width - lower.size(), '0');
    result.digits.insert(0, width - result.digits.size(), '0');
    result.point = static_cast<std::int64_t>(width) - scale;
    const auto length = [](const std::string& digits) { return digits.find_last_not_of('0') + 1; };
    const std::size_t lower_length = length(lower);
    const std::size_t upper_length = length(upper);
    for (std::size_t i = 0; i < length(result.digits); ++i) {
        const char digit = result.digits[i];
        const bool down = lower[i] != digit || (inclusive && i + 1 == lower_length);
        const bool up =
            digit != upper[i] && (inclusive || digit + 1 < upper[i] || i + 1 < upper_length);
        if (down && up) {
            result.round(static_cast<std::int64_t>(i) + 1);
            break;
        }
        if (down) {
            result.digits.resize(i + 1);
            break;
        }
        if (up) {
            result.round_up(i + 1);
            break;
        }
    }
    result.trim();
    return result;
}

char digit_at(const Decimal& number, std::int64_t index) {
    if (index < 0 || index >= static_cast<std::int64_t>(number.digits.size())) return '0';
    return number.digits[static_cast<std::size_t>(index)];
}

std::string fixed(const Decimal& number, std::int64_t places) {
    std::string text;
    for (std::int64_t i = 0; i < number.point; ++i) text += digit_at(number, i);
    if (text.empty()) text = "0";
    if (places <= 0) return text;
    text += '.';
    for (std::int64_t i = 0; i < places; ++i) text += digit_at(number, number.point + i);
    return text;
}

std::string with_exponent(const Decimal& number, std::int64_t places, char letter) {
    std::string text(1, digit_at(number, 0));
    if (places > 0) {
        text += '.';
        for (std::int64_t i = 1; i <= places; ++i) text += digit_at(number, i);
    }
    const std::int64_t exponent = number.digits.empty() ? 0 : number.point - 1;
    return text + fmt::format("{}{}{:02}", letter, exponent < 0 ? '-' : '+', std::abs(exponent));
}

std::int64_t places_of(const Decimal& number) {
    return std::max<std::int64_t>(static_cast<std::int64_t>(number.digits.size()) - number.point,
                                  0);
}

} // namespace

std::optional<Number> Number::parse(std::string_view text) {
    NumberParts parts;
    parts.precision = written_precision;
    std::size_t at = 0;
    if (at < text.size() && (text[at] == '-' || text[at] == '+'))
        parts.negative = text[at++] == '-';
    std::string digits;
    std::int64_t exponent = 0;
    bool fraction = false;
    for (; at < text.size(); ++at) {
        const char letter = text[at];
        if (letter == '.' && !fraction) {
            fraction = true;
        } else if (letter >= '0' && letter <= '9') {
            digits += letter;
            if (fraction) --exponent;
        } else {
            break;
        }
    }
    if (digits.empty() || digits.size() > static_cast<std::size_t>(max_exponent))
        return std::nullopt;
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        bool negative = false;
        if (at < text.size() && (text[at] == '-' || text[at] == '+')) negative = text[at++] == '-';
        const std::size_t first = at;
        std::int64_t written = 0;
        for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at)
            written = std::min<std::int64_t>(written * 10 + (text[at] - '0'), 1'000'000);
        if (at == first) return std::nullopt;
        exponent += negative ? -written : written;
    }
    if (at != text.size() || std::abs(exponent) > 2 * max_exponent) return std::nullopt;
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
    parts.mantissa = BigInt(digits);
    if (exponent >= 0) {
        parts.mantissa *= power_of_ten(exponent);
        return std::move(parts).rounded(false);
    }
    const BigInt divisor = power_of_ten(-exponent);
    const unsigned shift = static_cast<unsigned>(msb(divisor)) + written_precision + 2;
    BigInt quotient;
    BigInt rest;
    divide_qr(BigInt(parts.mantissa << shift), divisor, quotient, rest);
    parts.mantissa = (quotient << 1) + (rest.is_zero() ? 0 : 1);
    parts.exponent = -static_cast<std::int64_t>(shift) - 1;
    return std::move(parts).rounded(false);
}

std::string Number::text() const {
    if (!big_) return std::to_string(whole_);
    return text('f', -1);
}

std::string Number::general_text() const {
    return text('g', -1);
}

std::string Number::text(char verb, int digits) const {
    const NumberParts parts = NumberParts::of(*this);
    const std::string sign = parts.negative ? "-" : "";
    if (parts.infinite) return parts.negative ? "-Inf" : "+Inf";
    const bool fewest = digits < 0;
    Decimal number = fewest ? shortest(parts) : exact(parts);
    const char kind = verb == 'E' || verb == 'G' ? static_cast<char>(verb + 32) : verb;
    const char letter = verb == 'E' || verb == 'G' ? 'E' : 'e';
    const auto count = static_cast<std::int64_t>(number.digits.size());
    if (kind == 'f') {
        if (!fewest) number.round(number.point + digits);
        return sign + fixed(number, fewest ? places_of(number) : digits);
    }
    if (kind == 'e') {
        if (!fewest) number.round(digits + 1);
        return sign + with_exponent(number, fewest ? count - 1 : digits, letter);
    }
    const std::int64_t wanted = digits == 0 ? 1 : digits;
    if (!fewest) number.round(wanted);
    const auto kept = static_cast<std::int64_t>(number.digits.size());
    std::int64_t limit = wanted;
    if (limit > kept && kept >= number.point) limit = kept;
    if (fewest) limit = 6;
    const std::int64_t exponent = number.digits.empty() ? 0 : number.point - 1;
    if (exponent < -4 || exponent >= std::max<std::int64_t>(limit, 1))
        return sign + with_exponent(number, kept - 1, letter);
    return sign + fixed(number, places_of(number));
}

std::string Number::whole_text(unsigned base) const {
    const NumberParts parts = NumberParts::of(truncated());
    BigInt rest = parts.mantissa;
    if (parts.exponent > 0) rest <<= static_cast<unsigned>(parts.exponent);
    if (base == 10) return (parts.negative ? "-" : "") + rest.str();
    std::string digits;
    while (!rest.is_zero()) {
        digits += "0123456789abcdef"[static_cast<unsigned>(rest % base)];
        rest /= base;
    }
    if (digits.empty()) digits = "0";
    if (parts.negative) digits += '-';
    std::reverse(digits.begin(), digits.end());
    return digits;
}

} // namespace dflint::bake
