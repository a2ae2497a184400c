// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

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

struct Expanded {
    /// Nothing when the result depends on an unknown variable, or on an error.
    std::optional<std::string> text;
    std::string error; ///< empty when there is none: "unsupported modifier", ...
};

/// Expands a word as BuildKit does (frontend/dockerfile/shell, Lex): quotes and escapes removed,
/// $name and ${name...} with every operator, nested.
[[nodiscard]] Expanded expand(std::string_view word, char escape, const Variables& variables);

} // namespace dflint::dockerfile
