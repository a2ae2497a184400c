// SPDX-License-Identifier: Apache-2.0
// Here-documents (POSIX XCU 2.7.4): bodies follow the line that names them, in order.
#include "dflint/syntax/shell/parser.h"

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
            std::uint32_t from = pos_;
            while (each.strip_tabs && from < end_ && text_[from] == '\t') ++from;
            std::uint32_t line_end = pos_;
            while (line_end < end_ && line_end_size(line_end) == 0) ++line_end;
            const Span line{pos_, line_end};
            pos_ = line_end + line_end_size(line_end);
            if (from <= line_end && slice({from, line_end}) == each.delimiter) {
                each.heredoc->body = {begin, line.begin};
                each.heredoc->terminator = line;
                break;
            }
        }
        if (each.heredoc->expands) heredoc_expansions(*each.heredoc);
    }
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
