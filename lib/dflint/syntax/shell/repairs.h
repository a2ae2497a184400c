// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/fix.h"
#include "dflint/syntax/shell/ast.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Repairs of mistakes that a shell stops at. Each is proved: with its edits the text is readable.
namespace dflint::shell {

struct Repair {
    std::vector<Span> causes; ///< where the mistake is, which is seldom where reading stops
    std::string_view why;     ///< what the causes are: "is an argument, ..."
    std::string title;        ///< as of a Fix
    bool is_certain = false;  ///< nobody can have meant anything else
    std::vector<Edit> edits;
};

/// Does a line of its own begin in the gap between two words, for the one who wrote it? The text of
/// an instruction is joined from lines.
using HasLineEnd = std::function<bool(Span gap)>;

/// How a script that could not be read becomes readable, when it is one of these: a keyword that
/// became an argument (`echo a fi`), two operators in a row (`a; && b`), an apostrophe (`don't`).
/// Offsets, those of the edits too, count in the script's text. Reads the text at most five times.
[[nodiscard]] std::optional<Repair> repair_of(const Script& script, const HasLineEnd& has_line_end);

} // namespace dflint::shell
