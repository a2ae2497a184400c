// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/shell/ast.h"

#include <string>
#include <string_view>

namespace dflint::shell {

/// Holds a tree against what ast.h promises of every text, valid or not: spans lie inside the text
/// and inside their parent, in order, and views are what the spans say.
class TreeCheck {
public:
    /// The first broken promise, or an empty text.
    static std::string of(const Script& script) {
        TreeCheck check(script);
        check.node(script.root, {0, static_cast<std::uint32_t>(script.text.size())});
        std::uint32_t comment_end = 0;
        for (const Comment& each : script.comments) {
            check.span(each.at, check.whole(), "comment");
            check.expect(each.at.begin >= comment_end, "comments out of order", each.at);
            comment_end = each.at.end;
        }
        for (const auto& each : script.heredocs) {
            check.span(each->body, check.whole(), "heredoc body");
            check.span(each->terminator, check.whole(), "heredoc terminator");
            check.expansions(each->expansions, check.whole());
        }
        if (script.error) check.span(script.error->at, check.whole(), "error");
        return check.broken_;
    }

private:
    explicit TreeCheck(const Script& script) : script_(script) {}

    [[nodiscard]] Span whole() const {
        return {0, static_cast<std::uint32_t>(script_.text.size())};
    }

    void expect(bool holds, std::string_view promise, Span at) {
        if (holds || !broken_.empty()) return;
        broken_ = std::string(promise) + " at " + std::to_string(at.begin) + ".." +
                  std::to_string(at.end);
    }

    void span(Span at, Span parent, std::string_view what) {
        expect(at.begin <= at.end && parent.contains(at), std::string(what) + " outside its parent",
               at);
    }

    void expansions(const std::vector<Expansion>& all, Span parent) {
        std::uint32_t begin = 0;
        for (const Expansion& each : all) {
            span(each.at, parent, "expansion");
            expect(each.at.begin >= begin, "expansions out of order", each.at);
            begin = each.at.begin;
            const bool runs =
                each.kind == ExpansionKind::command || each.kind == ExpansionKind::process;
            expect(runs == (each.body != nullptr), "a body exactly where commands run", each.at);
            if (each.body != nullptr) node(*each.body, each.at);
        }
    }

    void word(const Word& each, Span parent) {
        span(each.at, parent, "word");
        if (!broken_.empty()) return;
        expect(each.raw == script_.text.substr(each.at.begin, each.at.size()),
               "raw is not the bytes of the word", each.at);
        if (!each.quoted && each.is_static() && each.raw.find('\\') == std::string_view::npos) {
            expect(each.text == each.raw, "an unquoted word has another text", each.at);
        }
        expansions(each.expansions, each.at);
    }

    void node(const Node& each, Span parent) {
        span(each.at, parent, "node");
        span(each.keyword, whole(), "keyword");
        if (each.terminator) span(*each.terminator, whole(), "terminator");
        for (const Assignment& assignment : each.assignments) {
            span(assignment.at, each.at, "assignment");
            if (assignment.value) word(*assignment.value, assignment.at);
            for (const Word& element : assignment.elements) word(element, assignment.at);
        }
        std::uint32_t end = each.at.begin;
        for (const Word& one : each.words) {
            word(one, each.at);
            expect(one.at.begin >= end, "words out of order", one.at);
            end = one.at.end;
        }
        for (const Redirect& redirect : each.redirects) {
            span(redirect.at, each.at, "redirect");
            span(redirect.op_at, redirect.at, "redirect operator");
            if (!redirect.target.at.empty()) word(redirect.target, redirect.at);
        }
        end = each.at.begin;
        for (const Node& child : each.children) {
            node(child, each.at);
            expect(child.at.begin >= end, "children out of order", child.at);
            end = child.at.end;
        }
        const bool is_list = each.kind == NodeKind::pipeline || each.kind == NodeKind::and_or;
        if (is_list && !script_.error) {
            expect(each.operators.size() + 1 == each.children.size(), "an operator between each",
                   each.at);
        }
        for (const Span op : each.operators)
            span(op, script_.error ? whole() : each.at, "operator");
    }

    const Script& script_;
    std::string broken_;
};

} // namespace dflint::shell
