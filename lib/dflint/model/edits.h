// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"
#include "dflint/source/fix.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The smallest edits that take one thing out of a Dockerfile or put one in. Where the bytes are
/// not certain (a comment in between, a list whose meaning would change) there is no edit.
namespace dflint::model {

/// Takes one word of a command out, with the blanks or the continuation that leads to it.
[[nodiscard]] std::optional<Edit> without_word(const Command& command, std::uint32_t word);

/// Takes a NAME=value before a command out, with the blanks behind it.
[[nodiscard]] std::optional<Edit> without_assignment(const Command& command,
                                                     const Setting& assignment);

/// Takes a command out of its list, with the operator that joins it: ` && rm -rf /tmp/x`. Only when
/// it is a whole part of the list, the list does not end up empty, and the other parts still run
/// under the same conditions, given that the removed one succeeds.
[[nodiscard]] std::optional<Edit> without_command(const Command& command);

/// Takes one variable out of its ENV or ARG; the last one takes the instruction along.
[[nodiscard]] std::optional<Edit> without_binding(const Build& build, const Binding& binding);

/// Puts flags (`--mount=...`) behind those of a RUN, or behind its keyword.
[[nodiscard]] Edit with_flags(const Run& run, const std::vector<std::string>& flags);

/// Puts an instruction on a line of its own before another one and the comments attached to it.
[[nodiscard]] Edit with_line_before(const Build& build, const dockerfile::Instruction& instruction,
                                    std::string_view line);

/// Declares an argument in the stage, before the first instruction that mentions it: builds with
/// other values still share all layers above. `use` is the index of one that does.
[[nodiscard]] Edit with_declaration(const Stage& stage, std::string_view argument,
                                    std::uint32_t use);

} // namespace dflint::model
