// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/image_reference.h"
#include "dflint/model/stray.h"

#include <string>
#include <vector>

namespace dflint::rules {
static void check(const model::Stage&, Pass&);

extern constexpr Rule invalid_base_reference = rule({
    .name = "invalid-base-reference",
    .summary = "The image of a FROM is no valid reference when no build argument is given",
    .why =
        R"(A plain `docker build .` stops at this FROM, and so do editors, scanners and bots that read the
file without knowing the arguments.

A default that works keeps the file usable by itself, and writes down what the argument is for.)",
    .bad = "ARG TAG\nFROM debian:${TAG}\n",
    .good = "ARG TAG=12\nFROM debian:${TAG}\n",
    .source = "https://docs.docker.com/reference/build-checks/invalid-default-arg-in-from/",
    .also_known_as = {"InvalidDefaultArgInFrom"},
    .checks = {check},
});

namespace {

using dockerfile::Use;

/// Points at the declarations of the arguments that have no value.
std::vector<Label> labels_of(const std::vector<Use>& uses, const model::Globals& globals) {
    std::vector<Label> labels;
    for (const Use& use : uses) {
        if (use.state != dockerfile::Variable::State::unset) continue;
        const model::Binding* const declared = globals.declaration(use.name);
        if (declared == nullptr) continue;
        const Span at = declared->pair->key.at;
        const auto is_there = [&](const Label& label) { return label.at == at; };
        if (std::any_of(labels.begin(), labels.end(), is_there)) continue;
        labels.push_back({at, "has no default"});
    }
    return labels;
}

} // namespace

static void check(const model::Stage& stage, Pass& pass) {
    const auto* const from = stage.from->as<dockerfile::From>();
    if (from == nullptr) return;
    const model::Build& build = pass.build();
    const model::PlainBuildGlobals globals(build.globals);
    std::vector<Use> uses;
    const auto image = dockerfile::expand(from->image.text, build.tree.escape, globals, &uses);
    if (!image.text) return;
    const std::string problem = model::problem_of_reference(*image.text);
    if (problem.empty() || model::template_marker(stage.from->text.text())) return;
    const std::string shown = "`" + *image.text + "`";
    if (uses.empty() && stage.parent == nullptr) {
        pass.report(Severity::error,
                    {.at = from->image.at, .message = shown + " names no image: " + problem});
        return;
    }
    std::string message = shown + " names no image without build arguments: " + problem;
    if (uses.empty()) message = shown + " names a stage, but would be no image: " + problem;
    if (image.text->empty()) {
        message = "without build arguments `" + std::string(from->image.text) + "` is empty";
    }
    pass.report({.at = from->image.at,
                 .message = std::move(message),
                 .labels = labels_of(uses, build.globals)});
}
} // namespace dflint::rules
