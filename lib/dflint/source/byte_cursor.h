// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/span.h"

#include <cstddef>
#include <string_view>

namespace dflint {

/// Tells which spans of a text hold a byte. They are asked for in order of place: all of the text
/// is searched once, however many there are.
class ByteCursor {
public:
    ByteCursor(std::string_view text, char byte)
        : text_(text), byte_(byte), next_(text.find(byte)) {}

    [[nodiscard]] bool is_in(Span at) {
        if (next_ < at.begin) next_ = text_.find(byte_, at.begin);
        return next_ < at.end;
    }

private:
    std::string_view text_;
    char byte_;
    std::size_t next_; ///< the first one that is not before the last span; npos: no more
};

} // namespace dflint
