// SPDX-License-Identifier: Apache-2.0
#include "built_for.h"

#include "dflint/lint/rule.h"
#include "dflint/model/architecture_branches.h"
#include "dflint/model/built_platforms.h"
#include "dflint/model/wheel_builds.h"

#include <algorithm>
#include <string>
#include <vector>

namespace dflint::rules {
static void check(const model::Run&, Pass&);

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

const model::BuiltPlatform* other_than(const std::vector<model::BuiltPlatform>& platforms,
                                       std::string_view architecture) {
    const auto other = std::find_if(platforms.begin(), platforms.end(), [&](const auto& each) {
        return each.platform.architecture != architecture;
    });
    return other == platforms.end() ? nullptr : &*other;
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
    if (auto label = asked_for(pass.build(), platform)) diagnostic.labels = {*label};
    pass.report(std::move(diagnostic));
}

} // namespace

static void check(const model::Run& run, Pass& pass) {
    if (run.installs.empty()) return;
    const auto platforms = model::built_platforms(*run.stage);
    if (platforms.empty()) return;
    const model::ArchitectureBranches branches(run);
    for (const model::Install& install : run.installs) {
        if (branches.contain(install.command->at.begin)) continue;
        for (const model::WheelBuildRequest& request : model::wheel_builds_of(install)) {
            const auto* const platform = other_than(platforms, request.build.architecture);
            if (platform == nullptr) continue;
            report(request, *platform, pass);
            break; // a version and its index go together
        }
    }
}
} // namespace dflint::rules
