// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/hcl/ast.h"

#include <string>

/// The shape of a tree in one line: 1 + a.b is (+ 1 (.b a)).
std::string outline(const dflint::hcl::Expr& expr);
/// name=EXPR; type[label]{...};
std::string outline(const dflint::hcl::Body& body);
