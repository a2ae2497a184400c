// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"

#include <optional>
#include <string_view>

namespace dflint::model {

/// The blanks with which the author begins the lines of a continued instruction. A fact of the
/// build; see Build::fact.
class ContinuationIndent {
public:
    explicit ContinuationIndent(const Build& build) : build_(build) {}

    /// Of a line that begins a command: as the instruction's own lines have it, when there are any
    /// that are not the deeper words of one command; as most of the file otherwise.
    [[nodiscard]] std::string_view of(const dockerfile::Instruction& instruction);

private:
    std::string_view usual();

    const Build& build_;
    std::optional<std::string_view> usual_; ///< once asked for
};

} // namespace dflint::model
