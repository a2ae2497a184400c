// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/emit/report.h"

#include <string>

namespace dflint::emit {

// For people. Failures are only counted here: their messages are ready to print and belong on
// the error stream. No control character of a file or a path reaches the output.

/// Appends each diagnostic with the lines it speaks of, labels and fix.
void append_full(std::string& out, const FileReport& file, bool color);

/// Appends `path:line:col: severity: message [rule]`, one line for each diagnostic.
void append_concise(std::string& out, const FileReport& file, bool color);

/// The last line of the full format.
void append_closing(std::string& out, const Closing& closing);

} // namespace dflint::emit
