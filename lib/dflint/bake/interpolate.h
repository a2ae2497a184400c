// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/environment.h"
#include "dflint/source/embedded_text.h"

#include <optional>
#include <string>
#include <string_view>

namespace dflint::bake {

struct Interpolated {
    std::optional<std::string> text; ///< nothing: depends on a variable nobody knows
    std::string error{};             ///< "" when there is none
};

/// Replaces $V, ${V}, ${V:-d}, ${V-d}, ${V:?e}, ${V?e}, ${V:+a}, ${V+a} and $$ as compose does.
/// Defaults may hold variables, up to a depth of 32.
[[nodiscard]] Interpolated interpolate(std::string_view text, const Environment& environment);
/// The same for a text of a file. What a variable stands for has the place of the variable. Nothing
/// where there is an error, or no known text.
[[nodiscard]] std::optional<EmbeddedText> interpolate(const EmbeddedText& text,
                                                      const Environment& environment);

} // namespace dflint::bake
