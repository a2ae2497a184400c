// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/environment.h"
#include "dflint/bake/invocation.h"
#include "dflint/source/file_tree.h"

#include <string>
#include <vector>

namespace dflint::bake {

/// What bake reads in a compose file, an input of that index: a target for each service with
/// `build:`, and the group `default` of all of them. Files that it includes or extends are read
/// from `files`, seen from `directory` where bake is called ("" or ending in a slash), and join the
/// inputs: everything has its place where it is written. Outside law: docker/buildx
/// (bake/compose.go), compose-spec (05-services.md, build.md, 12-interpolation.md, 14-include.md).
void read_compose(std::vector<Input>& inputs, FileIndex index, const FileTree& files,
                  const std::string& directory, const Environment& environment);

} // namespace dflint::bake
