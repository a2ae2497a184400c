// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/stages.h"

#include <charconv>
#include <iterator>
#include <string>
#include <vector>

namespace dflint::model {

namespace {

/// `--from=` of COPY takes a stage's index too; `from=` of a mount takes names only.
const Stage* origin_of(std::string_view from, const Stage& taker, const StageNames& names,
                       bool takes_index) {
    if (from.empty()) return nullptr;
    std::uint32_t index = 0;
    const auto [end, error] = std::from_chars(from.data(), from.data() + from.size(), index);
    if (takes_index && error == std::errc() && end == from.data() + from.size()) {
        return index < taker.index ? &taker.build->stages[index] : nullptr;
    }
    std::string name(from);
    for (char& c : name) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
    return names.last_before(taker.index, name);
}

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

void find_origins(Build& build, const StageNames& names) {
    for (Stage& stage : build.stages) {
        for (Copy& copy : stage.copies) copy.origin = origin_of(copy.from, stage, names, true);
        for (Run& run : stage.runs) {
            for (Mount& mount : run.mounts) {
                mount.origin = origin_of(mount.from, stage, names, false);
            }
        }
    }
}

void mark_used(Build& build, Stage& built) {
    built.is_used = true;
    const auto mark = [&](const Stage* stage) {
        if (stage != nullptr) build.stages[stage->index].is_used = true;
    };
    // Without recursion: a stage refers only to earlier ones.
    for (auto stage = build.stages.rbegin(); stage != build.stages.rend(); ++stage) {
        if (!stage->is_used) continue;
        mark(stage->parent);
        for (const Copy& copy : stage->copies) mark(copy.origin);
        for (const Run& run : stage->runs) {
            for (const Mount& mount : run.mounts) mark(mount.origin);
        }
    }
}

} // namespace dflint::model
