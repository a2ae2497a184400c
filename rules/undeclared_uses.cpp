// SPDX-License-Identifier: Apache-2.0
#include "undeclared_uses.h"

#include "dflint/model/edits.h"
#include "dflint/model/mentions.h"
#include "dflint/source/byte_set.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

namespace dflint::rules {

namespace {

using model::Run;
using model::Stage;

constexpr std::size_t max_labels = 3;

using Uses = std::map<std::string_view, std::vector<UndeclaredUse>>;
/// Whether the RUN at hand sets the name itself, once asked for.
using Settings = std::map<std::string_view, bool>;

/// The word behind `:-`. Nothing when a command makes it: the author has another way to ask.
std::optional<std::string> fallback_of(std::string_view expansion, std::string_view op) {
    const std::size_t begin = expansion.find(op) + op.size();
    const std::string_view word = expansion.substr(begin, expansion.size() - begin - 1);
    static constexpr ByteSet signs("$`");
    if (signs.first_in(word) != word.npos) return std::nullopt;
    return std::string(word);
}

bool is_set_in(const Run& run, std::string_view name) {
    return std::any_of(run.scripts.begin(), run.scripts.end(),
                       [&](const auto& script) { return model::may_set(script->tree, name); });
}

class Finder {
public:
    Finder(const model::Build& build, const ArgumentNames& names,
           const std::function<bool(std::string_view)>& may_mention)
        : build_(build), names_(names), may_mention_(may_mention) {}

    [[nodiscard]] Uses uses_in(const Stage& stage) const {
        Uses uses;
        for (const Run& run : stage.runs) {
            if (run.error != nullptr) continue;
            if (!may_mention_(build_.file.slice(run.instruction->at))) continue;
            Settings settings;
            for (const auto& script : run.scripts) collect(run, *script, settings, uses);
        }
        for (auto& [name, each] : uses) {
            std::sort(each.begin(), each.end(),
                      [](const auto& a, const auto& b) { return a.at < b.at; });
            // A heredoc that is given to a shell is a part of two scripts.
            each.erase(std::unique(each.begin(), each.end(),
                                   [](const auto& a, const auto& b) { return a.at == b.at; }),
                       each.end());
        }
        return uses;
    }

private:
    void collect(const Run& run, const model::Script& script, Settings& settings,
                 Uses& uses) const {
        for (const model::VariableUse& each : model::variable_uses(script.tree)) {
            if (!names_.contains(each.name) || run.scope.binding(each.name) != nullptr) continue;
            const auto [setting, is_new] = settings.try_emplace(each.name);
            if (is_new) setting->second = is_set_in(run, each.name);
            if (setting->second) continue;
            UndeclaredUse use{.run = &run, .at = script.text.in_file(each.at), .fallback = {}};
            if (each.op == "+" || each.op == ":+") continue;
            if (each.op == "-" || each.op == ":-") {
                auto fallback = fallback_of(script.text.slice(each.at), each.op);
                if (!fallback) continue;
                use.fallback = *std::move(fallback);
                use.has_fallback = true;
            }
            uses[each.name].push_back(std::move(use));
        }
    }

    const model::Build& build_;
    const ArgumentNames& names_;
    const std::function<bool(std::string_view)>& may_mention_;
};

std::optional<Label> declared_elsewhere(const Stage& stage, std::string_view name) {
    if (const auto* const later = model::Scope(stage, stage.last).binding(name)) {
        return Label{later->pair->key.at, "declared too late for it"};
    }
    if (const auto* const global = stage.build->globals.declaration(name)) {
        return Label{global->pair->key.at, "declared for FROM lines only"};
    }
    return std::nullopt;
}

/// The arguments that are used so far, by name: each with the stages that use it, by their order,
/// but for those that are built from one of them.
class UsedArguments {
public:
    void add(const Stage& stage, std::string_view name, std::vector<UndeclaredUse> uses) {
        auto& stages = all_[name];
        const auto next = stages.upper_bound(stage.order);
        if (next == stages.begin() || !stage.is_built_from(std::prev(next)->second.stage)) {
            stages.emplace(stage.order, UndeclaredArgument{stage, name, std::move(uses)});
            return;
        }
        auto& below = std::prev(next)->second.below;
        below.insert(below.end(), std::make_move_iterator(uses.begin()),
                     std::make_move_iterator(uses.end()));
    }

    void for_each(const std::function<void(const UndeclaredArgument&)>& take) const {
        for (const auto& [name, stages] : all_) {
            for (const auto& [order, each] : stages) take(each);
        }
    }

private:
    std::map<std::string_view, std::map<std::uint32_t, UndeclaredArgument>> all_;
};

bool has_fallback(const UndeclaredUse& use) {
    return use.has_fallback;
}

} // namespace

void find_undeclared(const model::Build& build, const ArgumentNames& names,
                     const std::function<bool(std::string_view)>& may_mention,
                     const std::function<void(const UndeclaredArgument&)>& take) {
    const Finder finder(build, names, may_mention);
    UsedArguments arguments;
    for (const Stage& stage : build.stages) {
        for (auto& [name, uses] : finder.uses_in(stage))
            arguments.add(stage, name, std::move(uses));
    }
    arguments.for_each(take);
}

Diagnostic undeclared(const UndeclaredArgument& argument, std::string message,
                      Applicability applicability) {
    const auto& [stage, name, uses, below] = argument;
    Diagnostic diagnostic{.at = uses.front().at, .message = std::move(message)};
    for (std::size_t i = 1; i < uses.size() && i <= max_labels; ++i) {
        diagnostic.labels.push_back({uses[i].at, "and here"});
    }
    for (std::size_t i = 0; i < below.size() && i < max_labels; ++i) {
        diagnostic.labels.push_back({below[i].at, "and here, in a stage that is built from it"});
    }
    if (const auto declared = declared_elsewhere(stage, name)) {
        diagnostic.labels.push_back(*declared);
    }
    const bool is_plain = std::none_of(uses.begin(), uses.end(), has_fallback) &&
                          std::none_of(below.begin(), below.end(), has_fallback);
    diagnostic.fix = Fix{.title = "declare it in the stage",
                         .applicability = is_plain ? applicability : Applicability::unsafe,
                         .edits = {model::with_declaration(stage, name, uses.front().run->index)}};
    return diagnostic;
}

} // namespace dflint::rules
