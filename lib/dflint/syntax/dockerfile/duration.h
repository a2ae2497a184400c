// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace dflint::dockerfile {

/// A length of time as Go writes it: "1m30s", ".5h", "0".
struct Duration {
    double nanoseconds = 0;
    std::string error{}; ///< Go's words, empty when there is none
};

[[nodiscard]] Duration read_duration(std::string_view text);

} // namespace dflint::dockerfile
