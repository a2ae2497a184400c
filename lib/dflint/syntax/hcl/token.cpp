// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/hcl/token.h"

namespace dflint::hcl {

bool is_opener(TokenKind kind) {
    switch (kind) {
    case TokenKind::open_quote:
    case TokenKind::open_heredoc:
    case TokenKind::open_interpolation:
    case TokenKind::open_directive:
    case TokenKind::open_brace:
    case TokenKind::open_bracket:
    case TokenKind::open_paren:
        return true;
    default:
        return false;
    }
}

bool is_closer(TokenKind kind) {
    switch (kind) {
    case TokenKind::end:
    case TokenKind::close_quote:
    case TokenKind::close_heredoc:
    case TokenKind::close_template:
    case TokenKind::close_brace:
    case TokenKind::close_bracket:
    case TokenKind::close_paren:
        return true;
    default:
        return false;
    }
}

} // namespace dflint::hcl
