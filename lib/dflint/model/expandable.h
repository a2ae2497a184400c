// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/dockerfile/ast.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace dflint::model {

struct Build;

/// A text of an instruction in which BuildKit expands variables.
struct Expandable {
    std::string_view text;
    Span at; ///< in the file
    /// Where `text` begins in the file or in the instruction's joined text; see in_file.
    std::uint32_t begin = 0;
    const LogicalText* joined = nullptr; ///< null: `begin` counts in the file
    bool is_exact = true;                ///< false: decoded or unquoted, parts have no place
    bool is_heredoc = false;
    const dockerfile::Pair* pair = nullptr; ///< of ENV, LABEL and ARG

    /// The place of a part of `text`; all of it where parts have none.
    [[nodiscard]] Span in_file(Span part) const;
};

/// The texts of the instruction that see variables: those of its stage, or for FROM (image and
/// --platform) the global ones. In order of place: words of ENV, LABEL and ARG defaults, paths of
/// COPY and ADD with their --chown, --chmod and --checksum, heredoc bodies, values of `RUN
/// --mount`, the value of WORKDIR, USER and STOPSIGNAL, VOLUME. Those without a `$` are left out.
/// EXPOSE, whose unset variables BuildKit does not mind, too.
[[nodiscard]] std::vector<Expandable> expandables(std::string_view file,
                                                  const dockerfile::Instruction& instruction);

/// Those of one instruction.
struct ExpandingInstruction {
    std::uint32_t index = 0;       ///< in Tree::instructions
    std::vector<Expandable> texts; ///< not empty
};

/// All of them, but for triggers of ONBUILD. A fact of the build; see Build::fact.
class ExpandingInstructions {
public:
    explicit ExpandingInstructions(const Build& build);

    [[nodiscard]] std::span<const ExpandingInstruction> all() const { return all_; }
    /// Those whose index is in [begin, end).
    [[nodiscard]] std::span<const ExpandingInstruction> in(std::uint32_t begin,
                                                           std::uint32_t end) const;

private:
    std::vector<ExpandingInstruction> all_; ///< by index
};

/// The same texts, but those with a quote, which expansion takes away, in place of those with a
/// `$`; no heredoc bodies, where quotes are letters.
[[nodiscard]] std::vector<Expandable> quoted_texts(std::string_view file,
                                                   const dockerfile::Instruction& instruction);

/// Letters, digits and underscores, as `${...}` takes them. `ARG a#` declares a name that no
/// expansion reaches.
[[nodiscard]] bool is_name_of_expansion(std::string_view name);

} // namespace dflint::model
