// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

/// Characters that people do not see and programs do.
namespace dflint::model {

/// White space outside ASCII, and characters without any width.
[[nodiscard]] bool is_invisible(char32_t code_point);

/// How many bytes at the end of the text nobody sees, ASCII blanks included.
[[nodiscard]] std::size_t trailing_invisible(std::string_view text);

/// "no-break space (U+00A0)": what the character at the begin of the text is, for messages.
[[nodiscard]] std::string_view name_of_invisible(char32_t code_point);

} // namespace dflint::model
