// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/lint/rule.h"

#include <cstdint>
#include <string_view>

namespace dflint {

/// Where BuildKit looks for `# check=` comments when it skips a check or switches one on, besides
/// the top of the file.
enum class CheckScope : std::uint8_t {
    file,        ///< nowhere
    instruction, ///< above the instruction that is reported
    label,       ///< above the instruction that the diagnostic's first label stands in
};

/// One of the checks of `docker build --check`. Rules name it among their codes.
struct BuildCheck {
    std::string_view name;
    CheckScope scope = CheckScope::instruction;
    /// Runs only where `# check=experimental=` names it; `skip=` does not mean it.
    bool is_experimental = false;
};

/// The check of the same meaning; nothing for a rule that BuildKit does not have.
[[nodiscard]] const BuildCheck* build_check_of(const Rule& rule);

} // namespace dflint
