// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/logical_text.h"
#include "dflint/syntax/shell/ast.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What a string or a word stands for, with the way back to its bytes.
namespace dflint::model {

/// A text that was made of another one by taking escapes and quotes out of it.
struct Unquoted {
    std::string text;
    /// Which byte of `text` came from where in the other text; see LogicalText::rewritten.
    std::vector<LogicalText::Segment> pieces;
};

/// A well-formed JSON string, given without its quotes, that stands at `begin`.
[[nodiscard]] Unquoted unquote_json(std::string_view inside, std::uint32_t begin);

/// A shell word after quote removal, expansions kept as written; offsets count from the text that
/// the word's spans count in. Nothing for $'...' and $"...".
[[nodiscard]] std::optional<Unquoted> unquote(const shell::Word& word);

/// The body of a heredoc of the script `text` as the command gets it, expansions kept as written.
[[nodiscard]] Unquoted unquote(const shell::Heredoc& heredoc, std::string_view text);

} // namespace dflint::model
