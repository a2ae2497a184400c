// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/span.h"
#include "dflint/syntax/dockerfile/expand.h"

#include <string>
#include <string_view>
#include <vector>

namespace dflint::dockerfile {

/// The scanner of Go that BuildKit's lexer stands on skips one in front of any text.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// How BuildKit's shell-like lexer is asked to work (frontend/dockerfile/shell, Lex).
struct LexOptions {
    char escape = '\\';
    bool keep_quotes = false;
    bool keep_escapes = false;
    /// Variables stay as they were written; else they are looked up.
    bool keep_variables = false;
    /// Quotes are ordinary characters.
    bool literal_quotes = false;
    /// The words are wanted, not the text alone.
    bool splits = true;
};

struct LexedWord {
    std::string text;
    Span at; ///< in the source
};

struct Lexed {
    std::string text;
    std::vector<LexedWord> words; ///< the text split at white space outside quotes
    std::string error;            ///< empty when there is none
    bool unknown = false;         ///< the text depends on a variable nobody knows
};

/// Nothing is looked up when `variables` is null: everything is unset. Lookups are appended to
/// `uses` when it is given.
[[nodiscard]] Lexed lex(std::string_view source, const LexOptions& options,
                        const Variables* variables = nullptr, std::vector<Use>* uses = nullptr);

} // namespace dflint::dockerfile
