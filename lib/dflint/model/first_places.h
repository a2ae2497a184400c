// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

namespace dflint::model {

/// For each stage the first place in the file where something happens, in the stage itself or in
/// one that it is built from. Each stage is looked at once, however many ask.
class FirstPlaces {
public:
    /// Behind everything: it never happens.
    static constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();

    explicit FirstPlaces(const Build& build) : places_(build.stages.size(), not_looked_up) {}

    /// The first place. `look` finds it in the stage alone: a file offset, or `nowhere`. It must
    /// be the same each time.
    template <class Look> std::uint32_t of(const Stage& stage, Look&& look) {
        const Stage* known = &stage;
        while (known != nullptr && places_[known->index] == not_looked_up) {
            unknown_.push_back(known);
            known = known->parent;
        }
        std::uint32_t place = known == nullptr ? nowhere : places_[known->index];
        for (; !unknown_.empty(); unknown_.pop_back()) {
            const Stage& child = *unknown_.back();
            if (place == nowhere) place = look(child);
            places_[child.index] = place;
        }
        return place;
    }

private:
    static constexpr std::uint32_t not_looked_up = nowhere - 1;

    std::vector<std::uint32_t> places_;   ///< by the index of the stage
    std::vector<const Stage*> unknown_{}; ///< on the way; kept for its memory
};

/// The same for what a RUN finds done. A stage begins with the triggers of the one it is built
/// from; its own are run by nobody but those built from it.
class FirstSteps {
public:
    explicit FirstSteps(const Build& build) : in_stages_(build), in_all_(build) {}

    /// `in_stage` looks at what a stage does itself, `in_triggers` at what its ONBUILDs do.
    template <class InStage, class InTriggers>
    std::uint32_t of(const Run& run, InStage&& in_stage, InTriggers&& in_triggers) {
        const auto in_all = [&](const Stage& stage) {
            return std::min(in_stage(stage), in_triggers(stage));
        };
        if (run.is_onbuild) return in_all_.of(*run.stage, in_all);
        const Stage* const parent = run.stage->parent;
        const std::uint32_t here = in_stages_.of(*run.stage, in_stage);
        return parent == nullptr ? here : std::min(here, in_all_.of(*parent, in_all));
    }

    /// For what only RUNs do: `look` is given those of a stage, or its triggers.
    template <class Look> std::uint32_t of(const Run& run, Look&& look) {
        return of(
            run, [&](const Stage& stage) { return look(stage.runs); },
            [&](const Stage& stage) { return look(stage.triggers); });
    }

private:
    FirstPlaces in_stages_; ///< without triggers
    FirstPlaces in_all_;
};

} // namespace dflint::model
