// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/visit.h"

#include "dflint/lint/pass.h"

namespace dflint {

namespace {

/// Calls the checks of one kind of subject, each for all subjects before the next: its code is at
/// hand then. `walk` calls what it is given with each subject.
template <class Subject, class Walk>
void offer(const model::Build& build, const Schedule& schedule, Diagnostics& out,
           const Walk& walk) {
    for (const auto& [rule, check] : schedule.of<Subject>()) {
        Pass pass(*rule, build, out);
        walk([&pass, look = check](const Subject& subject) { look(subject, pass); });
    }
}

} // namespace

void visit(const model::Build& build, const Schedule& schedule, Diagnostics& out) {
    offer<model::Build>(build, schedule, out, [&](const auto& look) { look(build); });
    offer<dockerfile::Instruction>(build, schedule, out, [&](const auto& look) {
        for (const dockerfile::Instruction& each : build.instructions()) {
            look(each);
            const auto* const onbuild = each.as<dockerfile::Onbuild>();
            if (onbuild != nullptr && onbuild->inner != nullptr) look(*onbuild->inner);
        }
    });
    offer<model::Stage>(build, schedule, out, [&](const auto& look) {
        for (const model::Stage& stage : build.stages) look(stage);
    });
    offer<model::Copy>(build, schedule, out, [&](const auto& look) {
        for (const model::Stage& stage : build.stages) {
            for (const model::Copy& copy : stage.copies) look(copy);
        }
    });
    const auto for_each_run = [&build](const auto& look) {
        for (const model::Stage& stage : build.stages) {
            stage.for_each_written_run(look);
        }
    };
    offer<model::Run>(build, schedule, out, for_each_run);
    offer<model::Command>(build, schedule, out, [&](const auto& look) {
        for_each_run([&](const model::Run& run) {
            for (const model::Command& command : run.commands) look(command);
        });
    });
    offer<model::Install>(build, schedule, out, [&](const auto& look) {
        for_each_run([&](const model::Run& run) {
            for (const model::Install& install : run.installs) look(install);
        });
    });
}

void visit(const workspace::Project& project, const SourceFile& file, const Schedule& schedule,
           Diagnostics& out) {
    for (const auto& [rule, check] : schedule.of<workspace::Project>()) {
        Pass pass(*rule, project, file, out);
        check(project, pass);
    }
    for (const auto& [rule, check] : schedule.of<workspace::BakeTarget>()) {
        Pass pass(*rule, project, file, out);
        for (const workspace::BakeTarget& target : project.targets()) check(target, pass);
    }
}

void visit(const model::IgnoreFile& ignore, const Schedule& schedule, Diagnostics& out) {
    for (const auto& [rule, check] : schedule.of<model::IgnoreFile>()) {
        Pass pass(*rule, out);
        check(ignore, pass);
    }
}

} // namespace dflint
