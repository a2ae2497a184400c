// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/fix.h"
#include "dflint/source/source_file.h"

#include <span>
#include <string>

namespace dflint::fix {

/// The text after all edits, made in one pass. They are in order and do not overlap.
[[nodiscard]] std::string apply(const SourceFile& file, std::span<const Edit> edits);

} // namespace dflint::fix
