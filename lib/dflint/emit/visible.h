// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dflint::emit {

/// Appends a character so that people see it and a terminal does not obey it: control characters
/// as their Unicode pictures, line separators, C1 and text-direction controls as <U+202E>.
/// Returns the columns it takes. Tabs are the caller's: how wide one is depends on where it stands.
std::uint32_t append_visible(std::string& out, char32_t code_point);

/// The same for a text that stays on one line; malformed bytes become U+FFFD.
void append_visible(std::string& out, std::string_view text);

} // namespace dflint::emit
