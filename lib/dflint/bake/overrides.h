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

/// A list of a bake file that an override replaces, and something in it that is lost.
struct ReplacedList {
    std::string key; ///< of the override
    Origin at;
};
/// To be asked before the overrides are applied.
[[nodiscard]] std::vector<ReplacedList> replaced_lists(const Overrides& overrides,
                                                       const Attributes& attributes);

/// Changes a target's attributes; what cannot be is a message.
[[nodiscard]] std::vector<std::string> apply_overrides(const Overrides& overrides,
                                                       Attributes& attributes);

} // namespace dflint::bake
