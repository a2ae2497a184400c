// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/project.h"

#include <string>
#include <string_view>

namespace dflint::bake {

/// Why no target has this name: it is a group, the name of copies, misspelt.
[[nodiscard]] std::string why_missing(const Project& project, std::string_view name);

/// Why nothing that a group could name is called so.
[[nodiscard]] std::string why_no_member(const Project& project, std::string_view name);

} // namespace dflint::bake
