// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace dflint::hcl {

/// The four digits of \uXXXX that begin at `at`; nothing when they are none.
[[nodiscard]] std::optional<char32_t> hex4(std::string_view text, std::size_t at);

/// What a backslash and this letter stand for; NUL when they are no escape, or \u.
[[nodiscard]] char plain_escape(char c);

} // namespace dflint::hcl
