// SPDX-License-Identifier: Apache-2.0
// Compiles as it is; must not compile with one of the WITHOUT_ macros.
#include "dflint/lint/rule.h"

namespace dflint::rules {

extern constexpr Rule some_rule = rule({
#ifdef WITHOUT_name
    .name = "Some_Rule",
#else
    .name = "some-rule",
#endif
    .summary = "has no stop",
#ifndef WITHOUT_why
    .why = "it costs time",
#endif
    .bad = "FROM a\n",
    .good = "FROM b\n",
});

} // namespace dflint::rules
