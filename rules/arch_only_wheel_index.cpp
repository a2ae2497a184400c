// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/rule.h"
#include "dflint/model/architecture_choice.h"
#include "dflint/model/built_platforms.h"
#include "dflint/model/wheel_builds.h"

#include <algorithm>
#include <memory>
#include <string>

namespace dflint::rules {
static void check(const model::Install&, Pass&);

extern constexpr Rule arch_only_wheel_index = rule({
    .name = "arch-only-wheel-index",
    .summary = "Wheels that exist for one architecture, in an image that is built for another",
    .why =
        R"(PyTorch's wheels for ROCm, and those for CUDA before 12.4, are for x86-64 alone. On arm64 pip then
ends with `no matching distribution`, or, where another index is asked as well, installs a torch that
runs on the CPU and says nothing.

Reported only where a bake target, a compose service or `FROM --platform` really builds the other
platform.)",
    .bad = "FROM --platform=linux/arm64 python:3.12\n"
           "RUN pip install torch --index-url https://download.pytorch.org/whl/rocm6.2\n",
    .good = "FROM --platform=linux/arm64 python:3.12\n"
            "RUN pip install torch --index-url https://download.pytorch.org/whl/cpu\n",
    .source = "https://pytorch.org/get-started/locally/",
    .group = Group::architecture,
    .severity = Severity::error,
    .checks = {check},
});

namespace {

/// Runs on some architectures only.
bool is_in_branch(const model::Command& command) {
    const auto branches = model::architecture_branches(command.script->tree);
    return std::any_of(branches.begin(), branches.end(),
                       [&](Span branch) { return branch.contains(command.node->at.begin); });
}

/// An index that is asked beside others may be left without an answer.
std::string message_for(const model::WheelBuildRequest& request, const std::string& platform) {
    const std::string wheels = request.is_index ? "wheels of this index" : "wheels of this version";
    return "the " + request.build.name + " " + wheels + " are for x86-64 only: on `" + platform +
           "` there are none";
}

void report(const model::WheelBuildRequest& request, const model::BuiltPlatform& platform,
            Pass& pass) {
    Diagnostic diagnostic{.at = request.at, .message = message_for(request, platform.text)};
    if (platform.file == &pass.build().file) {
        diagnostic.labels = {{platform.at, "the stage is built for it"}};
    } else if (platform.file != nullptr) {
        // The workspace owns the file, and outlives the run.
        diagnostic.labels = {{platform.at,
                              "`" + pass.build().context.invocation->name + "` builds it",
                              {std::shared_ptr<const SourceFile>(), platform.file}}};
    }
    pass.report(std::move(diagnostic));
}

} // namespace

static void check(const model::Install& install, Pass& pass) {
    const auto requests = model::wheel_builds_of(install);
    if (requests.empty() || is_in_branch(*install.command)) return;
    const model::Stage& stage = *install.command->run->stage;
    const auto platforms = model::built_platforms(stage);
    for (const model::WheelBuildRequest& request : requests) {
        const auto other = std::find_if(platforms.begin(), platforms.end(), [&](const auto& each) {
            return each.platform.architecture != request.build.architecture;
        });
        if (other == platforms.end()) continue;
        return report(request, *other, pass); // a version and its index go together
    }
}
} // namespace dflint::rules
