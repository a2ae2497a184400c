// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/environment.h"
#include "dflint/bake/invocation.h"
#include "dflint/source/file_tree.h"

#include <string>
#include <vector>

namespace dflint::bake {

/// What bake reads in compose files, inputs of these indexes, which are one project: a target for
/// each service with `build:`, and the group `default` of all of them. The first input gets it all.
/// Files that they include or extend are read from `files`, seen from `directory` where bake is
/// called ("" or ending in a slash), and join the inputs: everything has its place where it is
/// written. Outside law: docker/buildx (bake/compose.go), compose-spec (05-services.md, build.md,
/// 12-interpolation.md, 13-merge.md, 14-include.md).
void read_compose(std::vector<Input>& inputs, const std::vector<FileIndex>& indexes,
                  const FileTree& files, const std::string& directory,
                  const Environment& environment);

/// Whether a file without a name that tells is a compose file: YAML with `services`.
[[nodiscard]] bool says_services(const SourceFile& file);

} // namespace dflint::bake
