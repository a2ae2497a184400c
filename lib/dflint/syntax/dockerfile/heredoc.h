// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/dockerfile/ast.h"
#include "dflint/syntax/dockerfile/lines.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace dflint::dockerfile {

/// Finds the heredocs an instruction opens and reads their bodies from the lines that follow it.
/// Extends the instruction's span and last line; a missing terminator is an error, and the body
/// goes on to the file's end.
void read_heredocs(LineReader& lines, const SourceFile& file, Instruction& instruction, Tree& tree);

/// The heredoc that a word of COPY or ADD stands for.
struct HeredocWord {
    std::string name;
    bool expands = true;
};

/// Nothing for a word that BuildKit does not take for an opener by itself, such as the `<<` of
/// `<< EOF`: the line opens a heredoc there, but COPY and ADD part their words at each blank.
[[nodiscard]] std::optional<HeredocWord> heredoc_word(std::string_view word);

/// Of several heredocs with one name BuildKit takes the last one, for each of their openers.
struct NamedHeredoc {
    const Heredoc* last = nullptr;
    std::uint32_t count = 0;
};

/// The heredocs of COPY and ADD as their sources find them.
using HeredocsByName = std::unordered_map<std::string_view, NamedHeredoc>;
[[nodiscard]] HeredocsByName heredocs_by_name(const Instruction& instruction);

} // namespace dflint::dockerfile
