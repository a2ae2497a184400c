// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/edits.h"
#include "dflint/model/mentions.h"
#include "dflint/model/platform_arguments.h"
#include "dflint/source/byte_set.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

namespace dflint::rules {
static void check(const model::Build&, Pass&);

extern constexpr Rule targetarch_undeclared = rule({
    .name = "targetarch-undeclared",
    .summary = "A RUN uses a platform argument that its stage does not declare",
    .why =
        R"(BuildKit knows `TARGETARCH`, `TARGETPLATFORM`, `BUILDARCH` and their like, but gives them to a RUN
only after an `ARG` of that name in the stage; one above the first FROM is for FROM lines alone. Without
it the shell expands to nothing: a URL loses its architecture, a `case` falls to its default, and
`${TARGETARCH:-amd64}` is amd64 on every platform.

Instructions other than RUN are `undefined-variable`'s.)",
    .bad = "FROM debian:12\nRUN curl -fLO https://example.com/tool-$TARGETARCH\n",
    .good = "FROM debian:12\nARG TARGETARCH\nRUN curl -fLO https://example.com/tool-$TARGETARCH\n",
    .source =
        "https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope",
    .group = Group::architecture,
    .severity = Severity::error,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using model::Run;
using model::Stage;

/// What a RUN expects of an argument that it does not get.
struct Use {
    const Run* run;
    Span at;              ///< in the file
    std::string fallback; ///< what counts instead: `${TARGETARCH:-amd64}`
    bool has_fallback = false;
};

constexpr std::size_t name_count = std::size(model::platform_arguments);

/// By the index of the name in model::platform_arguments.
using Uses = std::array<std::vector<Use>, name_count>;

/// Whether the RUN at hand sets the name itself, once asked for.
using Settings = std::array<std::optional<bool>, name_count>;

std::size_t index_of(std::string_view name) {
    const auto* const found =
        std::find(std::begin(model::platform_arguments), std::end(model::platform_arguments), name);
    return static_cast<std::size_t>(found - std::begin(model::platform_arguments));
}

/// A variable begins like one of the names.
bool may_mention(std::string_view text) {
    for (std::size_t at = text.find('$'); at != text.npos; at = text.find('$', at + 1)) {
        static constexpr ByteSet signs("{#!"); // ${#NAME}, ${!NAME}
        const std::size_t name = std::min(signs.first_not_in(text, at + 1), text.size());
        const std::string_view rest = text.substr(name);
        if (rest.starts_with("TARGET") || rest.starts_with("BUILD")) return true;
    }
    return false;
}

/// The word behind `:-`. Nothing when a command makes it: the author has another way to ask.
std::optional<std::string> fallback_of(std::string_view expansion, std::string_view op) {
    const std::size_t begin = expansion.find(op) + op.size();
    std::string_view word = expansion.substr(begin, expansion.size() - begin - 1);
    if (word.find_first_of("$`") != word.npos) return std::nullopt;
    return std::string(word);
}

class Judge {
public:
    Judge(const model::Build& build, Pass& pass) : build_(build), pass_(pass) {}

    void judge() {
        std::vector<std::uint32_t> told(build_.stages.size()); // bits of names, parents' included
        for (const Stage& stage : build_.stages) {
            const std::uint32_t above = stage.parent == nullptr ? 0 : told[stage.parent->index];
            told[stage.index] = above;
            const Uses uses = uses_in(stage);
            for (std::size_t i = 0; i < name_count; ++i) {
                if (uses[i].empty()) continue;
                const std::uint32_t bit = 1U << i;
                // A declaration in the parent counts here, too.
                report(stage, model::platform_arguments[i], uses[i], (above & bit) == 0);
                told[stage.index] |= bit;
            }
        }
    }

private:
    [[nodiscard]] Uses uses_in(const Stage& stage) const {
        Uses uses;
        for (const Run& run : stage.runs) {
            if (run.error != nullptr || run.is_onbuild) continue;
            if (!may_mention(build_.file.slice(run.instruction->at))) continue;
            Settings settings;
            for (const auto& script : run.scripts) collect(run, *script, settings, uses);
        }
        for (std::vector<Use>& each : uses) {
            std::sort(each.begin(), each.end(),
                      [](const Use& a, const Use& b) { return a.at < b.at; });
            // A heredoc that is given to a shell is a part of two scripts.
            each.erase(std::unique(each.begin(), each.end(),
                                   [](const Use& a, const Use& b) { return a.at == b.at; }),
                       each.end());
        }
        return uses;
    }

    static void collect(const Run& run, const model::Script& script, Settings& settings,
                        Uses& uses) {
        for (const model::VariableUse& each : model::variable_uses(script.tree)) {
            const std::size_t index = index_of(each.name);
            if (index == name_count || run.scope.binding(each.name) != nullptr) continue;
            if (!settings[index]) settings[index] = is_set_in(run, each.name);
            if (*settings[index]) continue;
            Use use{.run = &run, .at = script.text.in_file(each.at), .fallback = {}};
            if (each.op == "+" || each.op == ":+") continue;
            if (each.op == "-" || each.op == ":-") {
                auto fallback = fallback_of(script.text.slice(each.at), each.op);
                if (!fallback) continue;
                use.fallback = *std::move(fallback);
                use.has_fallback = true;
            }
            uses[index].push_back(std::move(use));
        }
    }

    static bool is_set_in(const Run& run, std::string_view name) {
        return std::any_of(run.scripts.begin(), run.scripts.end(),
                           [&](const auto& script) { return model::may_set(script->tree, name); });
    }

    void report(const Stage& stage, std::string_view name, const std::vector<Use>& uses,
                bool is_first) const {
        const Use& use = uses.front();
        Diagnostic diagnostic{.at = use.at, .message = message(name, use)};
        for (std::size_t i = 1; i < uses.size() && i <= max_labels; ++i) {
            diagnostic.labels.push_back({uses[i].at, "and here"});
        }
        if (const auto declared = declared_elsewhere(stage, name)) {
            diagnostic.labels.push_back(*declared);
        }
        if (is_first) {
            const bool is_plain = std::none_of(uses.begin(), uses.end(),
                                               [](const Use& each) { return each.has_fallback; });
            diagnostic.fix =
                Fix{.title = "declare it in the stage",
                    .applicability = is_plain ? Applicability::safe : Applicability::unsafe,
                    .edits = {model::with_declaration(stage, name, use.run->index)}};
        }
        pass_.report(std::move(diagnostic));
    }

    static std::string message(std::string_view name, const Use& use) {
        const std::string cause = " before an `ARG " + std::string(name) + "` in the stage";
        if (use.has_fallback && !use.fallback.empty()) {
            return "`" + std::string(name) + "` is not set" + cause + ": it is `" + use.fallback +
                   "` on every platform";
        }
        return "`" + std::string(name) + "` is empty" + cause;
    }

    [[nodiscard]] std::optional<Label> declared_elsewhere(const Stage& stage,
                                                          std::string_view name) const {
        if (const auto* const later = model::Scope(stage, stage.last).binding(name)) {
            return Label{later->pair->key.at, "declared too late for it"};
        }
        if (const auto* const global = build_.globals.declaration(name)) {
            return Label{global->pair->key.at, "declared for FROM lines only"};
        }
        return std::nullopt;
    }

    static constexpr std::size_t max_labels = 3;

    const model::Build& build_;
    Pass& pass_;
};

} // namespace

static void check(const model::Build& build, Pass& pass) {
    if (may_mention(build.file.text())) Judge(build, pass).judge();
}
} // namespace dflint::rules
