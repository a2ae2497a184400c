// SPDX-License-Identifier: Apache-2.0
#include "build_arguments.h"
#include "dflint/bake/written.h"
#include "dflint/lint/rule.h"
#include "dflint/model/mentions.h"
#include "dflint/model/platform_arguments.h"
#include "dflint/source/nearest.h"

#include <algorithm>
#include <array>
#include <memory>

namespace dflint::rules {
static void check(const workspace::Project&, Pass&);

extern constexpr Rule arg_not_in_dockerfile = rule({
    .name = "arg-not-in-dockerfile",
    .summary = "Build argument that the Dockerfile does not declare",
    .why =
        R"(BuildKit drops an argument that no ARG names, with at most a warning in the log. The value never reaches the build: a version that seems to be pinned is not, and readers look for the effect of a line that has none.)",
    .bad = "target \"app\" {\n  dockerfile-inline = <<EOT\nFROM alpine:3\nARG VERSION=1\nEOT\n  "
           "args = {\n    VERSON = \"2\"\n  }\n}\n",
    .good = "target \"app\" {\n  dockerfile-inline = <<EOT\nFROM alpine:3\nARG VERSION=1\nEOT\n  "
            "args = {\n    VERSION = \"2\"\n  }\n}\n",
    .source = "https://docs.docker.com/reference/dockerfile/#arg",
    .kind = FileKind::bake_hcl,
    .group = Group::bake,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

/// Arguments that need no ARG: they are for the frontend, the proxies, or name the platform.
bool is_predefined(std::string_view name) {
    static constexpr std::array<std::string_view, 6> proxies{
        "ALL_PROXY", "FTP_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "SOURCE_DATE_EPOCH"};
    std::string upper(name);
    for (char& c : upper) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    }
    return name.starts_with("BUILDKIT_") || model::is_platform_argument(name) ||
           std::find(proxies.begin(), proxies.end(), upper) != proxies.end();
}

/// Its declarations are all to be seen.
bool is_settled(const workspace::BakeTarget& target) {
    return target.dockerfile != nullptr && target.dockerfile->tree.errors.empty() &&
           has_usual_frontend(target.dockerfile->tree);
}

std::vector<std::string_view> declared_names(const dockerfile::Tree& tree) {
    std::vector<std::string_view> names;
    for (const dockerfile::Instruction& instruction : tree.instructions) {
        if (instruction.keyword != dockerfile::Keyword::arg) continue;
        if (const auto* const pairs = instruction.as<dockerfile::Pairs>()) {
            for (const dockerfile::Pair& pair : pairs->pairs) names.push_back(pair.key.text);
        }
    }
    return names;
}

/// Where the RUN expands the variable, which nothing sets.
std::optional<Span> use_in(const model::Run& run, std::string_view name) {
    if (run.error != nullptr || run.scope.binding(name) != nullptr) return std::nullopt;
    const auto sets_it = [&](const auto& script) { return model::may_set(script->tree, name); };
    if (std::any_of(run.scripts.begin(), run.scripts.end(), sets_it)) return std::nullopt;
    for (const auto& script : run.scripts) {
        for (const model::VariableUse& each : model::variable_uses(script->tree)) {
            if (each.name == name) return script->text.in_file(each.at);
        }
    }
    return std::nullopt;
}

std::optional<Span> use_in(const workspace::BakeTarget& target, std::string_view name) {
    if (target.build == nullptr) return std::nullopt;
    for (const model::Stage& stage : target.build->stages) {
        for (const model::Run& run : stage.runs) {
            if (const auto use = use_in(run, name)) return use;
        }
    }
    return std::nullopt;
}

/// What a RUN wants is not too much in the bake file, but missing in the Dockerfile.
void tell_use(const workspace::BakeTarget& target, std::string_view name, Span use,
              Diagnostic& diagnostic) {
    diagnostic.message += ", which a RUN expands";
    diagnostic.fix.reset();
    if (!target.dockerfile_path) return; // spans count in its own text
    diagnostic.labels.push_back(
        {use, "`" + std::string(name) + "` is empty here",
         std::shared_ptr<const SourceFile>(target.dockerfile, &target.dockerfile->file)});
}

std::optional<Fix> rename_argument(const workspace::Project& project, const WrittenArgument& each,
                                   std::string_view name) {
    const auto item = item_at(project.meaning(), each.at);
    if (!item) return std::nullopt;
    // Between quotes, when there are any.
    const bool has_quotes = item->key().is(hcl::ExprKind::template_);
    const Span at{item->key().at.begin + has_quotes, item->key().at.end - has_quotes};
    return Fix{.title = "rename it to `" + std::string(name) + "`",
               .edits = {{at, std::string(name)}}};
}

} // namespace

static void check(const workspace::Project& project, Pass& pass) {
    for (const WrittenArgument& each : written_arguments(project)) {
        if (is_predefined(each.name) || is_client_setting(each.name)) continue;
        // One that several targets inherit is of use when one of them declares it.
        const bool is_lost = std::all_of(
            each.targets.begin(), each.targets.end(), [&](const workspace::BakeTarget* target) {
                return is_settled(*target) && !declares(target->dockerfile->tree, each.name);
            });
        if (!is_lost) continue;
        const workspace::BakeTarget& target = *each.targets.front();
        const dockerfile::Tree& tree = target.dockerfile->tree;
        const std::string where =
            target.dockerfile_path ? "`" + *target.dockerfile_path + "`" : "the inline Dockerfile";
        Diagnostic diagnostic;
        diagnostic.message = "no ARG of " + where + " declares `" + each.name + "`";
        // Short names are near to everything.
        const bool is_telling = each.name.size() > 3;
        const std::string_view near =
            is_telling ? nearest_of(each.name, declared_names(tree)) : std::string_view();
        diagnostic.message += did_you_mean(near);
        diagnostic.fix =
            near.empty() ? remove_argument(project, each) : rename_argument(project, each, near);
        // Somebody meant it to be of use.
        if (diagnostic.fix) diagnostic.fix->applicability = Applicability::unsafe;
        const auto use = near.empty() ? use_in(target, each.name) : std::nullopt;
        if (use) tell_use(target, each.name, *use, diagnostic);
        pass.report(each.at, std::move(diagnostic));
    }
}
} // namespace dflint::rules
