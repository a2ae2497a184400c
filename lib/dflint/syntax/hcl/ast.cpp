// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/hcl/ast.h"

#include <algorithm>

namespace dflint::hcl {

std::optional<std::string> constant_text(const Expr& expr) {
    if (!expr.is(ExprKind::template_)) return std::nullopt;
    std::string text;
    for (const Expr& part : expr.children) {
        if (!part.is(ExprKind::text)) return std::nullopt;
        text += part.text;
    }
    return text;
}

const Attribute* Body::attribute(std::string_view name) const {
    const auto found =
        std::ranges::find(attributes, name, [](const Attribute& each) { return each.name.text; });
    return found == attributes.end() ? nullptr : &*found;
}

} // namespace dflint::hcl
