// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"
#include "dflint/source/diagnostic.h"

#include <cassert>

namespace dflint {

struct Rule;

/// One rule looking at one file.
class Pass {
public:
    Pass(const Rule& rule, Diagnostics& out) : rule_(rule), out_(out) {}
    Pass(const Rule& rule, const model::Build& build, Diagnostics& out)
        : rule_(rule), build_(&build), out_(out) {}

    /// The Dockerfile at hand; only for the subjects of one.
    [[nodiscard]] const model::Build& build() const {
        assert(build_ != nullptr);
        return *build_;
    }
    /// Stamps rule and severity; a diagnostic that names a severity of its own keeps it through
    /// the second form.
    void report(Diagnostic diagnostic);
    void report(Severity severity, Diagnostic diagnostic);

private:
    const Rule& rule_;
    const model::Build* build_ = nullptr;
    Diagnostics& out_;
};

} // namespace dflint
