// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/visit.h"

#include "dflint/lint/pass.h"

namespace dflint {

namespace {

class Visitor {
public:
    Visitor(const model::Build& build, const Schedule& schedule, Diagnostics& out)
        : build_(build), schedule_(schedule), out_(out) {}

    template <class Subject> void offer(const Subject& subject) const {
        for (const auto& [rule, check] : schedule_.of<Subject>()) {
            Pass pass(*rule, build_, out_);
            check(subject, pass);
        }
    }
    template <class Subjects> void offer_each(const Subjects& subjects) const {
        for (const auto& subject : subjects) offer(subject);
    }

    void instruction(const dockerfile::Instruction& instruction) const {
        const dockerfile::Instruction* at = &instruction;
        while (at != nullptr) {
            offer(*at);
            const auto* onbuild = at->as<dockerfile::Onbuild>();
            at = onbuild == nullptr ? nullptr : onbuild->inner.get();
        }
    }
    void stage(const model::Stage& stage) const {
        offer(stage);
        for (const model::Run& run : stage.runs) {
            offer(run);
            offer_each(run.commands);
            offer_each(run.installs);
        }
        offer_each(stage.copies);
    }

private:
    const model::Build& build_;
    const Schedule& schedule_;
    Diagnostics& out_;
};

} // namespace

void visit(const model::Build& build, const Schedule& schedule, Diagnostics& out) {
    const Visitor visitor(build, schedule, out);
    visitor.offer(build);
    for (const dockerfile::Instruction& instruction : build.instructions()) {
        visitor.instruction(instruction);
    }
    for (const model::Stage& stage : build.stages) visitor.stage(stage);
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
