// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/source_file.h"
#include "dflint/syntax/yaml/tree.h"

namespace dflint::yaml {

/// Reads the first document of a file with libfyaml. Of what is wrong the first mistake is told,
/// and what stands before it is kept. Nesting is limited by the library. Every node bears `number`.
[[nodiscard]] File parse(const SourceFile& file, std::uint32_t number = 0);

} // namespace dflint::yaml
