// SPDX-License-Identifier: Apache-2.0
#include "targets_at.h"

namespace dflint::rules {

std::string names_of(const std::vector<const workspace::BakeTarget*>& targets) {
    const std::string first = "`" + targets.front()->meaning->name + "`";
    if (targets.size() == 1) return first;
    if (targets.size() == 2) return first + " and `" + targets.back()->meaning->name + "`";
    return first + " and " + std::to_string(targets.size() - 1) + " others";
}

} // namespace dflint::rules
