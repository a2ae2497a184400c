// SPDX-License-Identifier: Apache-2.0
#include "dflint/fix/offset_map.h"

#include <algorithm>

namespace dflint::fix {

OffsetMap::OffsetMap(std::span<const Edit> edits, std::uint32_t byte_count) {
    std::uint32_t before = 0;
    std::uint32_t after = 0;
    const auto keep = [&](std::uint32_t end) {
        const std::uint32_t size = end - before;
        kept_.push_back({{before, end}, {after, after + size}});
        after += size;
    };
    for (const Edit& edit : edits) {
        keep(edit.at.begin);
        before = edit.at.end;
        after += static_cast<std::uint32_t>(edit.text.size());
    }
    keep(byte_count);
}

std::vector<Kept> OffsetMap::kept_in(Span after) const {
    std::vector<Kept> found;
    auto at = std::partition_point(kept_.begin(), kept_.end(), [after](const Kept& each) {
        return each.after.end <= after.begin;
    });
    for (; at != kept_.end() && at->after.begin < after.end; ++at) {
        const std::uint32_t begin = std::max(at->after.begin, after.begin);
        const std::uint32_t end = std::min(at->after.end, after.end);
        if (begin >= end) continue;
        const std::uint32_t shift = at->before.begin - at->after.begin; // may wrap, and back
        found.push_back({{begin + shift, end + shift}, {begin, end}});
    }
    return found;
}

std::uint32_t OffsetMap::before(std::uint32_t after) const {
    const auto at = std::partition_point(kept_.begin(), kept_.end(), [after](const Kept& each) {
        return each.after.begin <= after;
    });
    // The first piece begins at 0, so there is one at or before the place.
    const Kept& piece = *std::prev(at);
    return std::min(piece.before.begin + (after - piece.after.begin), piece.before.end);
}

std::uint32_t OffsetMap::after(std::uint32_t before) const {
    const auto at = std::partition_point(kept_.begin(), kept_.end(), [before](const Kept& each) {
        return each.before.end <= before;
    });
    if (at == kept_.end()) return kept_.back().after.end;
    if (before < at->before.begin) return at->after.begin;
    return at->after.begin + (before - at->before.begin);
}

} // namespace dflint::fix
