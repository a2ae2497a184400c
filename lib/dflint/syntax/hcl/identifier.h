// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dflint::hcl {

/// How many bytes the identifier that begins at `at` has; 0 when none begins there. Unicode
/// ID_Start or `_`, then ID_Continue or `-`.
[[nodiscard]] std::uint32_t identifier_size(std::string_view text, std::size_t at);

} // namespace dflint::hcl
