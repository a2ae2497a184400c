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
#ifdef WITHOUT_summary
    .summary = "has a stop.",
#else
    .summary = "has no stop",
#endif
#ifndef WITHOUT_why
    .why = "it costs time",
#endif
#ifndef WITHOUT_bad
    .bad = "FROM a\n",
#endif
#ifndef WITHOUT_good
    .good = "FROM b\n",
#endif
});

} // namespace dflint::rules
