// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/span.h"

#include <string>
#include <vector>

namespace dflint::model {

struct Build;

/// A place that takes an image from elsewhere: FROM, `COPY --from=`, `RUN --mount=from=`.
struct ImageUse {
    std::string image; ///< expanded, not in its full form
    Span at;
};

/// Of the stages that are built, in order. Left out are images whose name is not known, and those
/// that a named context of the invocation replaces.
[[nodiscard]] std::vector<ImageUse> image_uses(const Build& build);

} // namespace dflint::model
