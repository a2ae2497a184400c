// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/span.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dflint::rules {

struct PortProblem {
    Span at; ///< in the word
    std::string message;
};

/// Why a word of EXPOSE stops the build; nothing when it is `[[IP:]HOST:]PORT[-PORT][/PROTOCOL]`
/// (dockerfile2llb, parsePortSpec).
[[nodiscard]] std::optional<PortProblem> problem_of_port(std::string_view word);

} // namespace dflint::rules
