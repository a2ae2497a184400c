// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/named_stages.h"

#include "dflint/model/image_reference.h"
#include "dflint/source/ascii.h"

#include <charconv>

namespace dflint::model {

NamedStages::NamedStages(const Build& build) {
    for (const Stage& stage : build.stages) {
        if (!stage.name.empty()) stages_.insert_or_assign(stage.name, &stage);
    }
}

const Stage* NamedStages::find(std::string_view name) const {
    const auto found = stages_.find(ascii::lower(name));
    return found == stages_.end() ? nullptr : found->second;
}

std::optional<std::int64_t> stage_number(std::string_view word) {
    if (word.starts_with('+') && !word.starts_with("+-")) word.remove_prefix(1);
    std::int64_t number = 0;
    const char* const end = word.data() + word.size();
    const auto [stop, error] = std::from_chars(word.data(), end, number);
    if (error != std::errc() || stop != end) return std::nullopt;
    return number;
}

std::string problem_of_origin(std::string_view name, const Stage& taker) {
    const Build& build = *taker.build;
    const Stage* const stage = build.fact<NamedStages>().find(name);
    if (stage == nullptr) {
        const std::string problem = problem_of_reference(name);
        if (problem.empty()) return {};
        return "`" + std::string(name) + "` is no stage and names no image: " + problem;
    }
    if (stage->index < taker.index) return {};
    const Invocation* const invocation = build.context.invocation;
    if (invocation != nullptr && invocation->context(stage->name) != nullptr) return {};
    if (stage == &taker) return "the stage takes from itself";
    return "stage `" + std::string(name) + "` is built after this one";
}

} // namespace dflint::model
