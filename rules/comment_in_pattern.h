// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace dflint::rules {

/// Where a pattern of an ignore file, as written, looks like it has a comment: a `#` in front, or
/// behind a blank. npos when it does not.
[[nodiscard]] inline std::size_t comment_in_pattern(std::string_view text) {
    for (std::size_t hash = text.find('#'); hash != text.npos; hash = text.find('#', hash + 1)) {
        if (hash == 0 || text[hash - 1] == ' ' || text[hash - 1] == '\t') return hash;
    }
    return text.npos;
}

} // namespace dflint::rules
