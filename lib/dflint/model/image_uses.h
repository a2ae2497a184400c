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

/// Of the stages that are built, in order. Images whose name is not known are left out.
[[nodiscard]] std::vector<ImageUse> image_uses(const Build& build);

} // namespace dflint::model
