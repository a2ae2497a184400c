// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/dockerfile/ast.h"

#include <string_view>

namespace dflint::dockerfile {

/// The instruction a word names, in any case; `Keyword::unknown` when there is none.
[[nodiscard]] Keyword keyword_of(std::string_view word);

/// The keyword as its author wrote it, known or not, without the continuations inside it.
[[nodiscard]] std::string_view written_keyword(const Instruction& instruction);

/// The name in lower case; "" for unknown.
[[nodiscard]] std::string_view lower_name_of(Keyword keyword);

} // namespace dflint::dockerfile
