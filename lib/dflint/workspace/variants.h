// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/workspace/project.h"

#include <span>
#include <vector>

namespace dflint::workspace {

/// Of targets that build the same Dockerfile the first of each way to build it, as far as the
/// Dockerfile can tell: no argument makes a difference that it does not declare.
[[nodiscard]] std::vector<const BakeTarget*> distinct(std::span<const BakeTarget* const> targets);

/// A Dockerfile that is written in a bake or compose file.
struct InlineDockerfile {
    bake::Origin at; ///< the expression or the value
    /// All that are built from it, at least one. With a matrix or variables they may build
    /// different texts.
    std::vector<const BakeTarget*> targets;
};

/// In the order of their places. Targets that are only there to be inherited from do not count.
[[nodiscard]] std::vector<InlineDockerfile> inline_dockerfiles(const Project& project);

} // namespace dflint::workspace
