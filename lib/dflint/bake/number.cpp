// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/number.h"

#include "dflint/bake/number_parts.h"

#include <cmath>
#include <limits>

namespace dflint::bake {

namespace {

using Parts = NumberParts;

/// 2^bits of a positive number.
BigInt shifted(const BigInt& value, std::int64_t bits) {
    if (bits >= 0) return value << static_cast<unsigned>(bits);
    return value >> static_cast<unsigned>(-bits);
}

std::int64_t bit_count(const BigInt& magnitude) {
    return magnitude.is_zero() ? 0 : static_cast<std::int64_t>(msb(magnitude)) + 1;
}

/// To `precision` bits, nearest, ties to even. `rest` says that bits below were cut off before.
void round(BigInt& mantissa, std::int64_t& exponent, std::uint32_t precision, bool rest) {
    const std::int64_t excess = bit_count(mantissa) - static_cast<std::int64_t>(precision);
    if (excess <= 0) return;
    const auto cut = static_cast<unsigned>(excess);
    const bool half = bit_test(mantissa, cut - 1);
    const bool below = rest || (half && lsb(mantissa) < cut - 1);
    mantissa >>= cut;
    exponent += excess;
    if (half && (below || bit_test(mantissa, 0))) ++mantissa;
}

Parts aligned(const Parts& value, std::int64_t exponent) {
    Parts result = value;
    result.mantissa <<= static_cast<unsigned>(value.exponent - exponent);
    result.exponent = exponent;
    return result;
}

BigInt signed_mantissa(const Parts& value) {
    return value.negative ? BigInt(-value.mantissa) : value.mantissa;
}

/// -1, 0, 1 for finite numbers.
int compare(const Parts& a, const Parts& b) {
    const std::int64_t exponent = std::min(a.exponent, b.exponent);
    const BigInt left = signed_mantissa(aligned(a, exponent));
    const BigInt right = signed_mantissa(aligned(b, exponent));
    return left < right ? -1 : left == right ? 0 : 1;
}

Parts sum(const Parts& a, Parts b, bool subtracts) {
    if (subtracts) b.negative = !b.negative;
    const std::int64_t exponent = std::min(a.exponent, b.exponent);
    Parts result;
    result.mantissa = signed_mantissa(aligned(a, exponent)) + signed_mantissa(aligned(b, exponent));
    result.negative = result.mantissa < 0;
    if (result.negative) result.mantissa = -result.mantissa;
    result.exponent = exponent;
    result.precision = std::max(a.precision, b.precision);
    return result;
}

} // namespace

NumberParts NumberParts::of(const Number& number) {
    if (number.big_) return number.big_->parts;
    Parts parts;
    parts.negative = number.whole_ < 0;
    parts.mantissa = number.whole_;
    if (parts.negative) parts.mantissa = -parts.mantissa;
    parts.precision = 64;
    return parts;
}

Number NumberParts::rounded(bool rest) && {
    // Nobody's bake file needs more; without an end, a line of squares would fill the memory.
    constexpr std::int64_t widest = 1 << 16;
    round(mantissa, exponent, precision, rest);
    if (exponent > widest) infinite = true;
    if (exponent < -widest) mantissa = 0;
    if (mantissa.is_zero() && !infinite) {
        exponent = 0;
        negative = false;
    }
    while (exponent < 0 && !mantissa.is_zero() && !bit_test(mantissa, 0)) {
        const auto zeros =
            std::min<std::int64_t>(static_cast<std::int64_t>(lsb(mantissa)), -exponent);
        mantissa >>= static_cast<unsigned>(zeros);
        exponent += zeros;
    }
    if (precision == 64 && !infinite && exponent >= 0 && bit_count(mantissa) + exponent < 63) {
        const auto whole = static_cast<std::int64_t>(shifted(mantissa, exponent));
        return Number(negative ? -whole : whole);
    }
    return Number(std::make_shared<const Number::Big>(Number::Big{std::move(*this)}));
}

std::optional<Number> Number::parse_whole(std::string_view digits, unsigned base) {
    Parts parts;
    if (!digits.empty() && (digits.front() == '-' || digits.front() == '+')) {
        parts.negative = digits.front() == '-';
        digits.remove_prefix(1);
    }
    if (digits.empty()) return std::nullopt;
    for (const char letter : digits) {
        unsigned value = 99;
        if (letter >= '0' && letter <= '9') value = static_cast<unsigned>(letter - '0');
        if (letter >= 'a' && letter <= 'z') value = static_cast<unsigned>(letter - 'a') + 10;
        // Up to base 36 the case of letters is ignored, above it capitals follow the small ones.
        if (letter >= 'A' && letter <= 'Z')
            value = static_cast<unsigned>(letter - 'A') + (base <= 36 ? 10 : 36);
        if (value >= base) return std::nullopt;
        parts.mantissa *= base;
        parts.mantissa += value;
    }
    // big.Float.SetInt: as many bits as the integer has, at least 64.
    parts.precision =
        static_cast<std::uint32_t>(std::max<std::int64_t>(bit_count(parts.mantissa), 64));
    return std::move(parts).rounded(false);
}

Number Number::from_double(double value) {
    if (std::isinf(value)) return infinity(value < 0);
    int exponent = 0;
    const double mantissa = std::frexp(std::fabs(value), &exponent);
    Parts parts;
    parts.negative = value < 0;
    parts.mantissa = static_cast<std::uint64_t>(std::ldexp(mantissa, 53));
    parts.exponent = exponent - 53;
    parts.precision = 53;
    return std::move(parts).rounded(false);
}

Number Number::infinity(bool negative) {
    Parts parts;
    parts.infinite = true;
    parts.negative = negative;
    return std::move(parts).rounded(false);
}

bool Number::is_infinite() const {
    return big_ && big_->parts.infinite;
}

bool Number::is_whole() const {
    if (!big_) return true;
    const Parts& parts = big_->parts;
    return !parts.infinite && (parts.exponent >= 0 || parts.mantissa.is_zero());
}

int Number::sign() const {
    if (!big_) return whole_ < 0 ? -1 : whole_ > 0 ? 1 : 0;
    const Parts& parts = big_->parts;
    if (!parts.infinite && parts.mantissa.is_zero()) return 0;
    return parts.negative ? -1 : 1;
}

std::optional<std::int64_t> Number::as_int64() const {
    if (!big_) return whole_;
    if (!is_whole()) return std::nullopt;
    const Parts& parts = big_->parts;
    if (bit_count(parts.mantissa) + parts.exponent > 63) return std::nullopt;
    const auto whole = static_cast<std::int64_t>(shifted(parts.mantissa, parts.exponent));
    return parts.negative ? -whole : whole;
}

double Number::as_double() const {
    const Parts parts = Parts::of(*this);
    if (parts.infinite) {
        const double inf = std::numeric_limits<double>::infinity();
        return parts.negative ? -inf : inf;
    }
    BigInt mantissa = parts.mantissa;
    std::int64_t exponent = parts.exponent;
    round(mantissa, exponent, 53, false);
    const double magnitude =
        std::ldexp(static_cast<double>(static_cast<std::uint64_t>(mantissa)),
                   static_cast<int>(std::clamp<std::int64_t>(exponent, -100000, 100000)));
    return parts.negative ? -magnitude : magnitude;
}

Number Number::negated() const {
    Parts parts = Parts::of(*this);
    parts.negative = !parts.negative;
    return std::move(parts).rounded(false);
}

Number Number::absolute() const {
    return sign() < 0 ? negated() : *this;
}

Number Number::truncated() const {
    if (is_whole() || is_infinite()) return *this;
    Parts parts = Parts::of(*this);
    parts.mantissa = shifted(parts.mantissa, parts.exponent);
    parts.exponent = 0;
    return std::move(parts).rounded(false);
}

Number Number::floor() const {
    const Number whole = truncated();
    if (whole == *this || sign() >= 0) return whole;
    return *subtract(whole, 1);
}

Number Number::ceil() const {
    const Number whole = truncated();
    if (whole == *this || sign() <= 0) return whole;
    return *add(whole, 1);
}

std::strong_ordering operator<=>(const Number& a, const Number& b) {
    if (!a.big_ && !b.big_) return a.whole_ <=> b.whole_;
    if (a.is_infinite() || b.is_infinite()) {
        const int left = a.is_infinite() ? a.sign() : 0;
        const int right = b.is_infinite() ? b.sign() : 0;
        return left <=> right;
    }
    return compare(Parts::of(a), Parts::of(b)) <=> 0;
}

namespace {

std::optional<Number> sum_of(const Number& a, const Number& b, bool subtracts) {
    if (a.is_infinite() || b.is_infinite()) {
        const int other = subtracts ? -b.sign() : b.sign();
        if (a.is_infinite() && b.is_infinite() && a.sign() != other) return std::nullopt;
        return Number::infinity((a.is_infinite() ? a.sign() : other) < 0);
    }
    return sum(Parts::of(a), Parts::of(b), subtracts).rounded(false);
}

} // namespace

std::optional<Number> Number::add(const Number& a, const Number& b) {
    std::int64_t result = 0;
    const bool small = !a.big_ && !b.big_;
    if (small && !__builtin_add_overflow(a.whole_, b.whole_, &result)) return Number(result);
    return sum_of(a, b, false);
}

std::optional<Number> Number::subtract(const Number& a, const Number& b) {
    std::int64_t result = 0;
    const bool small = !a.big_ && !b.big_;
    if (small && !__builtin_sub_overflow(a.whole_, b.whole_, &result)) return Number(result);
    return sum_of(a, b, true);
}

std::optional<Number> Number::multiply(const Number& a, const Number& b) {
    if (a.is_infinite() || b.is_infinite()) {
        if (a.sign() == 0 || b.sign() == 0) return std::nullopt;
        return infinity(a.sign() != b.sign());
    }
    const Parts left = Parts::of(a);
    const Parts right = Parts::of(b);
    Parts result;
    result.mantissa = left.mantissa * right.mantissa;
    result.exponent = left.exponent + right.exponent;
    result.negative = left.negative != right.negative;
    result.precision = std::max(left.precision, right.precision);
    return std::move(result).rounded(false);
}

std::optional<Number> Number::divide(const Number& a, const Number& b) {
    const bool both_infinite = a.is_infinite() && b.is_infinite();
    if (both_infinite || (a.sign() == 0 && b.sign() == 0)) return std::nullopt;
    const Parts left = Parts::of(a);
    const Parts right = Parts::of(b);
    if (a.is_infinite() || b.sign() == 0) return infinity(left.negative != right.negative);
    if (b.is_infinite()) return Number(0);
    Parts result;
    result.precision = std::max(left.precision, right.precision);
    // Two bits more than are kept; what is still missing is the sticky rest.
    const std::int64_t shift = std::max<std::int64_t>(
        0, bit_count(right.mantissa) - bit_count(left.mantissa) + result.precision + 2);
    BigInt rest;
    divide_qr(BigInt(left.mantissa << static_cast<unsigned>(shift)), right.mantissa,
              result.mantissa, rest);
    result.exponent = left.exponent - right.exponent - shift;
    result.negative = left.negative != right.negative;
    const bool inexact = !rest.is_zero();
    if (inexact) {
        // One sticky bit below everything that rounding looks at.
        result.mantissa <<= 1;
        ++result.mantissa;
        --result.exponent;
    }
    return std::move(result).rounded(false);
}

std::optional<Number> Number::modulo(const Number& a, const Number& b) {
    if (a.is_infinite() || b.is_infinite()) return multiply(a, b);
    if (b.sign() == 0) return a;
    const auto product = multiply(divide(a, b)->truncated(), b);
    return product ? subtract(a, *product) : std::nullopt;
}

} // namespace dflint::bake
