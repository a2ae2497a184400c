// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/workspace/project.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What rules on the `args` of bake targets share.
namespace dflint::rules {

/// One argument as it is written, and the targets that it reaches: several inherit it.
struct WrittenArgument {
    std::string name;
    bake::Origin at;
    std::vector<const workspace::BakeTarget*> targets;
};

/// Every argument of the targets that are built, in order of place.
[[nodiscard]] std::vector<WrittenArgument> written_arguments(const workspace::Project& project);

/// Takes the argument out of the file; nothing when it is not written there as an item of `args`.
/// Safe when every Dockerfile it reaches is known and has BuildKit's own frontend, and no other
/// target refers to it.
[[nodiscard]] std::optional<Fix> remove_argument(const workspace::Project& project,
                                                 const WrittenArgument& argument);

/// Only BuildKit's own frontend is known to have no arguments of its own.
[[nodiscard]] bool has_usual_frontend(const dockerfile::Tree& tree);

/// The Dockerfile has an ARG of that name, in whatever stage.
[[nodiscard]] bool declares(const dockerfile::Tree& tree, std::string_view argument);

/// Settings of the client: docker, compose and buildx read them from their own environment.
[[nodiscard]] bool is_client_setting(std::string_view argument);

} // namespace dflint::rules
