// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/fix.h"
#include "dflint/source/span.h"

#include <cstdint>
#include <span>
#include <vector>

namespace dflint::fix {

/// Bytes that were kept: the same text at two places.
struct Kept {
    Span before; ///< in the text before the edits
    Span after;  ///< in the text after them; same size
};

/// Where the bytes of a text went when edits were made.
class OffsetMap {
public:
    /// `edits` are in order and do not overlap; `byte_count` is the size of the text before them.
    OffsetMap(std::span<const Edit> edits, std::uint32_t byte_count);

    [[nodiscard]] const std::vector<Kept>& kept() const { return kept_; }
    /// The kept bytes that lie in a span of the text after the edits.
    [[nodiscard]] std::vector<Kept> kept_in(Span after) const;
    /// Where a place of the new text stood before: inserted bytes stand where they were inserted.
    [[nodiscard]] std::uint32_t before(std::uint32_t after) const;
    /// Where a kept byte stands now; for other places where the next kept byte stands.
    [[nodiscard]] std::uint32_t after(std::uint32_t before) const;

private:
    std::vector<Kept> kept_; ///< sorted, the empty ones too
};

} // namespace dflint::fix
