// SPDX-License-Identifier: Apache-2.0
// Here-documents (POSIX XCU 2.7.4): bodies follow the line that names them, in order.
#include "dflint/syntax/shell/parser.h"

#include <algorithm>

namespace dflint::shell {

void Parser::expect_heredoc(Redirect& redirect) {
    Heredoc& heredoc = *script_.heredocs.emplace_back(std::make_unique<Heredoc>());
    heredoc.expands = !redirect.target.quoted;
    redirect.heredoc = &heredoc;
    pending_.push_back(
        {&heredoc, redirect.at, redirect.target.text, redirect.op == RedirectOp::heredoc_dash});
}

/// At the first byte of a line.
void Parser::heredoc_bodies() {
    std::vector<PendingHeredoc> pending;
    pending.swap(pending_); // a substitution inside a body has its own
    for (const PendingHeredoc& each : pending) {
        const std::uint32_t begin = pos_;
        for (;;) {
            if (failed_) return;
            if (at_end()) {
                each.heredoc->body = {begin, pos_};
                fail(each.redirect,
                     "the heredoc ends nowhere: no line is `" + std::string(each.delimiter) + "`");
                return;
            }
            const std::uint32_t line = pos_;
            const bool ends = heredoc_line(each);
            const Span at{line, pos_};
            pos_ += line_end_size(pos_);
            if (ends) {
                each.heredoc->body = {begin, line};
                each.heredoc->terminator = at;
                break;
            }
        }
        if (each.heredoc->expands) heredoc_expansions(*each.heredoc);
    }
}

/// Reads one line, with those that a backslash joins to it where the body expands. True: it is the
/// delimiter. `pos_` is left before the line end.
bool Parser::heredoc_line(const PendingHeredoc& pending) {
    std::string_view rest = pending.delimiter;
    bool matches = true;
    std::uint32_t begin = pos_;
    const auto compare = [&] {
        const std::string_view piece = slice({begin, pos_});
        matches = matches && rest.starts_with(piece);
        if (matches) rest.remove_prefix(piece.size());
    };
    while (pending.strip_tabs && is_at('\t')) ++begin, ++pos_;
    while (pos_ < end_ && line_end_size(pos_) == 0) {
        if (text_[pos_] != '\\' || !pending.heredoc->expands) {
            ++pos_;
        } else if (const std::uint32_t size = continuation_size(pos_)) {
            compare();
            begin = pos_ += size;
        } else {
            pos_ = std::min(pos_ + 2, end_);
        }
    }
    compare();
    return matches && rest.empty();
}

void Parser::heredoc_expansions(Heredoc& heredoc) {
    const std::uint32_t behind = pos_;
    pos_ = heredoc.body.begin;
    {
        const Range range(*this, heredoc.body.end);
        while (pos_ < end_) {
            const char c = text_[pos_];
            if (c == '\\') {
                escape(nullptr);
            } else if (c == '`') {
                backticks(heredoc.expansions, true);
            } else if (c != '$' || !dollar(heredoc.expansions, true)) {
                ++pos_;
            }
        }
    }
    if (!failed_) pos_ = behind;
}

void Parser::check_heredocs() {
    if (failed_ || pending_.empty()) return;
    fail(pending_.front().redirect, "the heredoc has no body: no line follows");
}

} // namespace dflint::shell
