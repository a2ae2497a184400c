// SPDX-License-Identifier: Apache-2.0
#include "dflint/model/build.h"

namespace dflint::model {
std::unique_ptr<const Build> understand(const SourceFile& file, const dockerfile::Tree& tree,
                                        const Context& context) {
    return std::make_unique<Build>(file, tree, context);
}
} // namespace dflint::model
