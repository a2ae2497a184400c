// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/stages.h"

#include "dflint/model/mentions.h"
#include "dflint/model/named_stages.h"
#include "dflint/source/ascii.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace dflint::model {

namespace {

/// `--from=` of COPY takes a stage's index too; `from=` of a mount takes names only. Nothing for a
/// stage that is not built yet, which fails the build.
const Stage* origin_of(std::string_view from, const Stage& taker, const NamedStages& names,
                       bool takes_index) {
    if (from.empty()) return nullptr;
    const auto index = takes_index ? stage_number(from) : std::nullopt;
    if (index) {
        const bool is_earlier = *index >= 0 && *index < taker.index;
        return is_earlier ? &taker.build->stages[static_cast<std::size_t>(*index)] : nullptr;
    }
    const Stage* const stage = names.find(from);
    return stage != nullptr && stage->index < taker.index ? stage : nullptr;
}

void find_origins(std::vector<Run>& runs, const Stage& taker, const NamedStages& names) {
    for (Run& run : runs) {
        for (Mount& mount : run.mounts) mount.origin = origin_of(mount.from, taker, names, false);
    }
}

/// `FROM base-$TARGETARCH`: any earlier stage of such a name may be the one.
class Choices {
public:
    explicit Choices(Build& build) : build_(build) {}

    void mark(const Stage& taker) {
        if (taker.parent != nullptr || taker.image) return;
        const auto* const from = taker.from->as<dockerfile::From>();
        if (from == nullptr) return;
        const auto [front, back] = fixed_parts(from->image.text);
        if (front.empty() && back.empty()) return;
        // The stages are looked at from the last to the first: who asked before, asked for more.
        const auto known = std::find(asked_.begin(), asked_.end(), std::pair(front, back));
        if (known != asked_.end() || asked_.size() == most_asked) return;
        asked_.emplace_back(front, back);
        for (std::uint32_t i = 0; i < taker.index; ++i) {
            Stage& stage = build_.stages[i];
            if (stage.name.size() < front.size() + back.size()) continue;
            if (stage.name.starts_with(front) && stage.name.ends_with(back)) stage.is_used = true;
        }
    }

private:
    using Parts = std::pair<std::string, std::string>;
    /// Nobody writes more of them, and each is a walk over all stages.
    static constexpr std::size_t most_asked = 32;

    /// What stands before the first variable and behind the last one, in lower case.
    static Parts fixed_parts(std::string_view reference) {
        const std::size_t first = std::min(reference.find('$'), reference.size());
        std::string_view back = reference.substr(std::min(reference.rfind('$'), reference.size()));
        if (back.starts_with("${")) {
            back.remove_prefix(std::min(back.rfind('}') + 1, back.size()));
        } else if (!back.empty()) {
            back.remove_prefix(1);
            back.remove_prefix(leading_name(back).size());
        }
        return {ascii::lower(reference.substr(0, first)), ascii::lower(back)};
    }

    Build& build_;
    std::vector<Parts> asked_;
};

} // namespace

void StageNames::add(const Stage& stage) {
    if (stage.name.empty()) return;
    stages_.emplace(std::pair(std::string_view(stage.name), stage.index), &stage);
}

const Stage* StageNames::last_before(std::uint32_t index, std::string_view name) const {
    const auto after = stages_.lower_bound(std::pair(name, index));
    if (after == stages_.begin()) return nullptr;
    const auto& [key, stage] = *std::prev(after);
    return key.first == name ? stage : nullptr;
}

void order_stages(Build& build) {
    auto& stages = build.stages;
    // First the count of each and those built from it, as parents stand before children.
    for (Stage& stage : stages) stage.order_end = 1;
    for (auto stage = stages.rbegin(); stage != stages.rend(); ++stage) {
        if (stage->parent == nullptr) continue;
        stages[stage->parent->index].order_end += stage->order_end;
    }
    // Then the places; `next[i]` is the one that the next child of stage i begins at.
    std::vector<std::uint32_t> next(stages.size());
    std::uint32_t next_root = 0;
    for (Stage& stage : stages) {
        std::uint32_t& begin = stage.parent == nullptr ? next_root : next[stage.parent->index];
        stage.order = begin;
        begin += stage.order_end;
        stage.order_end = begin;
        next[stage.index] = stage.order + 1;
    }
}

void find_origins(Build& build) {
    const auto& names = build.fact<NamedStages>();
    for (Stage& stage : build.stages) {
        for (Copy& copy : stage.copies) copy.origin = origin_of(copy.from, stage, names, true);
        find_origins(stage.runs, stage, names);
        find_origins(stage.triggers, stage, names);
    }
}

void mark_used(Build& build, Stage& built) {
    built.is_used = true;
    Choices choices(build);
    const auto mark = [&](const Stage* stage) {
        if (stage != nullptr) build.stages[stage->index].is_used = true;
    };
    // Without recursion: a stage refers only to earlier ones.
    for (auto stage = build.stages.rbegin(); stage != build.stages.rend(); ++stage) {
        if (!stage->is_used) continue;
        mark(stage->parent);
        choices.mark(*stage);
        for (const Copy& copy : stage->copies) mark(copy.origin);
        stage->for_each_written_run([&](const Run& run) {
            for (const Mount& mount : run.mounts) mark(mount.origin);
        });
    }
}

} // namespace dflint::model
