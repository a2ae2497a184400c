// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/project.h"

#include <string>
#include <string_view>

namespace dflint::bake {

/// Why no target has this name: it is a group, the name of copies, misspelt. `asker`, the target
/// that names it, is not what was meant.
[[nodiscard]] std::string why_missing(const Project& project, std::string_view name,
                                      std::string_view asker = {});

/// Why nothing that a group could name is called so. `asker` is the group.
[[nodiscard]] std::string why_no_member(const Project& project, std::string_view name,
                                        std::string_view asker = {});

/// Targets may have any name: there is a matrix of which not every copy is known.
[[nodiscard]] bool has_unknown_copies(const Project& project);

} // namespace dflint::bake
