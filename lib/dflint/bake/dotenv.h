// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/environment.h"

#include <optional>
#include <string>
#include <string_view>

namespace dflint::bake {

/// Adds what the text of a `.env` file sets; what the environment has already wins. A value that
/// depends on an unknown variable stays unknown. What compose refuses is a message with its line,
/// and adds nothing. Outside law: compose-spec/compose-go, dotenv/, and the `.env` file syntax of
/// its documentation.
[[nodiscard]] std::optional<std::string> add_dotenv(std::string_view text,
                                                    Environment& environment);

} // namespace dflint::bake
