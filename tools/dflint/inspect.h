// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/emit/report.h"
#include "dflint/lint/settings.h"
#include "dflint/source/diagnostic.h"
#include "dflint/source/file_tree.h"
#include "dflint/source/source_file.h"
#include "dflint/workspace/workspace.h"
#include "tools/dflint/options.h"

#include <exception>
#include <memory>
#include <string>
#include <vector>

namespace dflint::cli {

/// What became of one file.
struct Inspection {
    std::string name; ///< as users know it
    /// The text the diagnostics count in: the fixed one when fixes were asked for. Nothing when
    /// nothing can be said about the file.
    std::unique_ptr<const SourceFile> file{};
    Diagnostics diagnostics{};
    std::string failure{};              ///< why the job could not be done, ready to print
    std::size_t fix_count = 0;          ///< fixes made, or with --diff those that would be
    std::string diff{};                 ///< with --diff: what they change
    std::vector<std::string> remarks{}; ///< fixes that were refused, ready to print
    std::string told{};                 ///< what a format that tells file by file says
    emit::Summary summary{};            ///< of `told`

    /// Nothing more can be said about the file.
    void give_up(const std::exception& error);
};

/// Takes files through reading, linting and fixing. Safe to call from several threads, with
/// different files; one file's failure, whatever it is, stays its own.
class Inspector {
public:
    /// All three outlive the inspector.
    Inspector(const CheckOptions& options, const Settings& settings,
              const workspace::Workspace& workspace)
        : options_(options), settings_(settings), workspace_(workspace) {}

    [[nodiscard]] Inspection inspect(const std::string& path) const;

private:
    [[nodiscard]] std::string context_of(const SourceFile& file, bool is_standard_input) const;
    void lint(Inspection& inspection, std::string text, bool is_standard_input) const;
    void fix(Inspection& inspection, const model::Context& context, bool is_standard_input) const;

    const CheckOptions& options_;
    const Settings& settings_;
    const workspace::Workspace& workspace_;
    DiskTree disk_;
};

} // namespace dflint::cli
