// SPDX-License-Identifier: Apache-2.0
// Redirections (POSIX XCU 2.7; bash manual 3.6).
#include "dflint/syntax/shell/parser.h"

#include <array>
#include <utility>

namespace dflint::shell {

namespace {

using Entry = std::pair<std::string_view, RedirectOp>;
/// Longest first.
constexpr std::array<Entry, 12> operators = {{
    {"&>>", RedirectOp::append_both},
    {"&>", RedirectOp::output_both},
    {"<<<", RedirectOp::here_string},
    {"<<-", RedirectOp::heredoc_dash},
    {"<<", RedirectOp::heredoc},
    {"<&", RedirectOp::duplicate_in},
    {"<>", RedirectOp::read_write},
    {"<", RedirectOp::input},
    {">>", RedirectOp::append},
    {">&", RedirectOp::duplicate_out},
    {">|", RedirectOp::clobber},
    {">", RedirectOp::output},
}};

} // namespace

/// Digits, or {name} in bash, directly before < or >; 0 when there is none.
std::uint32_t Parser::descriptor_size() const {
    std::uint32_t size = 0;
    if (is_digit(peek())) {
        while (is_digit(peek(size))) ++size;
    } else if (is_at('{') && script_.dialect == Dialect::bash && is_name_start(peek(1))) {
        size = 1;
        while (is_name_letter(peek(size))) ++size;
        if (peek(size++) != '}') return 0;
    }
    const bool redirects = peek(size) == '<' || peek(size) == '>';
    return redirects && peek(size + 1) != '(' ? size : 0; // 2<(a) is a word
}

bool Parser::at_redirect_here() const {
    switch (text_[pos_]) {
    case '<':
    case '>':
        return peek(1) != '(';
    // To a POSIX shell `a &> b` is `a &` and `> b`.
    case '&':
        return peek(1) == '>' && script_.dialect == Dialect::bash;
    default:
        return descriptor_size() > 0;
    }
}

void Parser::redirect(std::vector<Redirect>& out) {
    const std::uint32_t begin = pos_;
    const std::uint32_t fd_size = descriptor_size();
    Redirect& redirect = out.emplace_back();
    redirect.fd = slice({begin, begin + fd_size});
    pos_ += fd_size;
    for (const auto& [text, op] : operators) {
        if (!is_at(text)) continue;
        redirect.op = op;
        redirect.op_at = {pos_, pos_ + static_cast<std::uint32_t>(text.size())};
        break;
    }
    if (redirect.op == RedirectOp::here_string) extension(redirect.op_at);
    pos_ = redirect.op_at.end;
    skip_blanks();
    if (!at_word()) {
        fail(redirect.op_at, quoted(redirect.op_at) + " is followed by no word");
        redirect.at = since(begin);
        return;
    }
    // Bash makes an exception of `a 2>&1>b`.
    const bool duplicates =
        redirect.op == RedirectOp::duplicate_out || redirect.op == RedirectOp::duplicate_in;
    if (const std::uint32_t fd = descriptor_size(); fd > 0 && !duplicates) {
        fail(redirect.op_at, quoted(redirect.op_at) + " is followed by no word: " +
                                 quoted({pos_, pos_ + fd}) + " belongs to the operator behind it");
        redirect.at = since(begin);
        return;
    }
    const bool is_heredoc =
        redirect.op == RedirectOp::heredoc || redirect.op == RedirectOp::heredoc_dash;
    redirect.target = word(is_heredoc ? WordKind::delimiter : WordKind::normal);
    redirect.at = since(begin);
    if (is_heredoc && !failed_) expect_heredoc(redirect);
}

/// Those behind a compound command.
void Parser::redirects(Node& node) {
    for (;;) {
        const std::uint32_t end = pos_;
        skip_blanks();
        if (failed_ || !at_redirect()) {
            if (!failed_) node.at.end = node.redirects.empty() ? node.at.end : end;
            return;
        }
        redirect(node.redirects);
        node.at.end = since(node.at.begin).end;
    }
}

} // namespace dflint::shell
