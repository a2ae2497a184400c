// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/dockerfile/ast.h"

#include <vector>

namespace dflint::dockerfile {

/// The word that stands at `logical`; `near` as for LogicalText::in_file.
[[nodiscard]] inline Word word_at(const LogicalText& text, Span logical, std::size_t& near) {
    return {.text = text.slice(logical), .at = text.in_file(logical, near), .logical = logical};
}
[[nodiscard]] inline Word word_at(const LogicalText& text, Span logical) {
    std::size_t near = 0;
    return word_at(text, logical, near);
}

/// FROM, EXPOSE, COPY, ADD, VOLUME: split at blanks, no quoting.
[[nodiscard]] std::vector<Word> split_blanks(const LogicalText& text, Span range);

/// ENV, LABEL, ARG: split at white space outside quotes; quotes and escapes stay in the words.
[[nodiscard]] std::vector<Word> split_quoted(const LogicalText& text, Span range, char escape);

/// `key=value`, or only a key.
[[nodiscard]] Pair pair_of(const LogicalText& text, const Word& word, std::size_t& near);

} // namespace dflint::dockerfile
