// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/lint/build_check.h"
#include "dflint/lint/settings.h"
#include "dflint/model/invocation.h"
#include "dflint/source/diagnostic.h"
#include "dflint/source/source_file.h"
#include "dflint/syntax/dockerfile/ast.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace dflint {

/// The `# check=` comments of a file, with the meaning they have for BuildKit: those at its top for
/// the file, the first one above an instruction for that instruction. They skip BuildKit's own
/// checks, switch its experimental ones on, and turn warnings into errors; other rules never heed
/// them.
class CheckComments {
public:
    CheckComments(const SourceFile& file, const dockerfile::Tree& tree);

    /// From now on, one way of building the file: its argument BUILDKIT_DOCKERFILE_CHECK stands in
    /// for the comment at the top. Null for a plain build. It outlives this.
    void build_with(const model::Invocation* invocation);

    /// Somewhere experimental checks are switched on.
    [[nodiscard]] bool want_experiments() const;
    /// Takes out what is skipped, and dormant rules where they are not switched on; raises the rest
    /// where it fails the build.
    void apply(const Settings& settings, Diagnostics& diagnostics) const;

private:
    struct Above {
        std::uint32_t instruction; ///< index
        dockerfile::CheckOptions options;
    };

    [[nodiscard]] const dockerfile::CheckOptions* above(std::uint32_t instruction) const;
    [[nodiscard]] const dockerfile::CheckOptions* beside(const BuildCheck& check,
                                                         const Diagnostic& diagnostic) const;
    [[nodiscard]] bool is_wanted(const BuildCheck& check, const Diagnostic& diagnostic,
                                 bool is_dormant) const;

    const dockerfile::Tree& tree_;
    const dockerfile::CheckOptions* file_ = nullptr; ///< nothing when absent or refused
    std::optional<dockerfile::CheckOptions> given_;  ///< by the build argument
    std::vector<Above> above_;                       ///< in order
};

} // namespace dflint
