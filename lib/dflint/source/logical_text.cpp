// SPDX-License-Identifier: Apache-2.0
#include "dflint/source/logical_text.h"

#include <algorithm>

namespace dflint {

std::size_t LogicalText::index_of(std::uint32_t logical) const {
    const std::span<const Segment> all = segments();
    const auto after = std::upper_bound(
        all.begin(), all.end(), logical,
        [](std::uint32_t offset, const Segment& segment) { return offset < segment.logical; });
    return static_cast<std::size_t>(after - all.begin()) - 1;
}

Span LogicalText::in_segments(Span logical, std::size_t& near) const {
    constexpr std::size_t max_steps = 4;
    const std::size_t last = segments_.size() - 1;
    const auto holds = [&](std::size_t i) {
        return i == last || logical.begin < segments_[i + 1].logical;
    };
    if (near > last || logical.begin < segments_[near].logical) near = index_of(logical.begin);
    for (const std::size_t end = near + max_steps; !holds(near); ++near) {
        if (near == end) {
            near = index_of(logical.begin);
            break;
        }
    }
    const Segment& segment = segments_[near];
    const bool ends_here = near == last || logical.end <= segments_[near + 1].logical;
    if (ends_here) return in_segment(segment, logical);
    return {in_segment(segment, {logical.begin, logical.begin}).begin,
            last_byte(logical.end - 1) + 1};
}

LogicalText LogicalText::part(Span logical) const {
    const std::string_view text = text_.substr(logical.begin, logical.size());
    if (segments_.empty() && only_.lead == 0) return {text, in_file(logical.begin)};
    const std::span<const Segment> whole = segments();
    const std::size_t first = index_of(logical.begin);
    std::vector<Segment> inside;
    inside.reserve(whole.size() - first);
    for (std::size_t i = first; i < whole.size(); ++i) {
        const Segment& segment = whole[i];
        if (segment.logical >= logical.end && !inside.empty()) break;
        const std::uint32_t begin = std::max(segment.logical, logical.begin);
        inside.push_back({begin - logical.begin, segment.file + (begin - segment.logical),
                          begin == segment.logical ? segment.lead : 0});
    }
    return {text, std::move(inside)};
}

LogicalText LogicalText::rewritten(std::string_view text,
                                   const std::vector<Segment>& pieces) const {
    const std::span<const Segment> whole = segments();
    std::vector<Segment> inside;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const Segment& piece = pieces[i];
        const std::uint32_t end =
            i + 1 < pieces.size() ? pieces[i + 1].logical : static_cast<std::uint32_t>(text.size());
        const std::uint32_t file = last_byte(piece.file);
        inside.push_back({piece.logical, file, file - in_file(piece.file - piece.lead)});
        const std::uint32_t size = std::max(end, piece.logical + 1) - piece.logical;
        for (std::size_t j = index_of(piece.file) + 1;
             j < whole.size() && whole[j].logical < piece.file + size; ++j) {
            inside.push_back(
                {piece.logical + (whole[j].logical - piece.file), whole[j].file, whole[j].lead});
        }
    }
    if (inside.empty()) inside.push_back({0, in_file(0U)});
    return {text, std::move(inside)};
}

} // namespace dflint
