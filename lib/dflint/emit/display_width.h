// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace dflint::emit {

/// Terminal columns of a printable character: 0 when it joins the one before it (combining marks),
/// 2 for East Asian wide characters and most emoji, else 1. Control characters are not asked for.
[[nodiscard]] std::uint32_t display_width(char32_t code_point);

} // namespace dflint::emit
