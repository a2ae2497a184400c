// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/span.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace dflint::shell {

/// Collects the text of a word after quote removal. As long as the pieces touch each other it is a
/// slice of the text; from the first gap on, a copy at the end of a scratch buffer. The values of
/// nested words are finished before the outer one goes on, so all of them share one buffer.
class Value {
public:
    Value(std::string_view text, std::string& scratch) : text_(text), scratch_(scratch) {}

    void add(std::uint32_t begin, std::uint32_t end) {
        if (begin == end) return;
        if (copied_) {
            scratch_.append(text_.substr(begin, end - begin));
        } else if (slice_.empty()) {
            slice_ = {begin, end};
        } else if (slice_.end == begin) {
            slice_.end = end;
        } else {
            copy();
            scratch_.append(text_.substr(begin, end - begin));
        }
    }
    /// Adds bytes that do not stand in the text: a decoded escape.
    void add(std::string_view decoded) {
        if (!copied_) copy();
        scratch_.append(decoded);
    }

    [[nodiscard]] bool is_slice() const { return !copied_; }
    [[nodiscard]] Span slice() const { return slice_; }
    /// The bytes of a value that is no slice; `release` gives them back to the buffer.
    [[nodiscard]] std::string_view copied() const {
        return std::string_view(scratch_).substr(base_);
    }
    void release() {
        if (copied_) scratch_.resize(base_);
    }

private:
    void copy() {
        copied_ = true;
        base_ = scratch_.size();
        scratch_.append(text_.substr(slice_.begin, slice_.size()));
    }

    std::string_view text_;
    std::string& scratch_;
    Span slice_{};
    std::size_t base_ = 0;
    bool copied_ = false;
};

} // namespace dflint::shell
