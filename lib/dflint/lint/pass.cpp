// SPDX-License-Identifier: Apache-2.0
#include "dflint/lint/pass.h"

#include "dflint/lint/rule.h"
#include "dflint/workspace/project.h"

#include <utility>

namespace dflint {

void Pass::report(Diagnostic diagnostic) {
    report(rule_.severity, std::move(diagnostic));
}

void Pass::report(Severity severity, Diagnostic diagnostic) {
    for (Label& each : diagnostic.labels) {
        if (each.file != nullptr && each.file.get() == file_) each.file.reset();
    }
    diagnostic.rule = rule_.name;
    diagnostic.severity = severity;
    out_.push_back(std::move(diagnostic));
}

void Pass::report(const bake::Origin& at, Diagnostic diagnostic) {
    report(rule_.severity, at, std::move(diagnostic));
}

void Pass::report(Severity severity, const bake::Origin& at, Diagnostic diagnostic) {
    if (!at.is_written() || &project_->file(at.file) != file_) return;
    diagnostic.at = at.at;
    report(severity, std::move(diagnostic));
}

Label Pass::label(const bake::Origin& at, std::string text) const {
    assert(at.is_written());
    const auto& there = project_->meaning().files[at.file].source;
    return {at.at, std::move(text), there.get() == file_ ? nullptr : there};
}

Label Pass::label(const workspace::BakeTarget& target, Span at, std::string text) {
    assert(target.dockerfile != nullptr);
    const bake::Attribute* const written =
        target.meaning->attributes.find(bake::AttributeId::dockerfile_inline);
    if (written == nullptr || !written->at.is_written()) {
        return {at, std::move(text), {target.dockerfile, &target.dockerfile->file}};
    }
    const EmbeddedText* const inner = written->embedded.get();
    const bool is_mapped = inner != nullptr && !inner->text().empty();
    return {is_mapped ? inner->in_file(at) : written->at.at, std::move(text),
            target.project->meaning().files[written->at.file].source};
}

} // namespace dflint
