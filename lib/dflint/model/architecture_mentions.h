// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"

#include <cstdint>
#include <string_view>
#include <vector>

/// Where a Dockerfile writes the name of an architecture into something it fetches, installs or
/// sets. What hardcoded-arch judges.
namespace dflint::model {

/// What the name is part of. Ordered: the first ones cause what the later ones follow from.
/// source: a line of an apt source list; follower: whatever else has the name in it.
enum class Carrier : std::uint8_t { url, source, value, package, file, path, follower };

struct ArchitectureMention {
    Span at;                       ///< of the name, in the file
    std::string_view architecture; ///< Go's name
    Carrier carrier = Carrier::follower;
    std::string_view text;   ///< the whole word
    bool may_expand = false; ///< the shell expands variables there
};

/// All mentions of one instruction, in order of place. Those in a branch for an architecture, in a
/// pattern (sed, grep, case) and in a comment are left out, and so are the names of multiarch
/// directories and cross compilers (x86_64-linux-gnu), which name a target, not this build's.
[[nodiscard]] std::vector<ArchitectureMention> mentions_in(const Run& run);
/// Of one ENV or ARG variable.
[[nodiscard]] std::vector<ArchitectureMention> mentions_in(const Binding& binding,
                                                           const Build& build);
/// Of one word of an ADD.
[[nodiscard]] std::vector<ArchitectureMention> mentions_in(const dockerfile::Word& source,
                                                           const Build& build);

} // namespace dflint::model
