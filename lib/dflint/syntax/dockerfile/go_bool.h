// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace dflint::dockerfile {

/// A truth value as Go's strconv.ParseBool reads it; nothing when it is none.
[[nodiscard]] constexpr std::optional<bool> read_bool(std::string_view text) {
    for (const std::string_view yes : {"1", "t", "T", "TRUE", "true", "True"}) {
        if (text == yes) return true;
    }
    for (const std::string_view no : {"0", "f", "F", "FALSE", "false", "False"}) {
        if (text == no) return false;
    }
    return std::nullopt;
}

} // namespace dflint::dockerfile
