// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"

#include <algorithm>
#include <vector>

namespace dflint::rules {
static void check(const model::Stage&, Pass&);

extern constexpr Rule redundant_target_platform = rule({
    .name = "redundant-target-platform",
    .summary = "`--platform=$TARGETPLATFORM` asks for the default",
    .why = R"(A stage is built for the target platform anyway. The flag says nothing, and readers
look for the stage that needs it.)",
    .bad = "FROM --platform=$TARGETPLATFORM debian:12\n",
    .good = "FROM debian:12\n",
    .source = "https://docs.docker.com/reference/build-checks/redundant-target-platform/",
    .severity = Severity::info,
    .fixable = Fixable::sometimes,
    .also_known_as = {"RedundantTargetPlatform", "DL3065"},
    .checks = {check},
});

namespace {

constexpr std::string_view target_platform = "TARGETPLATFORM";

/// The flag and the blanks behind it.
Span with_blanks(std::string_view text, Span at) {
    while (at.end < text.size() && (text[at.end] == ' ' || text[at.end] == '\t')) ++at.end;
    return at;
}

/// A comment above says why the flag is there: older builders need it.
bool is_explained(const dockerfile::Instruction& from, const model::Build& build) {
    for (std::uint32_t i = from.comments_begin; i < from.comments_end; ++i) {
        const std::string_view comment = build.file.slice(build.tree.comments[i].at);
        if (comment.find("--platform") != comment.npos) return true;
    }
    return false;
}

} // namespace

static void check(const model::Stage& stage, Pass& pass) {
    const dockerfile::Flag* const flag = stage.from->flag("platform");
    if (flag == nullptr || !flag->value) return;
    const model::Build& build = pass.build();
    const model::PlainBuildGlobals globals(build.globals);
    std::vector<dockerfile::Use> uses;
    const auto expanded = dockerfile::expand(*flag->value, build.tree.escape, globals, &uses);
    const bool is_alone = !uses.empty() && std::all_of(uses.begin(), uses.end(), [](auto& use) {
        return use.name == target_platform;
    });
    if (!is_alone || expanded.text != globals.find(target_platform).value) return;
    Diagnostic diagnostic{.at = flag->at,
                          .message = "stages are built for the target platform by default"};
    // `ARG TARGETPLATFORM=...` before FROM makes another platform out of it.
    const model::Binding* const declared = build.globals.declaration(target_platform);
    const bool is_redefined = declared != nullptr && declared->pair->value;
    if (!is_redefined && !is_explained(*stage.from, build)) {
        diagnostic.fix = Fix{.title = "drop the flag",
                             .applicability = Applicability::safe,
                             .edits = {{with_blanks(build.file.text(), flag->at), ""}}};
    }
    pass.report(std::move(diagnostic));
}
} // namespace dflint::rules
