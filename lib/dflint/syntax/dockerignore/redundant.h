// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/dockerignore/ast.h"

#include <cstdint>
#include <vector>

namespace dflint::dockerignore {

/// A pattern without which the file decides the same about every path there may be.
struct Redundant {
    enum class Why : std::uint8_t {
        outside,      ///< no path of a context can match
        repeated,     ///< `because_of` is the same pattern
        covered,      ///< `because_of` ignores all of it before
        takes_nothing ///< a negation of what nothing before it ignores
    };
    Why why = Why::outside;
    const Pattern* pattern = nullptr;
    const Pattern* because_of = nullptr; ///< nothing for `outside` and `takes_nothing`
};

/// The redundant patterns, in order of place: only those of which it is certain, whatever files
/// there are. Any one of them may go; all of them may go together. Linear in the size of the file.
[[nodiscard]] std::vector<Redundant> redundant_patterns(const File& file);

} // namespace dflint::dockerignore
