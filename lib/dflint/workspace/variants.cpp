// SPDX-License-Identifier: Apache-2.0
#include "dflint/workspace/variants.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace dflint::workspace {

namespace {

/// The names that ARG instructions declare.
std::set<std::string_view> declared_arguments(const dockerfile::Tree& tree) {
    std::set<std::string_view> names;
    for (const dockerfile::Instruction& instruction : tree.instructions) {
        if (instruction.keyword != dockerfile::Keyword::arg) continue;
        const auto* const arguments = instruction.as<dockerfile::Pairs>();
        if (arguments == nullptr) continue;
        for (const dockerfile::Pair& pair : arguments->pairs) names.insert(pair.key.text);
    }
    return names;
}

/// Equal for targets that build the same thing, as far as a Dockerfile can tell.
std::string meaning_of(const BakeTarget& target, const std::set<std::string_view>& declared) {
    std::vector<std::string> parts;
    const model::Invocation& how = target.invocation;
    for (const auto& [name, value] : how.arguments) {
        if (declared.contains(name)) parts.push_back("a" + name + "=" + value.value_or("\1"));
    }
    for (const auto& [name, value] : how.contexts) {
        parts.push_back("c" + name + "=" + value.value_or("\1"));
    }
    std::sort(parts.begin(), parts.end());
    std::string all = target.context_directory.value_or("\1") + '\0' + how.target;
    for (const std::string& each : how.platforms) all += '\0' + each;
    for (const std::string& each : parts) all += '\0' + each;
    return all;
}

} // namespace

std::vector<const BakeTarget*> distinct(std::span<const BakeTarget* const> targets) {
    std::vector<const BakeTarget*> found;
    if (targets.empty()) return found;
    const auto declared = declared_arguments(targets.front()->dockerfile->tree);
    std::set<std::string> known;
    for (const BakeTarget* const target : targets) {
        if (known.insert(meaning_of(*target, declared)).second) found.push_back(target);
    }
    return found;
}

std::vector<InlineDockerfile> inline_dockerfiles(const Project& project) {
    std::map<std::pair<bake::FileIndex, Span>, std::vector<const BakeTarget*>> by_place;
    for (const BakeTarget& target : project.targets()) {
        const bake::Attribute* const text =
            target.meaning->attributes.find(bake::AttributeId::dockerfile_inline);
        const bool is_inline = target.dockerfile != nullptr && !target.dockerfile_path;
        if (!is_inline || target.is_abstract || !text->at.is_written()) continue;
        by_place[{text->at.file, text->at.at}].push_back(&target);
    }
    std::vector<InlineDockerfile> all;
    for (auto& [place, targets] : by_place) {
        all.push_back({{place.first, place.second}, std::move(targets)});
    }
    return all;
}

} // namespace dflint::workspace
