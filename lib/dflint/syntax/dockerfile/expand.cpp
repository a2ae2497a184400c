// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/dockerfile/expand.h"

#include "dflint/syntax/dockerfile/shell_lex.h"

#include <algorithm>

namespace dflint::dockerfile {

Expanded expand(std::string_view word, char escape, const Variables& variables) {
    const auto is_special = [escape](char c) {
        return c == '$' || c == '\'' || c == '"' || c == escape;
    };
    if (std::none_of(word.begin(), word.end(), is_special)) return {std::string(word), {}};
    Lexed lexed = lex(word, {.escape = escape}, &variables);
    Expanded expanded;
    expanded.error = std::move(lexed.error);
    if (expanded.error.empty() && !lexed.unknown) expanded.text = std::move(lexed.text);
    return expanded;
}

} // namespace dflint::dockerfile
