// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/lint/rule.h"
#include "dflint/source/diagnostic.h"
#include "dflint/source/source_file.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::emit {

/// What was found in one file. The file outlives the report.
struct FileReport {
    const SourceFile* file;
    Diagnostics diagnostics; ///< sorted, as lint() returns them
};

/// A file nothing can be said about.
struct Failure {
    std::string file;    ///< as users know it
    std::string message; ///< why, ready to print
};

/// One run of the program: everything an emitter may tell. Files stand in the order they are told.
struct Report {
    std::string_view version; ///< of dflint
    Catalog rules;            ///< those that were on; every diagnostic names one of them
    std::vector<FileReport> files{};
    std::vector<Failure> failures{};
    std::size_t fixed = 0; ///< fixes already applied to the files by this run
};

/// The numbers of a report.
struct Summary {
    std::size_t files = 0;
    std::size_t files_with_diagnostics = 0;
    std::size_t diagnostics = 0;
    std::size_t errors = 0;
    std::size_t warnings = 0;
    std::size_t infos = 0;
    std::size_t styles = 0;
    std::size_t safe_fixes = 0;   ///< diagnostics that --fix mends
    std::size_t unsafe_fixes = 0; ///< diagnostics that only --unsafe-fixes mends
};

[[nodiscard]] Summary summarize(const Report& report);
/// Counts one more file.
void add(Summary& summary, const FileReport& file);
void add(Summary& summary, const Summary& other);
/// Diagnostics of this severity and graver ones.
[[nodiscard]] std::size_t count_from(const Summary& summary, Severity least);

/// The numbers that end a report.
struct Closing {
    Summary summary;
    std::size_t fixed = 0;  ///< fixes already applied by this run
    std::size_t failed = 0; ///< files nothing can be said about
};

/// The word of the JSON formats and of --help: "show", "unsafe" or "safe".
[[nodiscard]] std::string_view name_of(Applicability applicability);

} // namespace dflint::emit
