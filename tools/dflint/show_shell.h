// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/shell/ast.h"

#include <string>
#include <string_view>

namespace dflint {

/// One line of JSON, without a line end: `file`, `text`, `lang`, then `commands` (each with `args`,
/// `assigns`, `redirs` and `span`) and `lists` (`op`, `span`), or `error` when the text is no
/// script of the dialect. Spans are byte offsets; bytes that are not UTF-8 come out as U+FFFD. A
/// command's span has the `!` before it and the `;` or `&` that ends it; commands inside
/// substitutions follow the one that holds them; a list comes before the lists it is made of.
[[nodiscard]] std::string shell_json(std::string_view file, std::string_view text,
                                     shell::Dialect dialect);

/// The tree for people: a line per node, word and redirect, indented, with its bytes.
[[nodiscard]] std::string shell_text(std::string_view text, shell::Dialect dialect);

} // namespace dflint
