// SPDX-License-Identifier: Apache-2.0
// Attributes of blocks, elements of lists, items of maps.
#include "dflint/bake/edits.h"

#include "dflint/bake/layout.h"
#include "dflint/syntax/hcl/identifier.h"

#include <algorithm>

namespace dflint::bake {

using hcl::ExprKind;

namespace {

Sequence sequence_of(const Layout& layout, const hcl::Expr& listing) {
    std::vector<Span> items;
    for (const hcl::Expr& each : listing.children) items.push_back(each.at);
    return {layout,
            {listing.at.begin + 1, listing.at.end - 1},
            std::move(items),
            listing.is(ExprKind::object) && !layout.is_json()};
}

const hcl::Attribute* last_attribute(const hcl::Block& block) {
    const auto& all = block.body().attributes;
    return all.empty() ? nullptr : &all.back();
}

/// One of two attributes on lines in a row, with their equals signs in one column on purpose.
bool are_aligned(const Layout& layout, const hcl::Attribute& a, const hcl::Attribute& b) {
    const auto column = [&](const hcl::Attribute& each) {
        return each.equals.begin - layout.line_begin(each.at.begin);
    };
    const bool are_neighbours = layout.is_same_line(layout.line_end(a.at.end) + 1, b.at.begin) ||
                                layout.is_same_line(layout.line_end(b.at.end) + 1, a.at.begin);
    return are_neighbours && column(a) == column(b) && a.name.at.size() != b.name.at.size();
}

/// `name = `, spaced as the attribute beside it.
std::string head(const Layout& layout, const hcl::Body& body, std::string_view name,
                 const hcl::Attribute* beside) {
    std::string text(name);
    if (beside == nullptr) return text + " = ";
    const std::uint32_t gap = beside->equals.begin - beside->name.at.end;
    const bool is_aligned =
        gap > 1 || std::any_of(body.attributes.begin(), body.attributes.end(),
                               [&](const hcl::Attribute& each) {
                                   return &each != beside && are_aligned(layout, *beside, each);
                               });
    const std::size_t column = beside->equals.begin - beside->at.begin;
    if (is_aligned && text.size() < column)
        text.resize(column, ' ');
    else if (gap > 0)
        text += ' ';
    text += '=';
    if (beside->expr.at.begin > beside->equals.end) text += ' ';
    return text;
}

Edits insert_native(const Layout& layout, const hcl::Block& block, std::string_view name,
                    std::string_view expression, const hcl::Attribute* after) {
    const Span inside{block.open.end, block.close.begin};
    if (block.open.empty() || block.close.empty()) return {};
    const std::string outer = "\n" + std::string(layout.indentation(block.at.begin));
    const std::string inner = outer + std::string(layout.indentation_unit());
    const std::string text = head(layout, block.body(), name, after) + std::string(expression);
    if (layout.is_blank(inside)) return {{inside, inner + text + outer}};
    if (after == nullptr) {
        const std::uint32_t end = layout.line_end(block.open.end);
        return end < inside.end ? Edits{{{end, end}, inner + text}} : Edits{};
    }
    const std::uint32_t end = layout.line_end(after->at.end);
    if (end < inside.end) {
        const std::string line = "\n" + std::string(layout.indentation(after->at.begin));
        return {{{end, end}, line + text}};
    }
    const Span before{inside.begin, after->at.begin};
    const Span behind{after->at.end, inside.end};
    if (!layout.is_blank(before) || !layout.is_blank(behind)) return {};
    if (layout.begins_line(after->at.begin)) return {{behind, inner + text + outer}};
    return {{before, inner}, {behind, inner + text + outer}};
}

/// A member of the JSON object, spaced as the one beside it.
Edits insert_json(const Layout& layout, const hcl::Block& block, std::string_view name,
                  std::string_view expression, const hcl::Attribute* after) {
    std::string text = string_expression(hcl::Syntax::json, name);
    if (after == nullptr) {
        text += ": " + std::string(expression);
        const Span inside = block.body().at;
        return layout.is_blank(inside) ? Edits{{inside, text}} : Edits{};
    }
    const std::uint32_t key_end = after->name.at.end + 1;
    const std::string_view colon = layout.slice({key_end, after->expr.at.begin});
    text += colon.find('\n') == colon.npos ? colon : ": ";
    text += expression;
    const std::uint32_t end = after->at.end;
    const bool has_own_line = layout.begins_line(after->at.begin);
    const std::string gap = has_own_line   ? "\n" + std::string(layout.indentation(after->at.begin))
                            : colon == ":" ? ""
                                           : " ";
    return {{{end, end}, "," + gap + text}};
}

} // namespace

Edits insert_attribute(const WrittenBlock& in, std::string_view name, std::string_view expression,
                       const hcl::Attribute* after) {
    const Layout layout(in);
    if (after == nullptr) after = last_attribute(*in.block);
    return in.is_json() ? insert_json(layout, *in.block, name, expression, after)
                        : insert_native(layout, *in.block, name, expression, after);
}

Edits remove_attribute(const WrittenBlock& in, const hcl::Attribute& attribute) {
    const Layout layout(in);
    // What the author says about a part of it would be lost; a Dockerfile has its own comments.
    const bool is_dockerfile = attribute.name.text == "dockerfile-inline";
    if (is_dockerfile || layout.has_comment(attribute.at)) return {};
    if (!in.is_json()) {
        const Span inside = in.block->body().at;
        const bool is_one_line = layout.is_same_line(inside.begin, inside.end);
        if (is_one_line && !layout.has_comment(inside)) return {{inside, ""}};
        return {{layout.with_lines(attribute.at), ""}};
    }
    std::vector<Span> items;
    std::size_t index = 0;
    for (const hcl::Attribute& each : in.block->body().attributes) {
        if (&each == &attribute) index = items.size();
        // A comment member ("//") is no attribute, and would be taken for a gap.
        const Span gap{items.empty() ? in.block->body().at.begin : items.back().end, each.at.begin};
        if (layout.slice(gap).find('"') != std::string_view::npos) return {};
        items.push_back(each.at);
    }
    if (layout.slice({items.back().end, in.block->body().at.end}).find('"') !=
        std::string_view::npos)
        return {};
    return Sequence(layout, in.block->body().at, std::move(items), false).remove(index);
}

Edits append_element(const WrittenBlock& in, const hcl::Attribute& attribute,
                     std::string_view expression) {
    const hcl::Expr* const list = listing(in, attribute, ExprKind::tuple);
    if (list == nullptr) return {};
    const Layout layout(in);
    return sequence_of(layout, *list).append(std::string(expression));
}

Edits remove_element(const WrittenElement& element) {
    const Layout layout(element.in);
    return sequence_of(layout, *element.list).remove(element.index);
}

Edits append_item(const WrittenBlock& in, const hcl::Attribute& attribute, std::string_view key,
                  std::string_view expression) {
    const hcl::Expr* const map = listing(in, attribute, ExprKind::object);
    return map == nullptr ? Edits{} : append_to_object(in, *map, key, expression);
}

Edits remove_item(const WrittenBlock& in, const hcl::Attribute& attribute, const hcl::Expr& item) {
    const hcl::Expr* const map = listing(in, attribute, ExprKind::object);
    return map == nullptr ? Edits{} : remove_from_object(in, *map, item);
}

Edits append_to_object(const WrittenBlock& in, const hcl::Expr& object, std::string_view key,
                       std::string_view expression) {
    const Layout layout(in);
    const bool is_plain =
        !in.is_json() && !key.empty() && hcl::identifier_size(key, 0) == key.size();
    std::string text = is_plain ? std::string(key) : string_expression(in.tree->syntax, key);
    std::string_view separator = in.is_json() ? ": " : " = ";
    if (!object.children.empty()) {
        // As the last one is: with or without quotes, `=` or `:`, its blanks.
        const hcl::Expr& last = object.children.back();
        const bool has_quotes = last.child(0).is(ExprKind::template_);
        if (has_quotes) text = string_expression(in.tree->syntax, key);
        const Span written{last.child(0).at.end, last.child(1).at.begin};
        const std::string_view gap = layout.slice(written);
        if (gap.find('\n') == gap.npos && !layout.has_comment(written)) separator = gap;
        const std::size_t mark = separator.find_first_not_of(" \t");
        const std::size_t column = last.child(0).at.size() + mark;
        const bool is_aligned = mark > 1 && mark != separator.npos;
        if (is_aligned) {
            separator.remove_prefix(mark);
            text.resize(std::max(column, text.size() + 1), ' ');
        }
    }
    return sequence_of(layout, object)
        .append(text + std::string(separator) + std::string(expression));
}

Edits remove_from_object(const WrittenBlock& in, const hcl::Expr& object, const hcl::Expr& item) {
    const Layout layout(in);
    const auto index = static_cast<std::size_t>(&item - object.children.data());
    return sequence_of(layout, object).remove(index);
}

} // namespace dflint::bake
