// SPDX-License-Identifier: Apache-2.0
#include "dflint/source/logical_text.h"

#include <algorithm>

namespace dflint {

namespace {
/// Index of the segment that holds the logical offset.
std::size_t segment_of(const std::vector<LogicalText::Segment>& segments, std::uint32_t logical) {
    if (segments.size() == 1) return 0;
    const auto after = std::upper_bound(
        segments.begin(), segments.end(), logical,
        [](std::uint32_t offset, const auto& segment) { return offset < segment.logical; });
    return static_cast<std::size_t>(after - segments.begin()) - 1;
}
} // namespace

std::uint32_t LogicalText::in_file(std::uint32_t logical) const {
    const Segment& segment = segments_[segment_of(segments_, logical)];
    if (logical == segment.logical) return segment.file - segment.lead;
    return segment.file + (logical - segment.logical);
}

std::uint32_t LogicalText::last_byte(std::uint32_t logical) const {
    const Segment& segment = segments_[segment_of(segments_, logical)];
    return segment.file + (logical - segment.logical);
}

LogicalText LogicalText::part(Span logical) const {
    std::vector<Segment> segments;
    for (std::size_t i = segment_of(segments_, logical.begin); i < segments_.size(); ++i) {
        const Segment& segment = segments_[i];
        if (segment.logical >= logical.end && !segments.empty()) break;
        const std::uint32_t begin = std::max(segment.logical, logical.begin);
        segments.push_back({begin - logical.begin, segment.file + (begin - segment.logical),
                            begin == segment.logical ? segment.lead : 0});
    }
    return {text_.substr(logical.begin, logical.size()), std::move(segments)};
}

LogicalText LogicalText::rewritten(std::string_view text,
                                   const std::vector<Segment>& pieces) const {
    std::vector<Segment> segments;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const Segment& piece = pieces[i];
        const std::uint32_t end =
            i + 1 < pieces.size() ? pieces[i + 1].logical : static_cast<std::uint32_t>(text.size());
        const std::uint32_t file = last_byte(piece.file);
        segments.push_back({piece.logical, file, file - in_file(piece.file - piece.lead)});
        const std::uint32_t size = std::max(end, piece.logical + 1) - piece.logical;
        for (std::size_t j = segment_of(segments_, piece.file) + 1;
             j < segments_.size() && segments_[j].logical < piece.file + size; ++j) {
            segments.push_back({piece.logical + (segments_[j].logical - piece.file),
                                segments_[j].file, segments_[j].lead});
        }
    }
    if (segments.empty()) segments.push_back({0, in_file(0U)});
    return {text, std::move(segments)};
}

} // namespace dflint
