// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/result.h"

#include <string>
#include <vector>

namespace dflint::cli {

/// The paths named in a file, or on standard input for "-": NUL-separated when it holds a NUL, else
/// one a line.
[[nodiscard]] Result<std::vector<std::string>> read_names(const std::string& list);

/// The text of a file, or of standard input for "-".
[[nodiscard]] Result<std::string> read_text(const std::string& path);

} // namespace dflint::cli
