// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"
#include "dflint/workspace/project.h"

#include <set>
#include <string>
#include <utility>

/// What rules on cache exports share: which stages an export of the image alone leaves out.
namespace dflint::rules {

/// The stages of a project that some target exports as its image.
class CachedStages {
public:
    explicit CachedStages(const workspace::Project& project);

    /// The first stage with work of its own that the target's image is made of and does not
    /// contain, and that no other target exports; nothing when there is none.
    [[nodiscard]] const model::Stage* left_out(const workspace::BakeTarget& target) const;

private:
    std::set<std::pair<std::string, std::uint32_t>> exported_; ///< Dockerfile, stage
};

/// The first instruction of a stage that does work.
[[nodiscard]] Span work_of(const model::Stage& stage);

/// "the stage `build`", for messages.
[[nodiscard]] std::string name_of(const model::Stage& stage);

} // namespace dflint::rules
