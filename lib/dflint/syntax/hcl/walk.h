// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/hcl/ast.h"

#include <utility>
#include <vector>

namespace dflint::hcl {

/// Calls `visit(expr)` for the expression and all that it is made of, outermost first. Own stack:
/// expressions may be deep.
template <class Visit> void walk(const Expr& expr, Visit&& visit) {
    std::vector<const Expr*> todo{&expr};
    while (!todo.empty()) {
        const Expr& at = *todo.back();
        todo.pop_back();
        visit(at);
        for (auto child = at.children.rbegin(); child != at.children.rend(); ++child) {
            todo.push_back(&*child);
        }
    }
}

} // namespace dflint::hcl
