// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"

#include <memory>
#include <string_view>
#include <vector>

namespace dflint::model {

/// The shell named by an executable: "bash" of "/bin/bash", "powershell" of "pwsh.exe".
[[nodiscard]] Shell shell_named(std::string_view executable);

/// The shell that the words of SHELL start: `["/usr/bin/env", "bash", "-c"]` is bash.
[[nodiscard]] Shell shell_of(const std::vector<dockerfile::Word>& words);

/// True for shells whose scripts are read.
[[nodiscard]] bool is_readable(Shell shell);

/// The script that a command gives to its shell, parsed: the shell form joined, the body of a lone
/// heredoc, a line with the heredocs it opens, or the text of ["sh", "-c", "..."]. Nothing when
/// there is none, or its shell is none that is read.
[[nodiscard]] std::unique_ptr<const Script> script_of(const SourceFile& file,
                                                      const dockerfile::Instruction& instruction,
                                                      const dockerfile::Command& command,
                                                      Shell shell);

/// Parses a heredoc of a script as a script of its own: that of `bash <<EOF`.
[[nodiscard]] std::unique_ptr<const Script> script_in(const Script& outer,
                                                      const shell::Heredoc& heredoc, Shell shell);

/// Parses a word of a script as a script of its own: that of `sh -c '...'`. Nothing when the text
/// cannot be mapped to the word's bytes.
[[nodiscard]] std::unique_ptr<const Script> script_in(const Script& outer, const shell::Word& word,
                                                      Shell shell);

} // namespace dflint::model
