// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/hcl/reader.h"

#include <vector>

namespace dflint::hcl {

enum class StepKind : std::uint8_t { attribute, legacy_index, index, attribute_splat, full_splat };

/// One step of a traversal, as it is written behind its object.
struct Step {
    StepKind kind = StepKind::attribute;
    Span at;                     ///< from the dot or bracket on
    const Token* name = nullptr; ///< attribute, legacy_index
    Expr key{};                  ///< index
};

/// An operand with all that is written around it, and the operator before it.
struct Operand {
    const Token* operator_before = nullptr;
    std::vector<const Token*> signs; ///< - and !, the outermost first
    Expr root{};
    std::vector<Step> steps{};
};

/// Operands and operators in a row, as the grammar reads them.
struct Operation {
    std::vector<Operand> operands;
};

/// 0 for what is no binary operator; binds tighter the higher it is.
[[nodiscard]] int precedence(TokenKind kind);

/// The tree that precedence makes of the row. All operators are left-associative.
[[nodiscard]] Expr fold(Operation operation, Reader& reader);

} // namespace dflint::hcl
