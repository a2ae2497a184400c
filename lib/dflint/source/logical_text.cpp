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
    return segment.file + (logical - segment.logical);
}

LogicalText LogicalText::part(Span logical) const {
    std::vector<Segment> segments;
    for (std::size_t i = segment_of(segments_, logical.begin); i < segments_.size(); ++i) {
        const Segment& segment = segments_[i];
        if (segment.logical >= logical.end && !segments.empty()) break;
        const std::uint32_t begin = std::max(segment.logical, logical.begin);
        segments.push_back({begin - logical.begin, segment.file + (begin - segment.logical)});
    }
    return {text_.substr(logical.begin, logical.size()), std::move(segments)};
}

} // namespace dflint
