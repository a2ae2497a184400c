// SPDX-License-Identifier: Apache-2.0
// The fields of entries, in both forms.
#include "dflint/bake/edits.h"
#include "dflint/bake/layout.h"
#include "dflint/source/ascii.h"
#include "dflint/syntax/hcl/unwrap.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace dflint::bake {

using hcl::Expr;
using hcl::ExprKind;

namespace {

/// The fields of a string. What an interpolation brings counts as one word.
std::optional<std::vector<WrittenField>> fields_of_string(const WrittenElement& entry) {
    const Expr& expr = entry.expr();
    if (!expr.is(ExprKind::template_) || expr.is_heredoc || expr.is_wrap()) return std::nullopt;
    const std::string_view text = entry.in.source->slice(expr.at);
    const bool is_closed = text.size() > 2 && text.starts_with('"') && text.ends_with('"');
    if (expr.children.empty() || !is_closed) return std::nullopt;
    const Span inside{expr.at.begin + 1, expr.at.end - 1};
    std::vector<WrittenField> fields;
    WrittenField field{.name = {}, .at = inside};
    const auto end_field = [&](std::uint32_t end, std::uint32_t next) {
        field.at.end = end;
        field.value.end = end;
        if (!field.has_value) field.value.begin = end;
        fields.push_back(std::exchange(field, WrittenField{.name = {}, .at = {next, inside.end}}));
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
                field.name += ascii::to_lower(c);
            }
        }
    }
    end_field(inside.end, inside.end);
    return fields;
}

std::optional<std::vector<WrittenField>> fields_of_object(const Expr& object) {
    std::vector<WrittenField> fields;
    for (const Expr& item : object.children) {
        auto name = hcl::key_text(item.child(0));
        if (!name) return std::nullopt;
        const bool is_constant = hcl::constant_text(item.child(1)).has_value();
        fields.push_back({*std::move(name), item.at, item.child(1).at, true, is_constant});
    }
    return fields;
}

const WrittenField* field_of(const std::optional<std::vector<WrittenField>>& fields,
                             std::string_view name) {
    if (!fields) return nullptr;
    const auto found =
        std::find_if(fields->rbegin(), fields->rend(),
                     [&](const WrittenField& each) { return each.has_value && each.name == name; });
    return found == fields->rend() ? nullptr : &*found;
}

/// The string for the inside that is given.
std::string in_quotes(std::string_view inside) {
    return '"' + std::string(inside) + '"';
}

} // namespace

std::optional<std::vector<WrittenField>> written_fields(const WrittenElement& entry) {
    const Expr& expr = entry.expr();
    return expr.is(ExprKind::object) ? fields_of_object(expr) : fields_of_string(entry);
}

Edits insert_field(const WrittenElement& entry, std::string_view name, std::string_view text) {
    const Expr& expr = entry.expr();
    const auto fields = written_fields(entry);
    if (!fields || field_of(fields, name) != nullptr) return {};
    if (expr.is(ExprKind::object)) return append_to_object(entry.in, expr, name, in_quotes(text));
    const std::string field = "," + std::string(name) + "=" + std::string(text);
    const std::uint32_t end = expr.at.end - 1;
    const WrittenField& first = fields->front();
    const bool is_bare = fields->size() == 1 && !first.has_value && !first.name.empty();
    if (is_bare) {
        // Only a reference is written without a type.
        const std::uint32_t begin = expr.at.begin + 1;
        return {{{begin, begin}, "type=registry,ref="}, {{end, end}, field}};
    }
    const bool is_certain = std::all_of(fields->begin(), fields->end(),
                                        [](const WrittenField& each) { return each.has_value; });
    return is_certain ? Edits{{{end, end}, field}} : Edits{};
}

Edits replace_field(const WrittenElement& entry, std::string_view name, std::string_view text) {
    const auto fields = written_fields(entry);
    const WrittenField* const field = field_of(fields, name);
    if (field == nullptr) return {};
    const Expr& expr = entry.expr();
    if (expr.is(ExprKind::object)) return {{field->value, in_quotes(text)}};
    if (field->is_constant) return {{field->value, std::string(text)}};
    // Without the variable, the texts beside it become one: the string is written anew.
    const SourceFile& file = *entry.in.source;
    const Span inside{expr.at.begin + 1, expr.at.end - 1};
    return {{inside, std::string(file.slice({inside.begin, field->value.begin})) +
                         std::string(text) +
                         std::string(file.slice({field->value.end, inside.end}))}};
}

Edits remove_field(const WrittenElement& entry, std::string_view name) {
    const Expr& expr = entry.expr();
    const auto fields = written_fields(entry);
    const WrittenField* const field = field_of(fields, name);
    if (field == nullptr || fields->size() == 1) return {};
    const auto index = static_cast<std::size_t>(field - fields->data());
    if (expr.is(ExprKind::object)) return remove_from_object(entry.in, expr, expr.child(index));
    // Of an interpolation nobody knows whether it brings more fields.
    if (!field->is_constant) return {};
    return {{index == 0 ? Span{field->at.begin, field->at.end + 1}
                        : Span{field->at.begin - 1, field->at.end},
             ""}};
}

} // namespace dflint::bake
