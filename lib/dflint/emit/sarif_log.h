// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/emit/report.h"
#include "dflint/emit/sarif.h"

#include <string>
#include <string_view>

namespace dflint::emit {

/// What one run of GitHub code scanning takes; a longer upload is rejected as a whole.
inline constexpr std::size_t max_sarif_results = 25'000;

/// The report as one SARIF run: every rule that was on, every diagnostic with its line hash and its
/// fix (safe and unsafe, not suggestions), unreadable files as notifications. Of too many results
/// the gravest stay, and a notification says so. `root` is the absolute path that relative paths
/// start from; when it is empty no absolute path is told.
[[nodiscard]] sarif::Log sarif_log(const Report& report, std::string_view root);

/// Appends sarif_log() as JSON.
void append_sarif(std::string& out, const Report& report, std::string_view root);

} // namespace dflint::emit
