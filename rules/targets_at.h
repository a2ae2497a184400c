// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/workspace/project.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

/// For rules on what several targets have from one place: copies of a matrix, heirs.
namespace dflint::rules {

/// Targets by a place of the project's files, each at most once for each place.
using TargetsAt =
    std::map<std::pair<bake::FileIndex, Span>, std::vector<const workspace::BakeTarget*>>;

/// "`a`", "`a` and `b`", "`a` and 2 others". Not of none.
[[nodiscard]] std::string names_of(const std::vector<const workspace::BakeTarget*>& targets);

} // namespace dflint::rules
