// SPDX-License-Identifier: Apache-2.0
#include "rules/catalog.h"

namespace dflint {

namespace rules {
#define RULE(name) extern const Rule name;
#include "rules/catalog.def"
#undef RULE
} // namespace rules

Catalog all_rules() {
    static constexpr const Rule* catalog[] = {
#define RULE(name) &rules::name,
#include "rules/catalog.def"
#undef RULE
    };
    return catalog;
}

} // namespace dflint
