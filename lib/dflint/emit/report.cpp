// SPDX-License-Identifier: Apache-2.0
#include "dflint/emit/report.h"

namespace dflint::emit {

namespace {

void count(const Diagnostic& diagnostic, Summary& summary) {
    ++summary.diagnostics;
    switch (diagnostic.severity) {
    case Severity::error:
        ++summary.errors;
        break;
    case Severity::warning:
        ++summary.warnings;
        break;
    case Severity::info:
        ++summary.infos;
        break;
    case Severity::style:
        ++summary.styles;
        break;
    }
    if (!diagnostic.fix) return;
    if (diagnostic.fix->applicability == Applicability::safe) ++summary.safe_fixes;
    if (diagnostic.fix->applicability == Applicability::unsafe) ++summary.unsafe_fixes;
}

} // namespace

Summary summarize(const Report& report) {
    Summary summary;
    summary.files = report.files.size();
    for (const FileReport& file : report.files) {
        if (!file.diagnostics.empty()) ++summary.files_with_diagnostics;
        for (const Diagnostic& diagnostic : file.diagnostics) count(diagnostic, summary);
    }
    return summary;
}

std::string_view name_of(Applicability applicability) {
    switch (applicability) {
    case Applicability::show:
        return "show";
    case Applicability::unsafe:
        return "unsafe";
    case Applicability::safe:
        return "safe";
    }
    return "";
}

} // namespace dflint::emit
