// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/diagnostic.h"
#include "dflint/source/source_file.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::fix {

/// Which fixes may be made.
struct Options {
    Applicability least = Applicability::safe; ///< good enough
    /// Rules whose fixes are wanted; all of them when empty.
    std::function<bool(std::string_view rule)> wanted{};
};

/// A fix that breaks its own promise (see Fix): a mistake of its rule.
struct Malformed {
    const Diagnostic* diagnostic;
    std::string_view reason;
};

/// Fixes that can be made together: none touches a byte, or a place between bytes, of another.
struct Plan {
    std::vector<const Diagnostic*> taken; ///< in the order of the diagnostics
    std::vector<Malformed> malformed;
};

/// Takes fixes in the order of the diagnostics (place, then rule), each whole or not at all. One
/// that touches what is taken waits for the next round.
[[nodiscard]] Plan plan(const SourceFile& file, const Diagnostics& diagnostics,
                        const Options& options);

/// The edits of some fixes that can be made together, in order of place.
[[nodiscard]] std::vector<Edit> edits_of(const std::vector<const Diagnostic*>& taken);

} // namespace dflint::fix
