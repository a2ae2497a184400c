// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/span.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::dockerfile {

/// A variable as the place at hand sees it.
struct Variable {
    enum class State { unset, known, unknown } state = State::unset;
    std::string_view value{}; ///< when known
};

/// Where `expand` looks variables up.
class Variables {
public:
    virtual ~Variables() = default;
    [[nodiscard]] virtual Variable find(std::string_view name) const = 0;
};

/// A variable that an expansion asked for, whatever came of it: `${a:-$b}` asks for both.
struct Use {
    std::string_view name; ///< points into the word
    Span at;               ///< in the word: `$name`, `${name}`; of `${name:-...}` the name alone
    Variable::State state = Variable::State::unset;
};

struct Expanded {
    /// Nothing when the result depends on an unknown variable, or on an error.
    std::optional<std::string> text;
    std::string error; ///< empty when there is none: "unsupported modifier", ...
};

/// Expands a word as BuildKit does (frontend/dockerfile/shell, Lex): quotes and escapes removed,
/// $name and ${name...} with every operator, nested. Appends to `uses` when it is given. What
/// nobody writes counts as unknown: more than 32 KiB out of variables in one word.
[[nodiscard]] Expanded expand(std::string_view word, char escape, const Variables& variables,
                              std::vector<Use>* uses = nullptr);

/// The same for the body of an unquoted heredoc of COPY or ADD: quotes are ordinary characters and
/// the escape is always the backslash.
[[nodiscard]] Expanded expand_heredoc(std::string_view body, const Variables& variables,
                                      std::vector<Use>* uses = nullptr);

/// What is wrong with the word whatever its variables are; empty when nothing is.
[[nodiscard]] std::string expansion_error(std::string_view word, char escape);

struct ExpandedWords {
    std::optional<std::vector<std::string>> words; ///< nothing as in Expanded
    std::string error;
};

/// Expands, then splits at white space that no quote or escape protects (EXPOSE). What variables
/// bring is split too.
[[nodiscard]] ExpandedWords expand_words(std::string_view word, char escape,
                                         const Variables& variables);

} // namespace dflint::dockerfile
