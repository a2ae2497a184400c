// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"

#include <cstdint>

namespace dflint::model {

/// The keywords of all instructions and triggers: who looks for a rare one is told by most files
/// that they have none. A fact of the build; see Build::fact.
class UsedKeywords {
public:
    explicit UsedKeywords(const Build& build) {
        for (const dockerfile::Instruction& each : build.instructions()) {
            const auto* const onbuild = each.as<dockerfile::Onbuild>();
            add(each.keyword);
            if (onbuild != nullptr && onbuild->inner) add(onbuild->inner->keyword);
        }
    }
    [[nodiscard]] bool has(dockerfile::Keyword keyword) const {
        return (bits_ & bit(keyword)) != 0;
    }

private:
    static std::uint32_t bit(dockerfile::Keyword keyword) {
        return std::uint32_t{1} << static_cast<unsigned>(keyword);
    }
    void add(dockerfile::Keyword keyword) { bits_ |= bit(keyword); }

    std::uint32_t bits_ = 0;
};

} // namespace dflint::model
