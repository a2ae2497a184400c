// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/fix/plan.h"
#include "dflint/source/diagnostic.h"
#include "dflint/source/source_file.h"
#include "dflint/source/span.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::fix {

/// Finds what is wrong with a text. The diagnostics are sorted by place, then rule.
using Lint = std::function<Diagnostics(const SourceFile&)>;

/// A fix that was made. `at` is the place of its diagnostic in the text before all fixes.
struct Applied {
    std::string_view rule;
    std::string title;
    Span at;
};

/// A fix that was not made because it would have changed more than it says. In a file that could be
/// read this is a mistake of its rule, to be reported by whoever sees it; in another one, a repair
/// that does not help. `at` as in Applied.
struct Dropped {
    std::string_view rule;
    std::string title;
    Span at;
    std::string reason;
};

struct FixResult {
    /// The text after the last round that held; the same bytes as before when nothing was made.
    std::unique_ptr<const SourceFile> file;
    std::vector<Applied> applied;
    std::vector<Dropped> dropped;
    /// What is still wrong; spans count in `file`.
    Diagnostics remaining;
    /// False when the rounds ran out, or fixes undid each other: another run may change more.
    bool is_stable = true;
};

inline constexpr int max_rounds = 10;

/// Lints, plans, applies and proves until no fix is left, at most `max_rounds` times. A fix that
/// fails the proof is dropped, the others go in. Touches no disk.
[[nodiscard]] FixResult fix_until_stable(const SourceFile& file, const Lint& lint,
                                         const Options& options);

} // namespace dflint::fix
