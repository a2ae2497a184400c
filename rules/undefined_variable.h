// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"
#include "dflint/model/expandable.h"
#include "dflint/source/diagnostic.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::rules {

/// Where a variable without a value is used first, in a stage or its parents.
struct FirstUse {
    const model::Stage* stage;
    Span at; ///< in the file
};

/// A variable that nothing in the file sets before the place that uses it.
struct UndefinedUse {
    const model::Stage& stage;
    std::uint32_t instruction; ///< index in Tree::instructions
    const model::Expandable& text;
    const dockerfile::Use& use;
    const FirstUse& first;
};

/// Why the variable has no value, and what would give it one.
struct Explanation {
    std::string message;
    std::vector<Label> labels{};
    std::optional<Fix> fix{};
    /// warning: the base image hardly sets it either, so the text around the variable is wrong;
    /// style: the base image sets it for certain, or nobody knows and nothing speaks for a mistake.
    Severity severity = Severity::info;
};

/// Near names are looked for among so many variables of a stage, then no more: each of very many
/// undefined names would be compared with each of very many others.
class SuggestionBudget {
public:
    [[nodiscard]] bool take(std::size_t count) {
        if (count > left_) return false;
        left_ -= count;
        return true;
    }

private:
    std::size_t left_ = 4000;
};

[[nodiscard]] Explanation explain(const UndefinedUse& undefined, SuggestionBudget& budget);

} // namespace dflint::rules
