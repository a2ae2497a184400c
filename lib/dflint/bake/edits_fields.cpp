// SPDX-License-Identifier: Apache-2.0
// The fields of entries, in both forms.
#include "dflint/bake/edits.h"
#include "dflint/bake/layout.h"
#include "dflint/syntax/hcl/unwrap.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace dflint::bake {

using hcl::Expr;
using hcl::ExprKind;

namespace {

/// One field of a text in CSV form, in the file.
struct Field {
    std::string name; ///< before the `=`; all of it when there is none
    Span at;
    Span value{}; ///< empty at the end when there is no `=`
    bool has_value = false;
    bool is_constant = true; ///< no interpolation is part of it
};

/// The fields of a string as it is written; nothing when they are not to be told for certain: CSV
/// quotes, or directives, which may hide fields. What an interpolation brings counts as one word.
std::optional<std::vector<Field>> fields_of(const Expr& expr) {
    if (!expr.is(ExprKind::template_) || expr.is_heredoc || expr.is_wrap()) return std::nullopt;
    if (expr.children.empty()) return std::nullopt;
    const Span inside{expr.at.begin + 1, expr.at.end - 1};
    std::vector<Field> fields;
    Field field{.name = {}, .at = inside};
    const auto end_field = [&](std::uint32_t end, std::uint32_t next) {
        field.at.end = end;
        field.value.end = end;
        if (!field.has_value) field.value.begin = end;
        fields.push_back(std::exchange(field, Field{.name = {}, .at = {next, inside.end}}));
    };
    for (const Expr& part : expr.children) {
        if (part.is(ExprKind::interpolation)) {
            field.is_constant = false;
            continue;
        }
        const bool is_plain = part.is(ExprKind::text) && part.text.size() == part.at.size() &&
                              part.text.find('"') == part.text.npos;
        if (!is_plain) return std::nullopt;
        for (std::size_t i = 0; i < part.text.size(); ++i) {
            const auto at = static_cast<std::uint32_t>(part.at.begin + i);
            const char c = part.text[i];
            if (c == ',') {
                end_field(at, at + 1);
            } else if (c == '=' && !field.has_value) {
                field.has_value = true;
                field.value.begin = at + 1;
            } else if (!field.has_value) {
                field.name += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
            }
        }
    }
    end_field(inside.end, inside.end);
    return fields;
}

const Expr* item_of(const Expr& object, std::string_view name) {
    const Expr* found = nullptr;
    for (const Expr& item : object.children) {
        const auto key = hcl::key_text(item.child(0));
        if (key && *key == name) found = &item;
    }
    return found;
}

const Field* field_of(const std::vector<Field>& fields, std::string_view name) {
    const auto found = std::find_if(fields.rbegin(), fields.rend(), [&](const Field& each) {
        return each.has_value && each.name == name;
    });
    return found == fields.rend() ? nullptr : &*found;
}

bool has_plain_keys(const Expr& object) {
    return std::all_of(object.children.begin(), object.children.end(),
                       [](const Expr& item) { return hcl::key_text(item.child(0)).has_value(); });
}

/// The string for the inside that is given.
std::string in_quotes(std::string_view inside) {
    return '"' + std::string(inside) + '"';
}

} // namespace

Edits insert_field(const WrittenElement& entry, std::string_view name, std::string_view text) {
    const Expr& expr = entry.expr();
    if (expr.is(ExprKind::object)) {
        if (item_of(expr, name) != nullptr || !has_plain_keys(expr)) return {};
        return append_to_object(entry.in, expr, name, in_quotes(text));
    }
    const auto fields = fields_of(expr);
    if (!fields || field_of(*fields, name) != nullptr) return {};
    const std::string field = "," + std::string(name) + "=" + std::string(text);
    const std::uint32_t end = expr.at.end - 1;
    const Field& first = fields->front();
    const bool is_bare = fields->size() == 1 && !first.has_value && !first.name.empty();
    if (is_bare) {
        // Only a reference is written without a type.
        const std::uint32_t begin = expr.at.begin + 1;
        return {{{begin, begin}, "type=registry,ref="}, {{end, end}, field}};
    }
    const bool is_certain = std::all_of(fields->begin(), fields->end(),
                                        [](const Field& each) { return each.has_value; });
    return is_certain ? Edits{{{end, end}, field}} : Edits{};
}

Edits replace_field(const WrittenElement& entry, std::string_view name, std::string_view text) {
    const Expr& expr = entry.expr();
    if (expr.is(ExprKind::object)) {
        const Expr* const item = item_of(expr, name);
        if (item == nullptr) return {};
        return {{item->child(1).at, in_quotes(text)}};
    }
    const auto fields = fields_of(expr);
    const Field* const field = fields ? field_of(*fields, name) : nullptr;
    return field == nullptr ? Edits{} : Edits{{field->value, std::string(text)}};
}

Edits remove_field(const WrittenElement& entry, std::string_view name) {
    const Expr& expr = entry.expr();
    if (expr.is(ExprKind::object)) {
        const Expr* const item = item_of(expr, name);
        return item == nullptr ? Edits{} : remove_from_object(entry.in, expr, *item);
    }
    const auto fields = fields_of(expr);
    const Field* const field = fields ? field_of(*fields, name) : nullptr;
    if (field == nullptr || fields->size() == 1 || !field->is_constant) return {};
    const bool is_first = field == &fields->front();
    return {{is_first ? Span{field->at.begin, field->at.end + 1}
                      : Span{field->at.begin - 1, field->at.end},
             ""}};
}

Span field_at(const WrittenElement& entry, std::string_view name) {
    const Expr& expr = entry.expr();
    if (expr.is(ExprKind::object)) {
        const Expr* const item = item_of(expr, name);
        return item == nullptr ? Span{} : item->at;
    }
    const auto fields = fields_of(expr);
    const Field* const field = fields ? field_of(*fields, name) : nullptr;
    return field == nullptr ? Span{} : field->at;
}

} // namespace dflint::bake
