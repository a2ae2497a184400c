// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/workspace/project.h"

#include <map>
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

/// The Dockerfile has an ARG of that name, in whatever stage.
[[nodiscard]] bool declares(const dockerfile::Tree& tree, std::string_view argument);

/// Settings of the client: docker, compose and buildx read them from their own environment.
[[nodiscard]] bool is_client_setting(std::string_view argument);

} // namespace dflint::rules
