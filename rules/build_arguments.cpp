// SPDX-License-Identifier: Apache-2.0
#include "build_arguments.h"

#include "dflint/bake/edits.h"

#include <algorithm>
#include <array>

namespace dflint::rules {

std::vector<WrittenArgument> written_arguments(const workspace::Project& project) {
    std::map<std::pair<bake::FileIndex, Span>, WrittenArgument> by_place;
    for (const workspace::BakeTarget& target : project.targets()) {
        const auto* const args = target.meaning->attributes.find(bake::AttributeId::args);
        if (args == nullptr || target.is_abstract) continue;
        for (const bake::Element& each : args->elements) {
            if (!each.at.is_written()) continue;
            WrittenArgument& argument = by_place[{each.at.file, each.at.at}];
            argument.name = each.key;
            argument.at = each.at;
            argument.targets.push_back(&target);
        }
    }
    std::vector<WrittenArgument> all;
    for (auto& [place, argument] : by_place) all.push_back(std::move(argument));
    return all;
}

std::optional<Fix> remove_argument(const workspace::Project& project,
                                   const WrittenArgument& argument) {
    const auto item = item_at(project.meaning(), argument.at);
    if (!item) return std::nullopt;
    const bool is_only =
        listing(item->in, *item->attribute, hcl::ExprKind::object)->children.size() == 1;
    bake::Edits edits = is_only ? remove_attribute(item->in, *item->attribute)
                                : remove_item(item->in, *item->attribute, *item->item);
    if (edits.empty()) return std::nullopt;
    const bool is_known = std::all_of(
        argument.targets.begin(), argument.targets.end(), [](const workspace::BakeTarget* target) {
            return target->dockerfile != nullptr && target->dockerfile->tree.errors.empty() &&
                   has_usual_frontend(target->dockerfile->tree);
        });
    const auto& files = project.meaning().files;
    const bool is_referred_to = std::any_of(files.begin(), files.end(), [](const bake::File& each) {
        return each.source->text().find(".args") != std::string_view::npos; // target.app.args.X
    });
    return Fix{.title = "remove the argument",
               .applicability =
                   is_known && !is_referred_to ? Applicability::safe : Applicability::unsafe,
               .edits = std::move(edits)};
}

bool has_usual_frontend(const dockerfile::Tree& tree) {
    return std::all_of(tree.directives.begin(), tree.directives.end(), [](const auto& each) {
        return each.kind != dockerfile::DirectiveKind::syntax ||
               each.value.text.find("docker/dockerfile") != std::string_view::npos;
    });
}

bool declares(const dockerfile::Tree& tree, std::string_view argument) {
    const auto names_it = [&](const dockerfile::Pair& pair) { return pair.key.text == argument; };
    return std::any_of(tree.instructions.begin(), tree.instructions.end(),
                       [&](const dockerfile::Instruction& instruction) {
                           const dockerfile::Instruction* at = &instruction;
                           if (const auto* const onbuild = at->as<dockerfile::Onbuild>())
                               at = onbuild->inner.get();
                           if (at == nullptr || at->keyword != dockerfile::Keyword::arg)
                               return false;
                           const auto* const pairs = at->as<dockerfile::Pairs>();
                           return pairs != nullptr &&
                                  std::any_of(pairs->pairs.begin(), pairs->pairs.end(), names_it);
                       });
}

bool is_client_setting(std::string_view argument) {
    static constexpr std::array<std::string_view, 8> names{
        "BUILDKIT_PROGRESS",
        "BUILDX_BUILDER",
        "BUILDX_CONFIG",
        "BUILDX_EXPERIMENTAL",
        "COMPOSE_DOCKER_CLI_BUILD",
        "DOCKER_BUILDKIT",
        "DOCKER_CLI_EXPERIMENTAL",
        "DOCKER_HOST",
    };
    return std::find(names.begin(), names.end(), argument) != names.end();
}

} // namespace dflint::rules
