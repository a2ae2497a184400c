// SPDX-License-Identifier: Apache-2.0
#include "cached_stages.h"

#include <algorithm>
#include <array>

namespace dflint::rules {

namespace {

/// Done again in no time.
bool is_trivial(const model::Command& command) {
    static constexpr std::array<std::string_view, 27> names{
        "[",    "adduser", "addgroup", "cat",  "cd",   "chmod",    "chown", "cp",   "echo",
        "exit", "export",  "false",    "find", "grep", "groupadd", "ln",    "ls",   "mkdir",
        "mv",   "printf",  "rm",       "sed",  "set",  "test",     "touch", "true", "useradd"};
    return std::find(names.begin(), names.end(), command.name) != names.end();
}

const model::Run* first_work(const model::Stage& stage) {
    for (const model::Run& run : stage.runs) {
        const bool works =
            std::any_of(run.commands.begin(), run.commands.end(),
                        [](const model::Command& each) { return !is_trivial(each); });
        if (works) return &run;
    }
    return nullptr;
}

} // namespace

CachedStages::CachedStages(const workspace::Project& project) {
    for (const workspace::BakeTarget& target : project.targets()) {
        const bake::Attribute* const cache =
            target.meaning->attributes.find(bake::AttributeId::cache_to);
        const bool exports = cache != nullptr && !cache->elements.empty();
        if (!exports || target.build == nullptr || !target.dockerfile_path) continue;
        for (const model::Stage* at = target.build->final_stage; at != nullptr; at = at->parent)
            exported_.insert({*target.dockerfile_path, at->index});
    }
}

const model::Stage* CachedStages::left_out(const workspace::BakeTarget& target) const {
    if (target.build == nullptr) return nullptr;
    const std::string path = target.dockerfile_path.value_or("");
    for (const model::Stage& stage : target.build->stages) {
        if (!stage.is_used || stage.is_shipped() || exported_.contains({path, stage.index}))
            continue;
        // Something else is given in its place.
        if (!stage.name.empty() && target.invocation.context(stage.name) != nullptr) continue;
        if (first_work(stage) != nullptr) return &stage;
    }
    return nullptr;
}

Span work_of(const model::Stage& stage) {
    const model::Run* const run = first_work(stage);
    return run == nullptr ? stage.from->keyword_at : run->keyword_at();
}

std::string name_of(const model::Stage& stage) {
    return "the stage `" + (stage.name.empty() ? std::to_string(stage.index) : stage.name) + "`";
}

} // namespace dflint::rules
