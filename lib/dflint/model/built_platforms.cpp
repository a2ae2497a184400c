// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/built_platforms.h"

namespace dflint::model {

namespace {

/// What its --platform says, as far as it does not depend on the build.
enum class Kind { target, builder, constant, unknown };

struct Choice {
    Kind kind = Kind::target;
    std::string value{}; ///< when constant
};

Choice choice_of(const Stage& stage) {
    const std::string_view written = stage.root().platform;
    if (written.empty()) return {};
    std::vector<dockerfile::Use> uses;
    const auto value =
        dockerfile::expand(written, stage.build->tree.escape, stage.build->globals, &uses);
    bool is_target = false;
    bool is_builder = false;
    for (const dockerfile::Use& use : uses) {
        is_target = is_target || use.name.starts_with("TARGET");
        is_builder = is_builder || use.name.starts_with("BUILD");
    }
    if (is_builder) return {is_target ? Kind::unknown : Kind::builder};
    // linux/$TARGETARCH may be another system's architecture, but hardly anything else is built.
    if (is_target) return {Kind::target};
    // Of a plain build only the defaults are known.
    if (!uses.empty() && stage.build->context.invocation == nullptr) return {Kind::unknown};
    if (!value.text || !read_platform(*value.text)) return {Kind::unknown};
    return {Kind::constant, *value.text};
}

} // namespace

std::vector<BuiltPlatform> target_platforms(const Stage& stage) {
    const Invocation* const invocation = stage.build->context.invocation;
    if (invocation == nullptr || !stage.is_used) return {};
    std::vector<BuiltPlatform> platforms;
    for (std::size_t i = 0; i < invocation->platforms.size(); ++i) {
        auto platform = read_platform(invocation->platforms[i]);
        if (!platform) return {};
        BuiltPlatform& each =
            platforms.emplace_back(BuiltPlatform{*std::move(platform), invocation->platforms[i]});
        if (i >= invocation->platform_places.size()) continue;
        each.file = invocation->platform_places[i].file;
        each.at = invocation->platform_places[i].at;
    }
    return platforms;
}

std::vector<BuiltPlatform> built_platforms(const Stage& stage) {
    const bool is_plain = stage.build->context.invocation == nullptr;
    if (is_plain ? stage.root().platform.empty() : !stage.is_used) return {};
    const Choice choice = choice_of(stage);
    if (choice.kind == Kind::constant) return {*constant_platform_of(stage)};
    if (choice.kind == Kind::target) return target_platforms(stage);
    return {};
}

std::optional<BuiltPlatform> constant_platform_of(const Stage& stage) {
    const Choice choice = choice_of(stage);
    if (choice.kind != Kind::constant) return std::nullopt;
    const dockerfile::Flag* const flag = stage.root().from->flag("platform");
    return BuiltPlatform{*read_platform(choice.value), choice.value, &stage.build->file,
                         flag->value_at};
}

bool is_on_build_platform(const Stage& stage) {
    return choice_of(stage).kind == Kind::builder;
}

} // namespace dflint::model
