// SPDX-License-Identifier: Apache-2.0
#include "dflint/syntax/hcl/embedded.h"

namespace dflint::hcl {

namespace {

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == text.npos;
}

/// What <<- took from the lines: what stands before the first one that begins with text. Nothing
/// when all begin with something else.
std::optional<std::string> indentation_of(const SourceFile& file, const Expr& heredoc) {
    for (const Expr& part : heredoc.children) {
        if (!part.is(ExprKind::text) || is_blank(part.text)) continue;
        const std::size_t line = file.text().substr(0, part.at.begin).rfind('\n') + 1;
        const std::string_view before = file.text().substr(line, part.at.begin - line);
        if (is_blank(before)) return std::string(before);
    }
    return std::nullopt;
}

std::optional<Notation> notation_of(const SourceFile& file, const Expr& expr) {
    Notation notation{"\\n", {}, {{"${", "$${"}, {"%{", "%%{"}}};
    if (!expr.is_heredoc) {
        // The same in the native syntax and in JSON.
        notation.escapes.insert(notation.escapes.end(),
                                {{"\"", "\\\""}, {"\\", "\\\\"}, {"\t", "\\t"}, {"\r", "\\r"}});
        return notation;
    }
    notation.line_end.assign(1, '\n');
    if (!expr.is_flush) return notation;
    auto indentation = indentation_of(file, expr);
    if (!indentation) return std::nullopt;
    notation.indentation = *std::move(indentation);
    return notation;
}

} // namespace

std::optional<EmbeddedText> embedded_text(const SourceFile& file, const Expr& expr,
                                          const Filling& filling) {
    const Expr* bare = &expr;
    while (bare->is(ExprKind::parentheses)) bare = &bare->child(0);
    if (!bare->is(ExprKind::template_)) return std::nullopt;
    EmbeddedText out;
    for (const Expr& part : bare->children) {
        if (part.is(ExprKind::text)) {
            if (file.slice(part.at) == part.text) {
                out.add_copy(part.text, part.at.begin);
            } else {
                out.add_made(part.text, part.at);
            }
            continue;
        }
        if (!part.is(ExprKind::interpolation) || !filling) return std::nullopt;
        const auto filled = filling(part.child(0));
        if (!filled) return std::nullopt;
        out.add_filled(*filled, part.at);
    }
    if (auto notation = notation_of(file, *bare)) out.set_notation(*std::move(notation));
    return out;
}

} // namespace dflint::hcl
