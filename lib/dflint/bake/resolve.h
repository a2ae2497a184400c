// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/config.h"
#include "dflint/bake/override.h"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::bake {

/// What is asked for, worked out: inheritance, overrides and defaults applied.
struct Resolution {
    std::map<std::string, Group> groups;   ///< those asked for, and `default`
    std::map<std::string, Target> targets; ///< those asked for, and those they link to
    std::vector<Mistake> mistakes;
};

/// What `docker buildx bake NAME...` would build (buildx: ReadTargets). Names of groups stand for
/// their members; no names mean `default`. Every mistake is told, the rest is resolved.
[[nodiscard]] Resolution resolve(const Config& config, std::span<const std::string> names,
                                 std::span<const Override> overrides);

/// The name with dots as `_`: how targets are called on the command line.
[[nodiscard]] std::string sanitized_name(std::string_view name);

} // namespace dflint::bake
