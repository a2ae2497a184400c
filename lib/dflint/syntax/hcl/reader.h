// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/hcl/token.h"

#include <string>

namespace dflint::hcl {

/// What the grammar expects where it finds something else; messages.cpp has the words.
enum class Wanted : std::uint8_t {
    expression,
    colon_of_conditional,
    name_behind_dot,
    function_name,
    arguments,
    comma_in_call,
    comma_in_tuple,
    end_of_object_item,
    equal_in_object,
    for_name,
    for_in,
    for_colon,
    for_arrow,
    no_arrow,
    end_of_group,
    directive,
    end_of_directive,
    item,
    end_of_item,
    one_line_end,
    block_body,
};

/// Reports attributes that a body sets more than once. The first one counts.
void report_repeated_names(const Body& body, Diagnostics& out);

/// The state of one reading: the tokens, where mistakes go, and the plain code that a grammar of
/// tokens needs. The grammar never fails: it reports, steps to the next place where it knows what
/// to expect, and goes on.
class Reader {
public:
    Reader(std::string_view text, Tokens tokens, std::deque<std::string>& texts, Diagnostics& out)
        : text_(text), tokens_(std::move(tokens)), texts_(texts), out_(out) {}

    [[nodiscard]] const Token* begin() const { return tokens_.tokens.data(); }
    [[nodiscard]] const Token* end() const { return begin() + tokens_.tokens.size(); }
    [[nodiscard]] const Token* match(const Token* token) const { return begin() + token->match; }
    [[nodiscard]] std::vector<Comment> take_comments() { return std::move(tokens_.comments); }

    /// Reports that `found` is not what was wanted, at most once for each place, and not when the
    /// lexer has reported it.
    void report(Wanted wanted, const Token* found);
    /// Reports what stands where the closer is expected.
    void report_no_closer(const Token* found, const Token* closer);
    /// Reports a missing closer.
    void report_unclosed(const Token* closer);
    void report(Span at, std::string message, std::vector<Label> labels = {},
                std::optional<Fix> fix = std::nullopt);

    /// The next comma, line end or closer that belongs to the same brackets. No more is reported
    /// there.
    const Token* synchronize(const Token* from);
    /// The closer of the brackets around.
    [[nodiscard]] const Token* closer_behind(const Token* from) const;

    /// True for what follows a line end at which an expression was missing: its other part.
    [[nodiscard]] bool is_rest_of_expression(const Token* token) const {
        return token != begin() && before(token) == broken_by_;
    }

    /// Counts the recursion that no bracket bounds: a ? b : a ? b : ...
    [[nodiscard]] bool enter(Span at);
    void leave() { --depth_; }

    /// Puts one expression below another, as long as the tree stays low enough.
    void add(Expr& parent, Expr child);
    /// The text of a label between two quotes.
    [[nodiscard]] Name label(const Token* open_quote);
    void report_repeated_names(const Body& body) { hcl::report_repeated_names(body, out_); }

private:
    struct Message;
    [[nodiscard]] Message message(Wanted wanted, const Token* found) const;
    [[nodiscard]] Message no_expression(const Token* found) const;
    [[nodiscard]] Message no_end_of_item(const Token* found) const;
    [[nodiscard]] Message no_block_body(const Token* found) const;
    [[nodiscard]] Message no_item(const Token* found) const;
    [[nodiscard]] Message no_one_line_end(const Token* found) const;
    /// A line end with the indentation of the line at hand, and `deeper` more.
    [[nodiscard]] std::string line_break(const Token* on_line, std::string_view deeper) const;
    [[nodiscard]] std::optional<Fix> on_several_lines(const Token* closer) const;
    [[nodiscard]] Message no_comma(const Token* found) const;
    [[nodiscard]] const Token* before(const Token* token) const;
    [[nodiscard]] bool is_told(const Token* token) const { return token->at.begin == told_; }

    /// In bytes from the begin of the line.
    [[nodiscard]] std::size_t column(const Token* token) const;
    [[nodiscard]] std::vector<Label> where_it_may_end(const Token* opener) const;

    std::string_view text_;
    Tokens tokens_;
    std::deque<std::string>& texts_;
    Diagnostics& out_;
    int depth_ = 0;
    bool told_height_ = false;
    const Token* broken_by_ = nullptr;
    std::uint32_t told_ = ~std::uint32_t{0}; ///< where nothing more is reported
};

} // namespace dflint::hcl
