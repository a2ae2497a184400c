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
    bool changes_home = false; ///< `sudo -u app`, `gosu app`, `env -u HOME`
    /// Variables of whoever calls do not reach the tool: sudo, doas, `env -i`, `env -u NAME`.
    bool drops_variables = false;
    bool takes_more_words = false;        ///< xargs
    std::vector<std::size_t> assignments; ///< indices of NAME=value words of env and sudo
    /// The word that is a script of its own (`sh -c '...'`, `eval '...'`), and its shell's word.
    std::optional<std::size_t> script;
    bool reads_input = false; ///< a shell without a script of its own: `bash -e <<EOF`
};

/// Looks through sudo, env, exec, command, nice, time, timeout, nohup, xargs, `python -m`,
/// `conda run` and what else runs a command that its own words name.
[[nodiscard]] Unwrapped unwrap(const std::vector<shell::Word>& words);

/// HOME is not that of the RUN's user: the command stands behind `sudo -u app`, or behind sudo in a
/// RUN of somebody else than root. Wrappers of the script that holds it count, too (`gosu app sh -c
/// '...'`).
[[nodiscard]] bool has_other_home(const Command& command);
/// Variables that the RUN sees need not reach the command. sudo starts it with an environment of
/// its own (sudoers(5), env_reset).
[[nodiscard]] bool drops_variables(const Command& command);

/// The file name of a path: "pip" of "/usr/bin/pip".
[[nodiscard]] std::string_view base_name(std::string_view path);

} // namespace dflint::model
