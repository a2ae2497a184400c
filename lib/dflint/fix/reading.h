// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/fix/tokens.h"
#include "dflint/source/source_file.h"
#include "dflint/source/span.h"

#include <string>
#include <vector>

namespace dflint::fix {

/// Something that the reader of a file refuses.
struct Mistake {
    std::string message;
    Span at;
};

/// What a file says, as far as a fix must keep it. The same for every language, so that one proof
/// serves them all.
struct Reading {
    std::vector<Token> tokens; ///< as of tokens_of()
    std::vector<Mistake> mistakes;
    char escape = '\\'; ///< of a Dockerfile
    bool has_bom = false;
};

/// Reads a file by the rules of its kind.
[[nodiscard]] Reading read(const SourceFile& file);

} // namespace dflint::fix
