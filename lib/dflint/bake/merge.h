// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/config.h"

namespace dflint::bake {

/// Puts a later definition over an earlier one, attribute by attribute: for blocks of one name, for
/// several files and for what a target inherits. Names stay as they are.
/// Outside law: docker/buildx, bake/bake.go, Target.Merge.
void merge(Target& into, const Target& later);

/// Puts the targets, groups and all else of a later file over those of earlier ones.
void merge(Config& into, Config later);

/// Drops empty and repeated elements, and what an empty value removes (Target.normalize).
void normalize(Target& target);

} // namespace dflint::bake
