// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/hcl/parse.h"
#include "dflint/syntax/hcl/token.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace dflint::hcl {

/// Holds a tree against what ast.h and token.h promise of every text, valid or not: spans lie
/// inside the text and inside their parent, heights are true, literals are what their spans say,
/// and tokens, comments and white space rebuild the text.
class TreeCheck {
public:
    /// The first broken promise, or an empty text.
    static std::string of(std::string_view text, const File& file, const Diagnostics& mistakes) {
        TreeCheck check(text, file.syntax == Syntax::json);
        check.body(file.body, check.whole());
        for (const Diagnostic& each : mistakes) {
            check.span(each.at, check.whole(), "mistake");
            for (const Label& label : each.labels) check.span(label.at, check.whole(), "label");
            if (!each.fix) continue;
            for (const Edit& edit : each.fix->edits) check.span(edit.at, check.whole(), "edit");
        }
        return check.broken_;
    }

    /// Tokens in order, openers and closers matched, only white space and comments between them.
    static std::string of(std::string_view text, const Tokens& tokens) {
        TreeCheck check(text, false);
        std::vector<Span> taken;
        for (const Comment& each : tokens.comments) taken.push_back(each.at);
        std::uint32_t end = 0;
        for (std::size_t i = 0; i < tokens.tokens.size(); ++i) {
            const Token& token = tokens.tokens[i];
            check.span(token.at, check.whole(), "token");
            check.expect(token.at.begin >= end, "tokens overlap", token.at);
            end = token.at.end;
            taken.push_back(token.at);
            if (token.match == 0) continue;
            check.expect(tokens.tokens[token.match].match == i || token.match > i, "no match",
                         token.at);
        }
        if (tokens.is_cut) return check.broken_;
        std::ranges::sort(taken);
        std::uint32_t at = 0;
        for (const Span each : taken) {
            check.gap({at, std::max(at, each.begin)});
            at = std::max(at, each.end);
        }
        return check.broken_;
    }

private:
    TreeCheck(std::string_view text, bool is_json) : text_(text), is_json_(is_json) {}

    [[nodiscard]] Span whole() const { return {0, static_cast<std::uint32_t>(text_.size())}; }

    void expect(bool holds, std::string_view promise, Span at) {
        if (holds || !broken_.empty()) return;
        broken_ = std::string(promise) + " at " + std::to_string(at.begin) + ".." +
                  std::to_string(at.end);
    }

    void span(Span at, Span parent, std::string_view what) {
        expect(at.begin <= at.end && parent.contains(at), std::string(what) + " outside its parent",
               at);
    }

    void gap(Span at) {
        const std::string_view between = text_.substr(at.begin, at.size());
        const bool is_reported_space =
            between.find_first_of("\xC2\xE1\xE2\xE3\xEF") != between.npos;
        expect(is_reported_space || between.find_first_not_of(" \t\r\n\v\f") == between.npos,
               "no white space between tokens", at);
    }

    void body(const Body& body, Span parent) {
        span(body.at, parent, "body");
        for (const Attribute& each : body.attributes) {
            span(each.at, parent, "attribute");
            span(each.name.at, each.at, "attribute's name");
            span(each.equals, each.at, "equals sign");
            expr(each.expr, each.at);
        }
        for (const Block& each : body.blocks) {
            span(each.at, parent, "block");
            expect(each.bodies.size() == 1, "a block has one body", each.at);
            for (const Name& label : each.labels) span(label.at, parent, "label");
            // JSON labels its blocks from far above, and may repeat a body by an array.
            this->body(each.body(), is_json_ ? parent : each.at);
        }
    }

    void expr(const Expr& node, Span parent) {
        span(node.at, parent, "expression");
        for (const Name& each : node.names) span(each.at, node.at, "name");
        std::uint32_t below = 0;
        for (const Expr& child : node.children) {
            expr(child, node.at);
            below = std::max<std::uint32_t>(below, child.height);
        }
        expect(node.height == below + 1 && node.height <= max_height, "wrong height", node.at);
        if (node.kind != ExprKind::text) return;
        const std::string_view written = text_.substr(node.at.begin, node.at.size());
        const bool is_escape =
            written.starts_with('\\') || written.starts_with("$$") || written.starts_with("%%");
        expect(written == node.text || is_escape, "text is not what its span says", node.at);
    }

    std::string_view text_;
    bool is_json_;
    std::string broken_;
};

} // namespace dflint::hcl
