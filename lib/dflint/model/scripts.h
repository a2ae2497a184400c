// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"

#include <memory>
#include <string_view>

namespace dflint::model {

/// The shell named by an executable: "bash" of "/bin/bash", "powershell" of "pwsh.exe".
[[nodiscard]] Shell shell_named(std::string_view executable);

/// True for shells whose scripts are read.
[[nodiscard]] bool is_readable(Shell shell);

/// The script that a RUN gives to its shell, parsed: the shell form joined, the body of a lone
/// heredoc, a line with the heredocs it opens, or the third word of ["sh", "-c", "..."]. Nothing
/// when there is none that can be mapped to the file byte for byte.
[[nodiscard]] std::unique_ptr<const Script> script_of(const SourceFile& file,
                                                      const dockerfile::Instruction& instruction,
                                                      const dockerfile::Command& command,
                                                      Shell shell);

/// Parses a part of a script as a script of its own: the words of `sh -c '...'`.
[[nodiscard]] std::unique_ptr<const Script> script_in(const Script& outer, Span logical,
                                                      Shell shell);

} // namespace dflint::model
