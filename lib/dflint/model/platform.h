// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dflint::model {

/// `os/arch[/variant]` in the normal form of containerd/platforms.
struct Platform {
    std::string os;
    std::string architecture;
    std::string variant{}; ///< "v7" of linux/arm; empty where the architecture has its usual one
};

/// Reads what --platform takes: also an operating system or an architecture alone, whose other
/// half is that of a common builder (linux, amd64). Nothing when the build would fail on it.
[[nodiscard]] std::optional<Platform> read_platform(std::string_view text);

} // namespace dflint::model
