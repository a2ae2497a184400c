// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"
#include "dflint/source/fix.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::rules {

/// An install that comes after a broad copy, and what it reads out of it.
struct LateInstall {
    const model::Run* run;
    const model::Install* install;
    std::vector<std::string> manifests{}; ///< relative to the copy's target
    /// So many of them, the first ones, stand in the command; the others are read if they are
    /// there.
    std::size_t named_count = 0;
};

/// Copies the manifests in place of the whole context, and the context after the last install that
/// can be shown to need nothing else. Nothing when that cannot be shown. Safe when the build
/// context was there to look at and nothing in it can make the install see the difference.
[[nodiscard]] std::optional<Fix> copy_manifests_first(const model::Copy& copy,
                                                      std::string_view target,
                                                      const std::vector<LateInstall>& late);

} // namespace dflint::rules
