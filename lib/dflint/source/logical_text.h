// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/span.h"

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace dflint {

/// One instruction (or heredoc body, or script) as its reader sees it: continuations, inner
/// comments and line ends removed, with a map back to the bytes of the file. A view: the text is
/// either a slice of the file (one physical line) or owned by the tree that made it.
class LogicalText {
public:
    /// From `logical` on, the bytes come from `file` on, one to one, until the next segment.
    struct Segment {
        std::uint32_t logical;
        std::uint32_t file;
        /// Bytes before `file` that make up the segment's first byte together with it: the rest of
        /// an escape sequence, such as the backslash of `\"` in a JSON string.
        std::uint32_t lead = 0;
    };

    LogicalText() = default;
    /// A text that stands in the file as it is.
    LogicalText(std::string_view text, std::uint32_t file_begin)
        : text_(text), only_{0, file_begin} {}
    /// `segments` is sorted, not empty, and starts at logical offset 0.
    LogicalText(std::string_view text, std::vector<Segment> segments)
        : text_(text), only_(segments.front()) {
        assert(only_.logical == 0);
        if (segments.size() > 1) segments_ = std::move(segments);
    }

    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] std::string_view slice(Span logical) const {
        return text_.substr(logical.begin, logical.size());
    }
    /// Never empty.
    [[nodiscard]] std::span<const Segment> segments() const {
        return segments_.empty() ? std::span(&only_, 1) : std::span(segments_);
    }

    /// Where the logical byte begins in the file. The offset may be the size of the text.
    [[nodiscard]] std::uint32_t in_file(std::uint32_t logical) const {
        const Segment& segment = segment_at(logical);
        if (logical == segment.logical) return segment.file - segment.lead;
        return segment.file + (logical - segment.logical);
    }
    /// The file bytes of a logical range. Its end is mapped through its last byte, so a range that
    /// stops at a join never swallows the continuation behind it.
    [[nodiscard]] Span in_file(Span logical) const {
        std::size_t near = 0;
        return in_file(logical, near);
    }
    /// The same, for ranges that are asked for one after the other: `near` holds where the last
    /// look ended, 0 at first.
    [[nodiscard]] Span in_file(Span logical, std::size_t& near) const {
        if (segments_.empty()) return in_segment(only_, logical);
        const bool is_near = near + 1 < segments_.size() &&
                             segments_[near].logical <= logical.begin &&
                             logical.begin < segments_[near + 1].logical &&
                             logical.end <= segments_[near + 1].logical;
        return is_near ? in_segment(segments_[near], logical) : in_segments(logical, near);
    }
    /// True when the file bytes of the range are the range's bytes: no continuation inside.
    [[nodiscard]] bool is_contiguous(Span logical) const {
        return in_file(logical).size() == logical.size();
    }
    /// The part [logical.begin, logical.end) as a text of its own, offsets counting from its begin.
    [[nodiscard]] LogicalText part(Span logical) const;
    /// `text` was made of this one by taking escapes and quotes out of it; `pieces` say which byte
    /// of it came from where in this text, as segments do. It is mapped to the file through both.
    [[nodiscard]] LogicalText rewritten(std::string_view text,
                                        const std::vector<Segment>& pieces) const;

private:
    [[nodiscard]] static Span in_segment(const Segment& segment, Span logical) {
        const std::uint32_t lead = logical.begin == segment.logical ? segment.lead : 0;
        const std::uint32_t begin = segment.file + (logical.begin - segment.logical) - lead;
        return {begin, logical.empty() ? begin : segment.file + (logical.end - segment.logical)};
    }
    [[nodiscard]] Span in_segments(Span logical, std::size_t& near) const;
    [[nodiscard]] std::uint32_t last_byte(std::uint32_t logical) const {
        const Segment& segment = segment_at(logical);
        return segment.file + (logical - segment.logical);
    }
    [[nodiscard]] const Segment& segment_at(std::uint32_t logical) const {
        return segments_.empty() ? only_ : segments_[index_of(logical)];
    }
    /// Index of the segment that holds the logical offset.
    [[nodiscard]] std::size_t index_of(std::uint32_t logical) const;

    std::string_view text_;
    Segment only_{0, 0};            ///< nearly every text has one: no memory of its own for it
    std::vector<Segment> segments_; ///< empty when there is one
};

} // namespace dflint
