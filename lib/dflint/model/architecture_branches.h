// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"

#include <cstdint>
#include <vector>

namespace dflint::model {

/// The parts of a RUN that run, or run in this form, on some architectures only: those of all its
/// scripts, in the file. See architecture_branches.
class ArchitectureBranches {
public:
    explicit ArchitectureBranches(const Run& run);

    /// The byte of the file is in one of them.
    [[nodiscard]] bool contain(std::uint32_t at) const;

private:
    std::vector<Span> spans_; ///< in order, apart from one another
};

} // namespace dflint::model
