// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/source_file.h"
#include "dflint/syntax/dockerignore/ast.h"

namespace dflint::dockerignore {

/// Reads an ignore file. There is always a tree: what a build refuses is marked as bad, with a
/// mistake beside it, and the rest of the file is read on. Never throws; time is linear in the size
/// of the file.
[[nodiscard]] File parse(const SourceFile& file);

} // namespace dflint::dockerignore
