// SPDX-License-Identifier: Apache-2.0
#include "undefined_variable.h"

#include "dflint/model/base_image.h"
#include "dflint/model/edits.h"
#include "dflint/model/platform_arguments.h"
#include "dflint/model/proxy_arguments.h"
#include "dflint/source/nearest.h"
#include "dflint/syntax/shell/characters.h"

#include <algorithm>
#include <iterator>

namespace dflint::rules {

namespace {

using model::Binding;
using model::Stage;

/// Two letters more or less make any short name out of another.
constexpr std::size_t shortest_misspelt = 4;

std::string quoted(std::string_view name) {
    return "`$" + std::string(name) + "`";
}

/// Variables that a shell or a login sets, and images do not.
bool belongs_to_shell(std::string_view name) {
    constexpr std::string_view names[] = {"HOSTNAME", "OLDPWD", "PWD", "RANDOM", "SHELL", "UID"};
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

/// The base image is known, and known to set nothing.
bool is_on_bare_image(const Stage& stage) {
    const auto base = stage.base_image();
    return base && model::sets_only_path(*base);
}

/// Some tag of the base image is known to set it.
bool is_set_by_base(const UndefinedUse& undefined) {
    const auto base = undefined.stage.base_image();
    return base && model::image_sets(*base, undefined.use.name);
}

/// The variables of the base image are known.
bool knows_base(const Stage& stage) {
    const auto base = stage.base_image();
    return base && model::has_known_environment(*base);
}

/// `${name:-...}`, `${name:+:$name}`: the author knows that it may be unset.
bool is_guarded(const UndefinedUse& undefined) {
    const std::string_view text = undefined.text.text;
    const std::string opening = "${" + std::string(undefined.use.name);
    for (std::size_t at = text.find(opening); at != text.npos; at = text.find(opening, at + 1)) {
        std::string_view rest = text.substr(at + opening.size());
        if (rest.starts_with(':')) rest.remove_prefix(1);
        if (rest.starts_with('-') || rest.starts_with('+') || rest.starts_with('?')) return true;
    }
    return false;
}

/// `ENV X=a:$X` means the X of the base image, whatever else is called nearly so.
bool is_own(const UndefinedUse& undefined) {
    const dockerfile::Pair* const pair = undefined.text.pair;
    return pair != nullptr && pair->key.text == undefined.use.name;
}

Explanation not_declared_in_stage(const UndefinedUse& undefined) {
    const std::string_view name = undefined.use.name;
    if (undefined.first.stage != &undefined.stage) {
        return {.message = quoted(name) + " is empty here, too: one `ARG " + std::string(name) +
                           "` in the stage that this one is built from is enough",
                .labels = {{undefined.first.at, "to be declared before it"}}};
    }
    Explanation out{.message = "the stage does not see " + quoted(name) + " without an `ARG " +
                               std::string(name) + "` of its own: it is empty",
                    .fix = Fix{.title = "declare it in the stage",
                               .applicability = Applicability::unsafe,
                               .edits = {model::with_declaration(undefined.stage, name,
                                                                 undefined.instruction)}},
                    .severity = Severity::warning};
    const Binding* const global = undefined.stage.build->globals.declaration(name);
    if (global != nullptr) out.labels = {{global->pair->key.at, "declared for FROM lines only"}};
    return out;
}

/// A binding of that name that stands further down in the stage, or in the same instruction.
const Binding* set_later(const UndefinedUse& undefined) {
    const Stage& stage = undefined.stage;
    const Binding* const last = model::Scope(stage, stage.last).binding(undefined.use.name);
    if (last == nullptr || last->instruction < undefined.instruction) return nullptr;
    return is_own(undefined) ? nullptr : last;
}

/// A binding of that name in a stage above, which this one is not built from.
const Binding* set_in_another_stage(const UndefinedUse& undefined) {
    if (is_own(undefined) || is_guarded(undefined)) return nullptr;
    const model::Build& build = *undefined.stage.build;
    return build.symbols.last_above(build.stages, undefined.stage.index, undefined.use.name);
}

const Stage& stage_of(const Binding& binding, const model::Build& build) {
    const auto behind =
        std::partition_point(build.stages.begin(), build.stages.end(),
                             [&](const Stage& each) { return each.first <= binding.instruction; });
    return *std::prev(behind);
}

/// The same ARG once more, where its default can mean nothing else in this stage.
std::optional<Fix> declare_like(const Binding& binding, const UndefinedUse& undefined) {
    if (binding.is_env) return std::nullopt;
    const auto& value = binding.pair->value;
    if (value && value->text.find_first_of("$\\`\"'") != value->text.npos) return std::nullopt;
    Edit edit = model::with_declaration(undefined.stage, undefined.use.name, undefined.instruction);
    if (value) edit.text.insert(edit.text.size() - 1, "=" + std::string(value->text));
    return Fix{.title = "declare it in this stage, too",
               .applicability = Applicability::unsafe,
               .edits = {std::move(edit)}};
}

Explanation not_seen_here(const UndefinedUse& undefined, const Binding& other) {
    const std::string_view stage = stage_of(other, *undefined.stage.build).name;
    const std::string whose =
        stage.empty() ? "of an earlier stage" : "of stage `" + std::string(stage) + "`";
    return {.message = quoted(undefined.use.name) + " " + whose + " is not seen here: it is empty",
            .labels = {{other.pair->key.at, "counts in its own stage"}},
            .fix = declare_like(other, undefined),
            .severity = Severity::warning};
}

std::string_view nearest_variable(const UndefinedUse& undefined, SuggestionBudget& budget) {
    std::vector<std::string_view> options;
    for (const Stage* at = &undefined.stage; at != nullptr; at = at->parent) {
        if (!budget.take(at->bindings.size() + 1)) return {};
        for (const Binding& each : at->bindings) {
            const bool is_option =
                each.instruction < undefined.instruction && model::is_name_of_expansion(each.name);
            if (is_option) options.push_back(each.name);
        }
    }
    return nearest_of(undefined.use.name, options);
}

/// `$NB_UID` beside `$NB_GID` is no mistake where the base image sets it: then it is a hint only.
Fix rename(const UndefinedUse& undefined, std::string_view near, bool is_certain) {
    const std::string_view name = undefined.use.name;
    const auto begin = static_cast<std::uint32_t>(name.data() - undefined.text.text.data());
    const Span at = {begin, begin + static_cast<std::uint32_t>(name.size())};
    return {.title = "use `$" + std::string(near) + "`",
            .applicability = is_certain ? Applicability::unsafe : Applicability::show,
            .edits = {{undefined.text.in_file(at), std::string(near)}}};
}

} // namespace

Explanation explain(const UndefinedUse& undefined, SuggestionBudget& budget) {
    const Stage& stage = undefined.stage;
    const std::string_view name = undefined.use.name;
    const bool is_bare = is_on_bare_image(stage);
    if (is_set_by_base(undefined)) {
        return {.message =
                    "nothing in the file sets " + quoted(name) + ", only the base image does",
                .severity = Severity::style};
    }
    if (model::is_platform_argument(name) || stage.build->globals.declaration(name) != nullptr) {
        return not_declared_in_stage(undefined);
    }
    if (const Binding* const later = set_later(undefined)) {
        const bool is_same = later->instruction == undefined.instruction;
        return {.message =
                    quoted(name) + (is_same ? " has no value yet in the instruction that sets it"
                                            : " is not set yet"),
                .labels = {{later->pair->key.at,
                            is_same ? "counts from the next instruction on" : "set here"}},
                .severity = is_bare && !is_guarded(undefined) ? Severity::warning : Severity::info};
    }
    if (const Binding* const other = set_in_another_stage(undefined)) {
        return not_seen_here(undefined, *other);
    }
    if (model::is_proxy_argument(name)) {
        return {.message = "only a RUN sees " + quoted(name) + " of the build: it is empty here",
                .severity = Severity::warning};
    }
    if (belongs_to_shell(name) || (name == "HOME" && is_bare)) {
        return {.message = quoted(name) + " is empty here: only the shell of a RUN knows it",
                .severity = Severity::warning};
    }
    if (!shell::is_name_start(name.front())) {
        return {.message = "nothing sets " + quoted(name) + ": it is empty",
                .severity = Severity::warning};
    }
    const bool is_known = knows_base(stage);
    std::string_view effect =
        is_bare ? ": it is empty" : ", and the base image is not known to: it is empty";
    if (!is_known) effect = ": it is empty unless the base image sets it";
    Explanation out{.message = "nothing in the file sets " + quoted(name) + std::string(effect),
                    .severity = is_known ? Severity::info : Severity::style};
    if (is_bare && !is_guarded(undefined)) out.severity = Severity::warning;
    if (name.size() < shortest_misspelt || is_guarded(undefined) || is_own(undefined)) return out;
    if (const std::string_view near = nearest_variable(undefined, budget); !near.empty()) {
        if (out.severity == Severity::style) out.severity = Severity::info;
        out.message += "; did you mean `$" + std::string(near) + "`?";
        if (undefined.text.is_exact) out.fix = rename(undefined, near, is_bare);
    }
    return out;
}

} // namespace dflint::rules
