// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/fix/tokens.h"
#include "dflint/source/source_file.h"
#include "dflint/source/span.h"

#include <cstddef>
#include <cstdint>
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
    /// Dockerfiles that the file holds; when they were wanted the tokens are theirs, too.
    std::size_t dockerfile_count = 0;
    std::size_t variable_count = 0; ///< of the file around them, that stand in them
};

/// Whether a Dockerfile inside of a file is read as one, or as any other string.
enum class Inner : std::uint8_t { dockerfiles, strings };

/// Reads a file by the rules of its kind.
[[nodiscard]] Reading read(const SourceFile& file, Inner inner = Inner::dockerfiles);

} // namespace dflint::fix
