// SPDX-License-Identifier: Apache-2.0
#include "build_arguments.h"

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
