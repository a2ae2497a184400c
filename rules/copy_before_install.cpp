// SPDX-License-Identifier: Apache-2.0
#include "copy_before_install.h"

#include "dflint/lint/rule.h"
#include "dflint/model/directory.h"
#include "dflint/model/paths.h"

#include <algorithm>

namespace dflint::rules {

static void check(const model::Copy&, Pass&);

extern constexpr Rule copy_before_install = rule({
    .name = "copy-before-install",
    .summary = "The whole context is copied before dependencies are installed",
    .why =
        R"(A layer is reused only while everything before it is unchanged. `COPY . .` changes with every
edited source file, so the install after it downloads all dependencies again although their
manifest is the same.

Copy the manifest alone, install, then copy the rest: the install repeats only when the manifest
changes.)",
    .bad = "FROM python:3.12\nCOPY . /app/\nRUN pip install -r /app/requirements.txt\n",
    .good = "FROM python:3.12\nCOPY requirements.txt /app/\n"
            "RUN pip install -r /app/requirements.txt\nCOPY . /app/\n",
    .source = "https://docs.docker.com/build/cache/optimize/#order-your-layers",
    .group = Group::caching,
    .fixable = Fixable::sometimes,
    .checks = {check},
});

namespace {

using model::Copy;
using model::Install;
using model::Run;

/// The manifests that the install reads out of what the copy brings, relative to the copy's target.
std::vector<std::string> manifests_below(std::string_view target, const Install& install) {
    const auto directory = model::directory_of(*install.command);
    if (!directory) return {};
    std::vector<std::string> paths;
    const auto add = [&](std::string_view name) {
        const bool is_absolute = name.starts_with('/');
        const std::string path = model::clean_path(
            is_absolute ? std::string(name) : *directory + "/" + std::string(name));
        if (path == target || !model::is_within(path, target)) return;
        const std::string below = path.substr(target == "/" ? 1 : target.size() + 1);
        // A copy to the root brings a rootfs: what a directory of the image holds is not its doing.
        if (target == "/" && below.find('/') != below.npos) return;
        paths.push_back(below);
    };
    const auto add_operands = [&](const std::vector<model::Operand>& operands) {
        for (const model::Operand& operand : operands) {
            const bool is_file = operand.path.find_first_of("$*") == operand.path.npos &&
                                 operand.path.find("://") == operand.path.npos;
            if (is_file) add(operand.path);
        }
    };
    add_operands(install.manifests);
    if (!paths.empty()) add_operands(install.constraints);
    for (const std::string_view name : model::implied_manifests(install)) add(name);
    return paths;
}

/// An install of the same manager that already ran before the copy: the author split it.
bool is_repeated(const Copy& copy, const Install& install) {
    for (const Run& run : copy.stage->runs) {
        if (run.index > copy.index) break;
        for (const Install& earlier : run.installs) {
            if (earlier.manager == install.manager &&
                earlier.kind == model::InstallKind::dependencies) {
                return true;
            }
        }
    }
    return false;
}

bool is_late(const Copy& copy, const Install& install) {
    return install.kind == model::InstallKind::dependencies && !install.is_offline &&
           !is_repeated(copy, install);
}

} // namespace

static void check(const Copy& copy, Pass& pass) {
    if (!copy.from_context || !copy.is_broad()) return;
    const auto destination = copy.scope.expand(copy.destination->text);
    if (!destination) return;
    const std::string target = model::absolute_in(copy.scope, *destination);

    std::vector<LateInstall> late;
    for (const model::Stage& stage : copy.stage->build->stages) {
        if (!stage.is_used || !stage.is_built_from(*copy.stage)) continue;
        for (const Run& run : stage.runs) {
            if (run.index < copy.index || run.is_onbuild) continue;
            for (const Install& install : run.installs) {
                if (!is_late(copy, install)) continue;
                auto manifests = manifests_below(target, install);
                if (!manifests.empty()) late.push_back({&run, &install, std::move(manifests)});
            }
        }
    }
    if (late.empty()) return;

    const auto is_broad_word = [](const dockerfile::Word& word) {
        return model::clean_path(word.text).find_first_not_of("./*") == std::string::npos;
    };
    const auto source = std::find_if(copy.sources.begin(), copy.sources.end(), is_broad_word);
    std::vector<Label> labels;
    for (const LateInstall& each : late) {
        labels.push_back({each.install->command->at, "runs again after every change"});
    }
    pass.report({
        .at = source->at,
        .message = "the whole context is copied before `" +
                   model::as_written(*late.front().install->command) +
                   "`: every changed file installs all dependencies again",
        .labels = std::move(labels),
        .fix = copy_manifests_first(copy, target, late),
    });
}

} // namespace dflint::rules
