// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/install.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace dflint::model {

/// Distributions that must be resolved together: splitting a group over several commands lets the
/// second one replace what the first one installed.
enum class WheelGroup : std::uint8_t { torch, tensorflow, jax, none };

/// What one distribution makes pip download, its own dependencies included. Megabytes (10^6).
struct WheelSize {
    WheelGroup group = WheelGroup::none;
    std::uint32_t megabyte_count = 0;
    /// It is the big wheel itself, not a small package that depends on one.
    bool is_direct = true;
    /// What it still fetches where the rest of its group is there. Megabytes.
    std::uint32_t beside_megabyte_count = 0;
};

/// The size of a package of pip or uv that is known to be big, for x86-64 Linux and the index the
/// install asks for. Nothing for all others: unknown is not small.
[[nodiscard]] std::optional<WheelSize> wheel_size(const Install& install, const Package& package);

/// The package belongs to the group although it may be small (torchvision beside torch).
[[nodiscard]] WheelGroup wheel_group(const Package& package);

/// From here on a download is called heavy: a failure or a repetition costs minutes.
inline constexpr std::uint32_t heavy_megabyte_count = 500;

/// The package that makes an install heavy: the biggest one of at least `least` megabytes that is
/// really fetched. What the base image (pytorch/pytorch) or an earlier install of the
/// lineage brought along is there already.
struct HeavyPackage {
    const Package* package = nullptr;
    WheelSize size;
};
[[nodiscard]] std::optional<HeavyPackage>
heaviest_package(const Install& install, std::uint32_t least = heavy_megabyte_count);

/// What the known big packages of an install come to, in megabytes, counted once for each group;
/// those that are there already are not. Never more than what is really downloaded.
[[nodiscard]] std::uint32_t heavy_megabytes_of(const Install& install);

/// A rough size of everything an install downloads, in megabytes: the table's where it has one,
/// defaults for what is unknown. Good enough to tell a big step from a small one, not to print.
[[nodiscard]] std::uint32_t estimated_megabyte_count(const Install& install);

/// "2.7 GB", "600 MB": two digits, for messages.
[[nodiscard]] std::string to_text(WheelSize size);

} // namespace dflint::model
