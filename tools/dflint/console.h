// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/result.h"

#include <string>
#include <string_view>

namespace dflint::cli {

/// What the program ends with.
enum ExitCode : int {
    exit_clean = 0,
    exit_found = 1,  ///< something was reported at or above the level, or --diff shows a change
    exit_failed = 2, ///< the job could not be done: bad option, unreadable file, internal error
};

/// Writes everything to standard output. A reader that went away is not an error: it has seen
/// what it wanted.
[[nodiscard]] Result<std::monostate> write_output(std::string_view text);

/// Writes everything to a file, which is made or overwritten; "-" is standard output.
[[nodiscard]] Result<std::monostate> write_output(std::string_view text, const std::string& path);

/// Writes to standard error, as good as it goes.
void write_error(std::string_view text);

/// One line `dflint: message` on standard error.
void complain(std::string_view message);

/// All of standard input.
[[nodiscard]] Result<std::string> read_input();

/// Whether colour is wanted on standard output when nobody said always or never: it is a terminal,
/// and neither NO_COLOR nor TERM=dumb speaks against it; FORCE_COLOR and CLICOLOR_FORCE speak for.
[[nodiscard]] bool output_has_color();

} // namespace dflint::cli
