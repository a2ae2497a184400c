// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/architecture_mentions.h"
#include "dflint/source/fix.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace dflint::rules {

/// Puts a question for the architecture in place of each mention of a RUN: `${TARGETARCH}` where
/// the names are Docker's, `$(uname -m)` where the download is known to be named by its answers.
/// Nothing where another platform's file may have another name still, or a sum is checked.
/// TARGETARCH is declared before the instruction with the index `first_use`.
[[nodiscard]] std::optional<Fix>
ask_for_architecture(const model::Run& run, const std::vector<model::ArchitectureMention>& all,
                     std::uint32_t first_use);

} // namespace dflint::rules
