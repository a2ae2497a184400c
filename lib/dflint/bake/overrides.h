// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/invocation.h"
#include "dflint/bake/project.h"

#include <map>
#include <string>
#include <vector>

/// What `--set TARGET.KEY=VALUE` changes: docker/buildx, newOverrides and AddOverrides.
namespace dflint::bake {

struct Override {
    std::string value;
    std::vector<std::string> values; ///< of list keys, one for each --set
    bool appends = false;
};

/// By key: `args.VERSION`, `tags`.
using Overrides = std::map<std::string, Override, std::less<>>;

/// The overrides of each target. Mistakes are added to the project's diagnostics.
[[nodiscard]] std::map<std::string, Overrides, std::less<>>
read_overrides(Project& project, const Invocation& invocation);

/// Changes a target's attributes; what cannot be is a message.
[[nodiscard]] std::vector<std::string> apply_overrides(const Overrides& overrides,
                                                       Attributes& attributes);

} // namespace dflint::bake
