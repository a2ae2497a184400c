// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/workspace/cache_entry.h"

#include <optional>

/// The fix of cache-unpaired.
namespace dflint::rules {

/// Imports what is exported, beside the export and written as it is; nothing when its fields are
/// not to be seen in the file.
[[nodiscard]] std::optional<Fix> import_of_export(const workspace::Project& project,
                                                  const workspace::WrittenCache& exported);

} // namespace dflint::rules
