// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/yaml/tree.h"

#include <deque>

namespace dflint::bake {

/// A service on top of the one that it extends, or that an earlier file says: what bake reads of
/// it, by compose's rules. The nodes that are made for it go to `made`; all others are those of the
/// files. Outside law: compose-spec/compose-go, override/merge.go.
[[nodiscard]] const yaml::Node& merged_service(const yaml::Node& base, const yaml::Node& own,
                                               std::deque<yaml::Node>& made);

/// Two nodes that say the same, wherever they stand. What takes too long to compare does not.
[[nodiscard]] bool is_same(const yaml::Node& a, const yaml::Node& b);

} // namespace dflint::bake
