// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/certain_scope.h"
#include "dflint/model/expandable.h"
#include "dflint/model/file_mode.h"
#include "dflint/model/mentions.h"
#include "dflint/model/named_stages.h"
#include "dflint/model/platform.h"
#include "dflint/model/used_keywords.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace dflint::rules {
static void check_build(const model::Build&, Pass&);
static void check_stage(const model::Stage&, Pass&);

extern constexpr Rule unbuildable_dockerfile = rule({
    .name = "unbuildable-dockerfile",
    .summary = "The file can be read, but every build of it fails",
    .why =
        R"(BuildKit expands variables and looks for stages after it has read the file; what fails then fails
for everyone, whatever is in the context or in a registry: a `${...}` that is no expansion, a `COPY
--from` of a stage that comes later or does not exist, a platform or a mode that cannot be read.

Said here, it does not cost a build up to the place.)",
    .bad = "FROM debian:12\nCOPY --from=1 /app /app\n",
    .good = "FROM debian:12 AS build\nFROM debian:12\nCOPY --from=0 /app /app\n",
    .source = "https://docs.docker.com/reference/dockerfile/",
    .severity = Severity::error,
    .checks = {check_build, check_stage},
});

namespace {

using dockerfile::Flag;
using dockerfile::Instruction;
using model::Expandable;
using model::Stage;

/// What is wrong with `COPY --from=`; empty when nothing is for certain.
std::string problem_of_origin(std::string_view from, const model::Copy& copy) {
    const Stage& stage = *copy.stage;
    const auto& stages = stage.build->stages;
    if (dockerfile::expand(from, stage.build->tree.escape, model::Globals(nullptr)).text != from) {
        return "COPY --from expands no variables: a stage `FROM ... AS name` may stand for it";
    }
    const auto index = model::stage_number(from);
    if (!index) return model::problem_of_origin(from, stage);
    if (*index < 0 || static_cast<std::size_t>(*index) >= stages.size()) {
        return "there is no stage " + std::string(from) + ": the last is " +
               std::to_string(stages.size() - 1);
    }
    const auto other = static_cast<std::uint32_t>(*index);
    if (other == stage.index) return "the stage takes from itself";
    if (other > stage.index) return "stage " + std::string(from) + " is built after this one";
    return {};
}

void check_flags(const model::Copy& copy, Pass& pass) {
    for (const Flag& flag : copy.instruction->flags) {
        if (!flag.value) continue;
        if (flag.name == "from" && !flag.value->empty()) {
            std::string problem = problem_of_origin(*flag.value, copy);
            if (!problem.empty()) pass.report({.at = flag.value_at, .message = std::move(problem)});
        } else if (flag.name == "chmod") {
            const auto mode = model::CertainScope(copy.scope).expand(*flag.value);
            if (!mode || mode->empty() || model::is_file_mode(*mode)) continue;
            pass.report({.at = flag.value_at,
                         .message = "`" + *mode +
                                    "` is no mode: octal digits up to 7777, or "
                                    "letters as in `u+x`"});
        }
    }
}

/// A platform that no argument can mend.
void check_platform(const Stage& stage, Pass& pass) {
    const Flag* const flag = stage.from->flag("platform");
    if (flag == nullptr || !flag->value || flag->value->empty()) return;
    const model::Build& build = pass.build();
    std::vector<dockerfile::Use> uses;
    const auto value = dockerfile::expand(*flag->value, build.tree.escape, build.globals, &uses);
    if (!value.text || model::read_platform(*value.text)) return;
    const auto is_given_by_nobody = [&](const dockerfile::Use& use) {
        return use.state == dockerfile::Variable::State::unset &&
               build.globals.declaration(use.name) == nullptr;
    };
    if (!std::all_of(uses.begin(), uses.end(), is_given_by_nobody)) return;
    if (value.text->empty()) {
        pass.report({.at = flag->value_at, .message = "the platform is empty"});
        return;
    }
    pass.report({.at = flag->value_at, .message = "`" + *value.text + "` is no platform"});
}

/// What FROM and the arguments before it see whoever builds the file: nothing but what no ARG
/// declares, for that is never set.
class CertainGlobals final : public dockerfile::Variables {
public:
    explicit CertainGlobals(const model::Globals& globals) : globals_(globals) {}
    [[nodiscard]] dockerfile::Variable find(std::string_view name) const override {
        const bool is_declared = globals_.declaration(name) != nullptr;
        if (is_declared) return {dockerfile::Variable::State::unknown};
        return globals_.find(name);
    }

private:
    const model::Globals& globals_;
};

dockerfile::Expanded expand_certain(const Expandable& text, std::uint32_t index,
                                    const model::Build& build) {
    const auto expand = [&](const dockerfile::Variables& variables) {
        return text.is_heredoc ? dockerfile::expand_heredoc(text.text, variables)
                               : dockerfile::expand(text.text, build.tree.escape, variables);
    };
    const Stage* const stage = build.stage_at(index);
    if (stage == nullptr || index == stage->first) return expand(CertainGlobals(build.globals));
    // The words of one ARG see those before them.
    const bool is_argument = build.instructions()[index].keyword == dockerfile::Keyword::arg;
    return expand(model::CertainScope(model::Scope(*stage, index + (is_argument ? 1 : 0))));
}

/// Braces hold more than a name: the only expansions that can fail.
bool may_fail(std::string_view text) {
    for (std::size_t at = text.find("${"); at != text.npos; at = text.find("${", at)) {
        const std::string_view name = model::leading_name(text.substr(at + 2));
        at += 2 + name.size();
        const bool is_name = !name.empty() && (name.front() < '0' || name.front() > '9');
        if (!is_name || at == text.size() || text[at] != '}') return true;
    }
    return false;
}

/// `${x^^}` and the like, wherever BuildKit expands, and `${x:?message}` where nobody can give x.
void check_expansions(const model::ExpandingInstruction& instruction, Pass& pass) {
    for (const Expandable& text : instruction.texts) {
        if (!may_fail(text.text)) continue;
        const auto expanded = expand_certain(text, instruction.index, pass.build());
        const bool is_told = expanded.error.ends_with("-quote"); // unclosed-quote tells it
        if (expanded.error.empty() || is_told) continue;
        if (expanded.error == "nested too deeply") {
            pass.report(Severity::info, {.at = text.at,
                                         .message = "expansions stand in each other more than 64 "
                                                    "levels deep: dflint looks no further"});
            continue;
        }
        const auto size = static_cast<std::uint32_t>(text.text.size());
        const auto dollar = static_cast<std::uint32_t>(text.text.find('$'));
        pass.report({.at = text.in_file({dollar, size}),
                     .message = "BuildKit cannot expand this: " + expanded.error});
    }
}

/// An empty entry of VOLUME that the parser cannot see.
void check_volumes(const Stage& stage, Pass& pass) {
    if (!pass.build().fact<model::UsedKeywords>().has(dockerfile::Keyword::volume)) return;
    for (std::uint32_t i = stage.first; i < stage.last; ++i) {
        const Instruction& instruction = pass.build().instructions()[i];
        if (instruction.keyword != dockerfile::Keyword::volume) continue;
        const auto* const body = instruction.as<dockerfile::Words>();
        if (body == nullptr) continue;
        const model::CertainScope scope(model::Scope(stage, i));
        for (const dockerfile::Word& word : body->words) {
            if (scope.expand(word.text) != "" || word.text.empty()) continue;
            pass.report({.at = word.at, .message = "the path of this volume is empty"});
        }
    }
}

/// Only the labs frontends give devices to a RUN; what a foreign one does is its own business.
bool has_frontend_without_devices(const dockerfile::Tree& tree) {
    if (!tree.frontend) return true;
    const std::string_view image = tree.frontend->image;
    return model::ImageName::split(image).repository == "docker/dockerfile" &&
           image.find("labs") == image.npos;
}

void check_devices(const Stage& stage, Pass& pass) {
    if (!has_frontend_without_devices(pass.build().tree)) return;
    for (const model::Run& run : stage.runs) {
        const Flag* const flag = run.instruction->flag("device");
        if (flag == nullptr) continue;
        pass.report({.at = flag->at,
                     .message = "devices are known to labs frontends only: "
                                "`# syntax=docker/dockerfile:1-labs` asks for one"});
    }
}

} // namespace

static void check_build(const model::Build& build, Pass& pass) {
    const auto& instructions = build.instructions();
    const auto is_argument = [](const Instruction& each) {
        return each.keyword == dockerfile::Keyword::arg;
    };
    if (!instructions.empty() &&
        std::all_of(instructions.begin(), instructions.end(), is_argument)) {
        pass.report({.at = instructions.back().keyword_at,
                     .message = "there is no FROM: the file has no stage to build"});
    }
    for (const auto& each : build.fact<model::ExpandingInstructions>().all()) {
        check_expansions(each, pass);
    }
}

static void check_stage(const Stage& stage, Pass& pass) {
    check_platform(stage, pass);
    check_volumes(stage, pass);
    check_devices(stage, pass);
    for (const model::Copy& copy : stage.copies) check_flags(copy, pass);
}
} // namespace dflint::rules
