// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/ignore_file.h"

#include <string>
#include <vector>

namespace dflint::rules {

/// A pattern for caches or the like that was meant for every directory, and a path that shows it.
struct KeptDeeper {
    const dockerignore::Pattern* pattern;
    std::string path; ///< stays in the context though its name fits the pattern
};

/// Looks through the build context, if there is one to look at: ten thousand entries at most, as a
/// linter has no business in larger trees.
[[nodiscard]] std::vector<KeptDeeper> kept_deeper(const model::IgnoreFile& ignore);

} // namespace dflint::rules
