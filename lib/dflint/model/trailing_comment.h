// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/fix.h"
#include "dflint/source/source_file.h"
#include "dflint/source/span.h"
#include "dflint/syntax/dockerfile/ast.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

/// Texts that look like a comment behind the arguments of an instruction, for the rules that find
/// them. Dockerfiles know comments as lines of their own only.
namespace dflint::model {

struct Build;

/// A `#` that begins a word of an instruction, outside quotes, and the rest of its line.
struct TrailingComment {
    Span at;                ///< in the file: from # to the last byte of the text
    std::uint32_t hash = 0; ///< of the # in the instruction's joined text
    std::uint32_t next = 0; ///< in the joined text: where the next physical line begins
    /// In the file: of the escape character that only blanks part from the #, where there is one.
    std::optional<std::uint32_t> escape{};
    bool has_blank_after_hash = false;
    bool continues = false; ///< the line ends in a continuation of its own
};

/// All of an instruction, from the end of its keyword on. `escape` is the file's.
[[nodiscard]] std::vector<TrailingComment>
trailing_comments(const SourceFile& file, const dockerfile::Instruction& instruction, char escape);

/// An instruction that has trailing comments.
struct CommentedInstruction {
    const dockerfile::Instruction* instruction = nullptr;
    std::uint32_t index = 0; ///< in Tree::instructions; of a trigger, that of its ONBUILD
    bool is_trigger = false;
    std::vector<TrailingComment> comments; ///< not empty
};

/// All of them, in order of place; an ONBUILD before its trigger. A fact of the build; see
/// Build::fact.
struct CommentedInstructions {
    explicit CommentedInstructions(const Build& build);
    std::vector<CommentedInstruction> all;
};

/// As a line of its own the text would mean something, or it is more than a comment as it stands:
/// a directive at the top of a file, an opener of a heredoc.
[[nodiscard]] bool is_movable(std::string_view comment);

/// Puts `text` in the place of `cut`, which ends with the comment, and the comment on a line of its
/// own above the line of `cut`, with the same indentation.
[[nodiscard]] std::vector<Edit> move_above(const SourceFile& file, Span cut, std::string_view text,
                                           std::uint32_t hash);

} // namespace dflint::model
