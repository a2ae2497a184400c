// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/hcl/unwrap.h"

namespace dflint::hcl {

const Expr& unwrapped(const Expr& expr) {
    const Expr* inner = &expr;
    while (true) {
        if (inner->is(ExprKind::parentheses)) {
            inner = &inner->child(0);
        } else if (inner->is_wrap()) {
            inner = &inner->child(0).child(0);
        } else {
            return *inner;
        }
    }
}

std::optional<std::string> key_text(const Expr& key) {
    if (key.is(ExprKind::key_name)) return std::string(key.text);
    return constant_text(key);
}

} // namespace dflint::hcl
