// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/source_file.h"
#include "dflint/source/span.h"
#include "dflint/syntax/dockerfile/ast.h"

#include <cstdint>
#include <vector>

namespace dflint::fix {

/// What a piece of a file is to whoever reads it.
enum class Role : std::uint8_t {
    directive,
    comment, ///< of the file or of a shell text
    keyword, ///< an instruction's name; the type of a block
    flag,
    word,
    json, ///< a string of a JSON array
    key,
    value,
    heredoc_body,
    heredoc_end,
    command_name, ///< the first word of a simple command
    argument,
    assignment,
    redirect,
    shell_operator,
    shell_keyword,
    punctuation, ///< an operator, a separator or a bracket of HCL or JSON
    shell_text,  ///< a text of a shell that cannot be read as one: another shell, or a mistake
    unreadable,  ///< an instruction, or its arguments, that cannot be read
};

/// A piece of a file that means something by itself.
struct Token {
    Span at;
    Role role = Role::word;
    bool continues = false; ///< the same token as the one before: a comment line stands between
};

/// Every piece of the file that means something, in order of place, none overlapping another.
/// What is left out are blanks, line ends, continuations and the closing half of brackets.
[[nodiscard]] std::vector<Token> tokens_of(const SourceFile& file, const dockerfile::Tree& tree);

} // namespace dflint::fix
