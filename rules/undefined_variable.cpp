// SPDX-License-Identifier: Apache-2.0
#include "undefined_variable.h"

#include "dflint/lint/rule.h"
#include "dflint/model/mentions.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <unordered_set>
#include <utility>

namespace dflint::rules {
static void check(const model::Build&, Pass&);

extern constexpr Rule undefined_variable = rule({
    .name = "undefined-variable",
    .summary = "An instruction uses a variable that the file does not set",
    .why =
        R"(An unset variable is empty, without any warning from the build: `WORKDIR $APP/src` becomes `/src`,
`COPY x $DIR/` copies into the working directory, `ENV PATH=$HOME/bin:$PATH` puts `/bin` in front.

A stage does not see the ARGs above the first FROM, nor the platform arguments, before an `ARG NAME`
of its own. `HOME`, `PWD` and their like belong to the shell of a RUN. RUN, CMD and ENTRYPOINT are
left to their shells.

The base image may set the variable. dflint knows what the common ones do: `GOPATH` of golang is no
more than a matter of style, a name that the image is not known to set an information. Where nobody
knows the image, only names that look like a misspelt one of the file are an information.)",
    .bad = "FROM alpine:3\nARG VERSION=1.2\nLABEL version=$VERSON\n",
    .good = "FROM alpine:3\nARG VERSION=1.2\nLABEL version=$VERSION\n",
    .source = "https://docs.docker.com/reference/build-checks/undefined-var/",
    .fixable = Fixable::sometimes,
    .also_known_as = {"UndefinedVar"},
    .checks = {check},
});

namespace {

using dockerfile::Instruction;
using dockerfile::Keyword;
using dockerfile::Use;
using model::Expandable;

/// PATH has a value in each stage. The others BuildKit reads itself and keeps out of ENV.
bool is_always_set(std::string_view name) {
    return name == "PATH" || name == "BUILDKIT_SBOM_SCAN_CONTEXT" ||
           name == "BUILDKIT_SBOM_SCAN_STAGE";
}

/// What ONBUILD instructions of the parent set at the beginning of the stage.
std::unordered_set<std::string_view> set_by_triggers(const model::Stage& stage) {
    std::unordered_set<std::string_view> names;
    if (stage.parent == nullptr) return names;
    const auto& instructions = stage.build->instructions();
    for (std::uint32_t i = stage.parent->first; i < stage.parent->last; ++i) {
        const auto* const onbuild = instructions[i].as<dockerfile::Onbuild>();
        if (onbuild == nullptr || onbuild->inner == nullptr) continue;
        const Keyword keyword = onbuild->inner->keyword;
        if (keyword != Keyword::arg && keyword != Keyword::env) continue;
        const auto* const pairs = onbuild->inner->as<dockerfile::Pairs>();
        if (pairs == nullptr) continue;
        for (const dockerfile::Pair& pair : pairs->pairs) names.insert(pair.key.text);
    }
    return names;
}

/// Where variables are used first: in a stage, not in one that it is built from.
class FirstUses {
public:
    /// The use at hand, or one before it in the stage or its parents. Parents come first.
    const FirstUse& add(const model::Stage& stage, std::string_view name, Span at) {
        auto& stages = all_[name];
        const auto next = stages.upper_bound(stage.order);
        if (next != stages.begin() && stage.is_built_from(*std::prev(next)->second.stage)) {
            return std::prev(next)->second;
        }
        return stages.emplace(stage.order, FirstUse{&stage, at}).first->second;
    }

private:
    std::map<std::string_view, std::map<std::uint32_t, FirstUse>> all_; ///< by order of the stage
};

class Judge {
public:
    Judge(const model::Stage& stage, FirstUses& firsts, Pass& pass)
        : stage_(stage), firsts_(firsts), pass_(pass) {}

    void judge(std::uint32_t index, const std::vector<Expandable>& texts) {
        const model::Build& build = *stage_.build;
        const Instruction& instruction = build.instructions()[index];
        const auto is_fine = [&](const Expandable& text) {
            return model::mentions_only(text.text,
                                        [&](std::string_view name) { return is_set(index, name); });
        };
        if (std::all_of(texts.begin(), texts.end(), is_fine)) return;
        std::unordered_set<std::string_view> declared; // by words of this ARG
        const model::BareScope scope(model::Scope(stage_, index));
        std::size_t pair = 0;
        for (const Expandable& text : texts) {
            if (instruction.keyword == Keyword::arg) {
                const auto& pairs = instruction.as<dockerfile::Pairs>()->pairs;
                for (; &pairs[pair] != text.pair; ++pair) declared.insert(pairs[pair].key.text);
            }
            std::vector<Use> uses;
            std::unordered_set<std::string_view> told;
            if (text.is_heredoc) {
                (void)dockerfile::expand_heredoc(text.text, scope, &uses);
            } else {
                (void)dockerfile::expand(text.text, build.tree.escape, scope, &uses);
            }
            for (const Use& use : uses) {
                if (use.state != dockerfile::Variable::State::unset) continue;
                if (is_set(index, use.name) || declared.contains(use.name)) continue;
                if (told.insert(use.name).second) report(index, text, use);
            }
        }
    }

private:
    /// A declaration is enough, with a value or without.
    [[nodiscard]] bool is_set(std::uint32_t index, std::string_view name) {
        if (is_always_set(name)) return true;
        if (model::Scope(stage_, index).binding(name) != nullptr) return true;
        if (!triggered_) triggered_ = set_by_triggers(stage_);
        return triggered_->contains(name);
    }

    void report(std::uint32_t index, const Expandable& text, const Use& use) {
        const FirstUse& first = firsts_.add(stage_, use.name, text.in_file(use.at));
        Explanation explanation = explain({stage_, index, text, use, first}, budget_);
        pass_.report(explanation.severity, {.at = text.in_file(use.at),
                                            .message = std::move(explanation.message),
                                            .labels = std::move(explanation.labels),
                                            .fix = std::move(explanation.fix)});
    }

    const model::Stage& stage_;
    FirstUses& firsts_;
    Pass& pass_;
    SuggestionBudget budget_;
    std::optional<std::unordered_set<std::string_view>> triggered_; ///< names, once asked for
};

} // namespace

static void check(const model::Build& build, Pass& pass) {
    FirstUses firsts;
    const auto& all = build.fact<model::ExpandingInstructions>();
    for (const model::Stage& stage : build.stages) {
        Judge judge(stage, firsts, pass);
        for (const auto& each : all.in(stage.first + 1, stage.last)) {
            judge.judge(each.index, each.texts);
        }
    }
}
} // namespace dflint::rules
