// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"

#include <algorithm>
#include <string>
#include <vector>

namespace dflint::rules {
static void check(const model::Build&, Pass&);

extern constexpr Rule duplicate_stage_name = rule({
    .name = "duplicate-stage-name",
    .summary = "Stage with the name of an earlier one",
    .why =
        R"(From here on the name means this stage: the earlier one can no longer be reached, by later
stages or by `--target`. A FROM between the two still means the earlier one; `COPY --from=` and
`RUN --mount=from=` mean this one wherever they stand, and fail before it is built.)",
    .bad = "FROM debian:12 AS build\nFROM alpine:3.22 AS build\n",
    .good = "FROM debian:12 AS build\nFROM alpine:3.22 AS runtime\n",
    .source = "https://docs.docker.com/reference/build-checks/duplicate-stage-name/",
    .group = Group::correctness,
    .severity = Severity::warning,
    .also_known_as = {"DuplicateStageName", "DL3024"},
    .checks = {check},
});

namespace {

Span name_of(const model::Stage& stage) {
    const auto* const from = stage.from->as<dockerfile::From>();
    return from != nullptr && from->name ? from->name->at : stage.from->keyword_at;
}

/// Named stages, those of one name side by side and in order.
std::vector<const model::Stage*> by_name(const model::Build& build) {
    std::vector<const model::Stage*> stages;
    if (build.stages.size() < 2) return stages;
    for (const model::Stage& stage : build.stages) {
        if (!stage.name.empty()) stages.push_back(&stage);
    }
    std::stable_sort(stages.begin(), stages.end(),
                     [](const auto* a, const auto* b) { return a->name < b->name; });
    return stages;
}

} // namespace

static void check(const model::Build& build, Pass& pass) {
    const std::vector<const model::Stage*> stages = by_name(build);
    for (std::size_t i = 1; i < stages.size(); ++i) {
        if (stages[i - 1]->name != stages[i]->name) continue;
        pass.report({.at = name_of(*stages[i]),
                     .message = "another stage is called `" + stages[i]->name + "`, too",
                     .labels = {{name_of(*stages[i - 1]), "this one"}}});
    }
}
} // namespace dflint::rules
