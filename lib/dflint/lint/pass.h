// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"
#include "dflint/source/diagnostic.h"

#include <cassert>
#include <string>

namespace dflint::bake {
struct Origin;
} // namespace dflint::bake

namespace dflint::workspace {
class Project;
struct BakeTarget;
} // namespace dflint::workspace

namespace dflint {

struct Rule;

/// One rule looking at one file.
class Pass {
public:
    Pass(const Rule& rule, Diagnostics& out) : rule_(rule), out_(out) {}
    Pass(const Rule& rule, const model::Build& build, Diagnostics& out)
        : rule_(rule), build_(&build), out_(out) {}
    /// `file` is the one of the project that is looked at.
    Pass(const Rule& rule, const workspace::Project& project, const SourceFile& file,
         Diagnostics& out)
        : rule_(rule), project_(&project), file_(&file), out_(out) {}

    /// The Dockerfile at hand; only for the subjects of one.
    [[nodiscard]] const model::Build& build() const {
        assert(build_ != nullptr);
        return *build_;
    }
    /// Stamps rule and severity; a diagnostic that names a severity of its own keeps it through
    /// the second form.
    void report(Diagnostic diagnostic);
    void report(Severity severity, Diagnostic diagnostic);

    /// For the subjects of bake files: reports what is written at `at`. A place in another file of
    /// the project is left for the run that looks at that file.
    void report(const bake::Origin& at, Diagnostic diagnostic);
    void report(Severity severity, const bake::Origin& at, Diagnostic diagnostic);
    /// A label at a place of any file of the project.
    [[nodiscard]] Label label(const bake::Origin& at, std::string text) const;
    /// A label in the Dockerfile that the target builds, wherever it is written.
    [[nodiscard]] static Label label(const workspace::BakeTarget& target, Span at,
                                     std::string text);

private:
    const Rule& rule_;
    const model::Build* build_ = nullptr;
    const workspace::Project* project_ = nullptr;
    const SourceFile* file_ = nullptr;
    Diagnostics& out_;
};

} // namespace dflint
