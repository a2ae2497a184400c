// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/number.h"

#include <boost/multiprecision/cpp_int.hpp>

namespace dflint::bake {

using BigInt = boost::multiprecision::cpp_int;

/// A number taken apart: (-1)^negative * mantissa * 2^exponent, mantissa >= 0. Of an infinity only
/// the sign counts. Included by number*.cpp only: its header costs seconds.
struct NumberParts {
    BigInt mantissa = 0;
    std::int64_t exponent = 0;
    std::uint32_t precision = 64;
    bool negative = false;
    bool infinite = false;

    [[nodiscard]] static NumberParts of(const Number& number);
    /// The number these parts stand for, rounded to their precision.
    [[nodiscard]] Number rounded(bool rest) &&;
};

struct Number::Big {
    NumberParts parts;
};

} // namespace dflint::bake
