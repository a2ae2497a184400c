// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/architecture_choice.h"
#include "dflint/model/command.h"
#include "dflint/model/scope.h"

#include <cstdint>

namespace dflint::model {

/// What a choice by architecture leaves open where none of its branches matches.
enum class Gap : std::uint8_t {
    none,        ///< the default does something, or the branches only add to what is there already
    no_branch,   ///< what the branches do or set is missing, and the status is 0
    only_prints, ///< a default says so and goes on
};

/// `scope` is that of the RUN whose script holds the choice.
[[nodiscard]] Gap gap_of(const ArchitectureChoice& choice, const Script& script,
                         const Scope& scope);

} // namespace dflint::model
