// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/emit/report.h"

#include <string>

namespace dflint::emit {

// For people. Failures are only counted here: their messages are ready to print and belong on
// the error stream. No control character of a file or a path reaches the output.

/// Appends each diagnostic with the lines it speaks of, labels and fix, and a closing summary.
void append_full(std::string& out, const Report& report, bool color);

/// Appends `path:line:col: severity: message [rule]`, one line for each diagnostic.
void append_concise(std::string& out, const Report& report, bool color);

} // namespace dflint::emit
