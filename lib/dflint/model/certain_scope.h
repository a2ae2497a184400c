// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"
#include "dflint/model/scope.h"
#include "dflint/model/used_keywords.h"

#include <optional>
#include <string>
#include <string_view>

namespace dflint::model {

/// What a place sees whoever builds the file: the variables that an ENV sets to a text without
/// variables. An ARG may be given another value, and a base image other
/// than scratch may set all other names. The instruction of an ONBUILD sees variables that nobody
/// knows.
class CertainScope final : public dockerfile::Variables {
public:
    explicit CertainScope(const Scope& scope);
    /// For triggers; `escape` is that of the file.
    explicit CertainScope(char escape) : escape_(escape) {}
    [[nodiscard]] dockerfile::Variable find(std::string_view name) const override;
    /// The word expanded, when no build can give it another value.
    [[nodiscard]] std::optional<std::string> expand(std::string_view word) const;

private:
    std::optional<Scope> scope_;
    char escape_;
};

/// Calls `take(instruction, scope)` for each instruction of that keyword in the stage. Of ONBUILD
/// it is the trigger, whose scope is that of a stage nobody knows.
template <class Take> void for_each_of(dockerfile::Keyword keyword, const Stage& stage, Take take) {
    const Build& build = *stage.build;
    if (!build.fact<UsedKeywords>().has(keyword)) return;
    for (std::uint32_t i = stage.first; i < stage.last; ++i) {
        const dockerfile::Instruction& instruction = build.instructions()[i];
        const auto* const onbuild = instruction.as<dockerfile::Onbuild>();
        if (instruction.keyword == keyword) {
            take(instruction, CertainScope(Scope(stage, i)));
        } else if (onbuild != nullptr && onbuild->inner && onbuild->inner->keyword == keyword) {
            take(*onbuild->inner, CertainScope(build.tree.escape));
        }
    }
}

} // namespace dflint::model
