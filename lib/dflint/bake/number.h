// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace dflint::bake {

/// A number as cty keeps it: a binary float with up to 512 bits of mantissa, or an infinity.
/// Outside law: Go's math/big.Float, whose precision is part of the value and decides how many
/// digits are printed. Cheap to copy; a small whole number needs no memory of its own.
class Number {
public:
    /// Bits of a number that was written in decimal.
    static constexpr std::uint32_t written_precision = 512;
    /// No power of ten beyond this is computed; who writes one is told.
    static constexpr std::int64_t max_exponent = 5000;

    Number() = default;
    Number(std::int64_t whole) : whole_(whole) {}

    /// 1, -1.5, 1e5; nothing for other texts and for exponents past `max_exponent`.
    [[nodiscard]] static std::optional<Number> parse(std::string_view text);
    /// Digits of any base up to 62, as Go's big.Int reads them (with sign); any size.
    [[nodiscard]] static std::optional<Number> parse_whole(std::string_view digits, unsigned base);
    [[nodiscard]] static Number from_double(double value);
    [[nodiscard]] static Number infinity(bool negative);

    [[nodiscard]] bool is_infinite() const;
    [[nodiscard]] bool is_whole() const;
    [[nodiscard]] int sign() const;
    /// Nothing unless it is whole and fits.
    [[nodiscard]] std::optional<std::int64_t> as_int64() const;
    [[nodiscard]] double as_double() const;

    /// All digits, never an exponent: the fewest that give the same number back.
    [[nodiscard]] std::string text() const;
    /// As above, but 1e+06 where the exponent is below -4 or above 5 (Go's %v).
    [[nodiscard]] std::string general_text() const;
    /// Go's %e, %f, %g (and E, G) with `digits` after the point (%g: in all; -1: the fewest).
    [[nodiscard]] std::string text(char verb, int digits) const;
    /// The whole part in a base of 2 to 16, lower case, with its sign.
    [[nodiscard]] std::string whole_text(unsigned base) const;

    [[nodiscard]] Number negated() const;
    [[nodiscard]] Number absolute() const;
    /// Towards zero, down, up.
    [[nodiscard]] Number truncated() const;
    [[nodiscard]] Number floor() const;
    [[nodiscard]] Number ceil() const;

    /// Nothing where mathematics has no answer: opposing infinities, zero by zero, and so on.
    [[nodiscard]] static std::optional<Number> add(const Number& a, const Number& b);
    [[nodiscard]] static std::optional<Number> subtract(const Number& a, const Number& b);
    [[nodiscard]] static std::optional<Number> multiply(const Number& a, const Number& b);
    [[nodiscard]] static std::optional<Number> divide(const Number& a, const Number& b);
    [[nodiscard]] static std::optional<Number> modulo(const Number& a, const Number& b);

    friend std::strong_ordering operator<=>(const Number& a, const Number& b);
    friend bool operator==(const Number& a, const Number& b) { return (a <=> b) == 0; }

private:
    friend struct NumberParts;
    struct Big;
    explicit Number(std::shared_ptr<const Big> big) : big_(std::move(big)) {}

    std::int64_t whole_ = 0; ///< the value while `big_` is empty; precision 64
    std::shared_ptr<const Big> big_;
};

} // namespace dflint::bake
