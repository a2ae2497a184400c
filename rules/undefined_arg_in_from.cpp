// SPDX-License-Identifier: Apache-2.0

#include "dflint/lint/rule.h"
#include "dflint/model/edits.h"
#include "dflint/model/expandable.h"
#include "dflint/model/mentions.h"
#include "dflint/model/platform_arguments.h"
#include "dflint/source/nearest.h"

#include <algorithm>
#include <vector>

namespace dflint::rules {
static void check(const model::Stage&, Pass&);

extern constexpr Rule undefined_arg_in_from = rule({
    .name = "undefined-arg-in-from",
    .summary = "FROM uses a variable that no ARG before the first FROM declares",
    .why =
        R"(FROM lines see the ARGs that stand before the first FROM, and the platform arguments
(`BUILDPLATFORM`, `TARGETARCH`, ...). Anything else is empty there: ARG and ENV of a stage, variables
of the caller, even what `--build-arg` gives without a declaration.)",
    .bad = "ARG VERSION=12\nFROM debian:${VERSON}\n",
    .good = "ARG VERSION=12\nFROM debian:${VERSION}\n",
    .source = "https://docs.docker.com/reference/build-checks/undefined-arg-in-from/",
    .fixable = Fixable::sometimes,
    .also_known_as = {"UndefinedArgInFrom"},
    .checks = {check},
});

namespace {

using dockerfile::Use;
using model::Expandable;

/// With more arguments nobody looks for near names: each FROM would be compared with each of them.
constexpr std::size_t max_options = 1000;

std::string_view nearest_argument(std::string_view name, const model::Build& build) {
    std::vector<std::string_view> options(std::begin(model::platform_arguments),
                                          std::end(model::platform_arguments));
    const auto& globals = build.globals.all();
    if (globals.size() > max_options) return {};
    for (const model::Binding& each : globals) {
        if (model::is_name_of_expansion(each.name)) options.push_back(each.name);
    }
    return nearest_of(name, options);
}

/// Where a stage binds the name: the last place above, without one the last of the file.
const model::Binding* in_a_stage(std::string_view name, const model::Stage& stage) {
    const model::Build& build = *stage.build;
    const model::Binding* const above = build.symbols.last_above(build.stages, stage.index, name);
    if (above != nullptr) return above;
    const auto count = static_cast<std::uint32_t>(build.stages.size());
    return build.symbols.last_above(build.stages, count, name);
}

/// Nothing where the default can mean something else in front of all stages.
std::optional<Fix> declare_before_first_from(const model::Binding& binding,
                                             const model::Build& build) {
    if (binding.is_env || !binding.pair->value) return std::nullopt;
    const std::string_view value = binding.pair->value->text;
    if (value.find_first_of("$\\`\"'") != std::string_view::npos) return std::nullopt;
    const std::string line = "ARG " + std::string(binding.name) + "=" + std::string(value);
    const auto& first = build.instructions()[build.stages.front().first];
    return Fix{.title = "add `" + line + "` before the first FROM",
               .applicability = Applicability::unsafe,
               .edits = {model::with_line_before(build, first, line)}};
}

void report(const Expandable& text, const Use& use, const model::Stage& stage, Pass& pass) {
    const model::Build& build = pass.build();
    Diagnostic diagnostic{.at = text.in_file(use.at),
                          .message = "no ARG before the first FROM declares `$" +
                                     std::string(use.name) + "`: it is empty here"};
    if (const model::Binding* const found = in_a_stage(use.name, stage)) {
        diagnostic.labels = {{found->pair->key.at, "what a stage declares, FROM does not see"}};
        diagnostic.fix = declare_before_first_from(*found, build);
    } else if (const auto near = nearest_argument(use.name, build); !near.empty()) {
        diagnostic.message += did_you_mean(near);
        if (text.is_exact) {
            const auto begin = static_cast<std::uint32_t>(use.name.data() - text.text.data());
            const Span name = {begin, begin + static_cast<std::uint32_t>(use.name.size())};
            diagnostic.fix = Fix{.title = "use `" + std::string(near) + "`",
                                 .applicability = Applicability::unsafe,
                                 .edits = {{text.in_file(name), std::string(near)}}};
        }
    }
    pass.report(std::move(diagnostic));
}

void judge(const Expandable& text, const model::Stage& stage, Pass& pass) {
    const model::Build& build = pass.build();
    const auto is_declared = [&](std::string_view name) {
        return model::is_platform_argument(name) || build.globals.declaration(name) != nullptr;
    };
    if (model::mentions_only(text.text, is_declared)) return; // nearly always
    std::vector<Use> uses;
    (void)dockerfile::expand(text.text, build.tree.escape, build.globals, &uses);
    std::vector<std::string_view> told;
    for (const Use& use : uses) {
        if (is_declared(use.name)) continue;
        if (std::find(told.begin(), told.end(), use.name) != told.end()) continue;
        told.push_back(use.name);
        report(text, use, stage, pass);
    }
}

} // namespace

static void check(const model::Stage& stage, Pass& pass) {
    const auto& all = pass.build().fact<model::ExpandingInstructions>();
    for (const auto& from : all.in(stage.first, stage.first + 1)) {
        for (const Expandable& text : from.texts) judge(text, stage, pass);
    }
}
} // namespace dflint::rules
