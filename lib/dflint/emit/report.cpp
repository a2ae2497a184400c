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
    for (const FileReport& file : report.files) add(summary, file);
    return summary;
}

void add(Summary& summary, const FileReport& file) {
    ++summary.files;
    if (!file.diagnostics.empty()) ++summary.files_with_diagnostics;
    for (const Diagnostic& diagnostic : file.diagnostics) count(diagnostic, summary);
}

void add(Summary& summary, const Summary& other) {
    summary.files += other.files;
    summary.files_with_diagnostics += other.files_with_diagnostics;
    summary.diagnostics += other.diagnostics;
    summary.errors += other.errors;
    summary.warnings += other.warnings;
    summary.infos += other.infos;
    summary.styles += other.styles;
    summary.safe_fixes += other.safe_fixes;
    summary.unsafe_fixes += other.unsafe_fixes;
}

std::size_t count_from(const Summary& summary, Severity least) {
    std::size_t count = summary.errors;
    if (least <= Severity::warning) count += summary.warnings;
    if (least <= Severity::info) count += summary.infos;
    if (least <= Severity::style) count += summary.styles;
    return count;
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
