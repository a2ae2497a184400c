// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/written.h"

#include "dflint/bake/functions.h"
#include "dflint/syntax/hcl/unwrap.h"

#include <algorithm>

namespace dflint::bake {

using hcl::Expr;
using hcl::ExprKind;

std::optional<WrittenBlock> block_around(const Project& project, const Origin& at) {
    if (!at.is_written() || project.files[at.file].is_compose) return std::nullopt;
    const File& file = project.files[at.file];
    const auto& blocks = file.tree.body.blocks;
    const auto behind =
        std::partition_point(blocks.begin(), blocks.end(),
                             [&](const hcl::Block& each) { return each.at.begin <= at.at.begin; });
    if (behind == blocks.begin()) return std::nullopt;
    const hcl::Block& block = *std::prev(behind);
    if (!block.at.contains(at.at)) return std::nullopt;
    return WrittenBlock{file.source.get(), &file.tree, &block};
}

const Expr* listing(const WrittenBlock& in, const hcl::Attribute& attribute, ExprKind kind) {
    // What stands inside of a JSON string would have to be escaped.
    const Expr& expr = in.is_json() ? attribute.expr : hcl::unwrapped(attribute.expr);
    const std::string_view text = in.source->slice(expr.at);
    const bool is_closed = text.size() >= 2 && (text.ends_with(']') || text.ends_with('}'));
    return expr.is(kind) && is_closed ? &expr : nullptr;
}

namespace {

/// The attribute around a place, when it is a listing of that kind, and the part of it that begins
/// there.
struct Part {
    const hcl::Attribute* attribute = nullptr;
    const Expr* list = nullptr;
    std::size_t index = 0;
};

std::optional<Part> part_at(const WrittenBlock& block, Span at, ExprKind kind) {
    for (const hcl::Attribute& each : block.block->body().attributes) {
        if (!each.expr.at.contains(at)) continue;
        const Expr* const list = listing(block, each, kind);
        if (list == nullptr) return std::nullopt;
        const auto found =
            std::partition_point(list->children.begin(), list->children.end(),
                                 [&](const Expr& one) { return one.at.begin < at.begin; });
        if (found == list->children.end() || found->at != at) return std::nullopt;
        return Part{&each, list, static_cast<std::size_t>(found - list->children.begin())};
    }
    return std::nullopt;
}

} // namespace

std::optional<WrittenElement> element_at(const Project& project, const Origin& at) {
    const auto block = block_around(project, at);
    const auto part = block ? part_at(*block, at.at, ExprKind::tuple) : std::nullopt;
    if (!part) return std::nullopt;
    return WrittenElement{*block, part->attribute, part->list, part->index};
}

std::optional<WrittenItem> item_at(const Project& project, const Origin& at) {
    const auto block = block_around(project, at);
    const auto part = block ? part_at(*block, at.at, ExprKind::object) : std::nullopt;
    if (!part) return std::nullopt;
    return WrittenItem{*block, part->attribute, &part->list->child(part->index)};
}

std::optional<std::string> as_template(const WrittenBlock& in, const Expr& expr) {
    const std::string_view text = in.source->slice(expr.at);
    if (expr.is_heredoc || text.find('\n') != text.npos) return std::nullopt;
    if (expr.is(ExprKind::template_) && text.size() >= 2 && text.ends_with('"'))
        return std::string(text.substr(1, text.size() - 2));
    if (in.is_json()) return std::nullopt;
    return "${" + std::string(text) + "}";
}

std::string string_expression(hcl::Syntax syntax, std::string_view text) {
    std::string escaped;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool opens = at + 1 < text.size() && text[at + 1] == '{';
        escaped += text[at];
        if (opens && (text[at] == '$' || text[at] == '%')) escaped += text[at];
    }
    if (syntax == hcl::Syntax::native) return quoted(escaped);
    std::string out;
    append_json(out, escaped);
    return out;
}

} // namespace dflint::bake
