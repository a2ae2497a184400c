// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/built_platforms.h"
#include "dflint/model/image_platforms.h"
#include "dflint/workspace/project.h"

#include <optional>
#include <string>

namespace dflint::rules {
static void check(const workspace::BakeTarget&, Pass&);

extern constexpr Rule platform_conflict = rule({
    .name = "platform-conflict",
    .summary = "Bake target for a platform that its Dockerfile cannot be built for",
    .why =
        R"(A constant `--platform` in the last stage, or a base image for one architecture, wins over what the
target asks for. The build ends with `no match for platform`, or an image goes out as arm64 and holds
amd64 programs: `exec format error` where it is run.

`FROM debian:12` follows the target; `$TARGETARCH` in the name of a stage or a tag chooses one for each
platform.)",
    .bad = "target \"app\" {\n  platforms = [\"linux/amd64\", \"linux/arm64\"]\n"
           "  dockerfile-inline = \"FROM amd64/debian:12\"\n}\n",
    .good = "target \"app\" {\n  platforms = [\"linux/amd64\", \"linux/arm64\"]\n"
            "  dockerfile-inline = \"FROM debian:12\"\n}\n",
    .source = "https://docs.docker.com/build/building/multi-platform/",
    .kind = FileKind::bake_hcl,
    .group = Group::architecture,
    .severity = Severity::error,
    .checks = {check},
});

namespace {

/// What the last stage is built from or for, whatever the target asks for.
struct Pin {
    model::Platform platform;
    std::string cause; ///< how the message begins
    Span at;           ///< in the Dockerfile
};

std::optional<Pin> pin_of(const model::Stage& stage) {
    if (const auto constant = model::constant_platform_of(stage)) {
        return Pin{constant->platform,
                   "the last stage is for `" + constant->text + "` whatever is asked for",
                   constant->at};
    }
    const model::Stage& root = stage.root();
    if (!root.image || model::is_on_build_platform(stage)) return std::nullopt;
    const std::string_view architecture = model::only_architecture_of(*root.image);
    if (architecture.empty()) return std::nullopt;
    return Pin{{"linux", std::string(architecture)},
               "the base image `" + *root.image + "` is for " + std::string(architecture) + " only",
               root.from->as<dockerfile::From>()->image.at};
}

bool fits(const model::Platform& asked, const model::Platform& given) {
    return asked.os == given.os && asked.architecture == given.architecture;
}

} // namespace

static void check(const workspace::BakeTarget& target, Pass& pass) {
    if (target.is_abstract || target.build == nullptr) return;
    const bake::Attribute* const platforms =
        target.meaning->attributes.find(bake::AttributeId::platforms);
    const model::Stage* const stage = target.build->final_stage;
    if (platforms == nullptr || stage == nullptr || !target.dockerfile->tree.errors.empty()) return;
    const auto pin = pin_of(*stage);
    if (!pin) return;
    for (const bake::Element& each : platforms->elements) {
        const auto text = workspace::text_of(each.value);
        if (!text || !each.at.is_written()) continue;
        for (const std::string& name : workspace::platforms_in(*text)) {
            const auto asked = model::read_platform(name);
            if (!asked || fits(*asked, pin->platform)) continue;
            pass.report(each.at, {.at = each.at.at,
                                  .message = pin->cause + ": nothing is built for `" + name + "`",
                                  .labels = {Pass::label(target, pin->at, "fixed here")}});
        }
    }
}
} // namespace dflint::rules
