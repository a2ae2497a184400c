// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace dflint {

/// "`text`": how messages show what is written in a file.
[[nodiscard]] inline std::string in_code(std::string_view text) {
    std::string out;
    out.reserve(text.size() + 2);
    out += '`';
    out += text;
    out += '`';
    return out;
}

} // namespace dflint
