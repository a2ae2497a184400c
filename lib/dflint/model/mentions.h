// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"

#include <cstdint>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace dflint::model {

/// The variable's name that the text begins with; empty when it begins with none.
[[nodiscard]] std::string_view leading_name(std::string_view text);

/// Where each stage first writes `$NAME` or `${NAME`, for the builder or for a shell. A fact of the
/// build; see Build::fact.
class FirstMentions {
public:
    explicit FirstMentions(const Build& build);

    /// Index of the stage's first instruction that mentions the variable; one past its last
    /// instruction when none does.
    [[nodiscard]] std::uint32_t of(const Stage& stage, std::string_view name) const;

private:
    std::map<std::pair<std::string_view, std::uint32_t>, std::uint32_t> first_; ///< by stage
};

/// A variable that a shell script expands.
struct VariableUse {
    std::string_view name;
    Span at;             ///< in the script's text
    std::string_view op; ///< see shell::Expansion
};

/// All of them, those of command substitutions and heredocs included. Not in order.
[[nodiscard]] std::vector<VariableUse> variable_uses(const shell::Script& script);

/// The script may give the variable a value: an assignment, a loop over it, `read NAME`,
/// `export NAME=...`, a file that is sourced and cannot be seen through.
[[nodiscard]] bool may_set(const shell::Script& script, std::string_view name);

} // namespace dflint::model
