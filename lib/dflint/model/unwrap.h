// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/command.h"

#include <cstdint>
#include <optional>

namespace dflint::model {

/// Which words of a simple command name the tool that finally runs.
struct Unwrapped {
    std::size_t name = 0;        ///< index of the tool's word; words.size() when none
    std::uint32_t name_from = 0; ///< the byte of its text where the name begins: 2 of `-mpip`
    std::optional<std::size_t> interpreter; ///< of python in `python -m tool`
    bool as_root = false;
    bool takes_more_words = false;        ///< xargs
    std::vector<std::size_t> assignments; ///< indices of NAME=value words of env and sudo
    /// The word that is a script of its own (`sh -c '...'`, `eval '...'`), and its shell's word.
    std::optional<std::size_t> script;
    bool reads_input = false; ///< a shell without a script of its own: `bash -e <<EOF`
};

/// Looks through sudo, env, exec, command, nice, time, timeout, nohup, xargs, `python -m`,
/// `conda run` and what else runs a command that its own words name.
[[nodiscard]] Unwrapped unwrap(const std::vector<shell::Word>& words);

/// The file name of a path: "pip" of "/usr/bin/pip".
[[nodiscard]] std::string_view base_name(std::string_view path);

} // namespace dflint::model
