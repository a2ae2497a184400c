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

/// `is_known` holds for each variable that the text mentions: told without an expansion. False,
/// too, where only that can tell: `$1`, `$@`, names with letters of other alphabets.
template <class IsKnown>
[[nodiscard]] bool mentions_only(std::string_view text, const IsKnown& is_known) {
    for (std::size_t sign = text.find('$'); sign != text.npos; sign = text.find('$')) {
        text.remove_prefix(sign + 1);
        if (text.starts_with('{')) text.remove_prefix(1);
        const std::string_view name = leading_name(text);
        text.remove_prefix(name.size());
        const bool is_plain = !name.empty() && (name.front() < '0' || name.front() > '9') &&
                              (text.empty() || static_cast<unsigned char>(text.front()) < 0x80);
        if (!is_plain || !is_known(name)) return false;
    }
    return true;
}

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
