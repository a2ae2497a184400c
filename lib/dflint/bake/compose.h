// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/environment.h"
#include "dflint/bake/invocation.h"
#include "dflint/syntax/yaml/tree.h"

namespace dflint::bake {

/// What bake reads in a compose file: a target for each service with `build:`, and the group
/// `default` of all of them. `index` is the file's place among the inputs. Outside law:
/// docker/buildx (bake/compose.go), compose-spec (05-services.md, build.md, 12-interpolation.md).
/// `extends` and `include` are not followed.
[[nodiscard]] ComposeContent read_compose(FileIndex index, const SourceFile& file,
                                          const yaml::File& tree, const Environment& environment);

} // namespace dflint::bake
