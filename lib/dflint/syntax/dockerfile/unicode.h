// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace dflint::dockerfile {

/// Unicode letters and decimal digits, which may stand in the name of a variable.
[[nodiscard]] bool is_letter(char32_t code_point);
[[nodiscard]] bool is_digit(char32_t code_point);

} // namespace dflint::dockerfile
