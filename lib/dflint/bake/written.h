// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/project.h"
#include "dflint/source/source_file.h"
#include "dflint/syntax/hcl/ast.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// From the places that a project names back to what is written there.
namespace dflint::bake {

/// A block of a file. Valid as long as the project.
struct WrittenBlock {
    const SourceFile* source = nullptr;
    const hcl::File* tree = nullptr;
    const hcl::Block* block = nullptr;

    [[nodiscard]] const hcl::Attribute* attribute(std::string_view name) const {
        return block->body().attribute(name);
    }
    [[nodiscard]] bool is_json() const { return tree->syntax == hcl::Syntax::json; }
};

/// One element of a list that is written between the brackets of an attribute.
struct WrittenElement {
    WrittenBlock in;
    const hcl::Attribute* attribute = nullptr;
    const hcl::Expr* list = nullptr;
    std::size_t index = 0;

    [[nodiscard]] const hcl::Expr& expr() const { return list->child(index); }
};

/// One item of a map that is written between the braces of an attribute.
struct WrittenItem {
    WrittenBlock in;
    const hcl::Attribute* attribute = nullptr;
    const hcl::Expr* item = nullptr;

    [[nodiscard]] const hcl::Expr& key() const { return item->child(0); }
};

/// The block around a place; nothing in compose files, and for what was said on the command line.
[[nodiscard]] std::optional<WrittenBlock> block_around(const Project& project, const Origin& at);

/// The element of that place; nothing when the list comes from a variable, a function or a
/// condition.
[[nodiscard]] std::optional<WrittenElement> element_at(const Project& project, const Origin& at);

/// The item of that place; nothing when the map comes from elsewhere.
[[nodiscard]] std::optional<WrittenItem> item_at(const Project& project, const Origin& at);

/// The brackets of a list, the braces of an object, as they stand in the file: the value of the
/// attribute itself, or the native syntax around it. Nothing for all other expressions.
[[nodiscard]] const hcl::Expr* listing(const WrittenBlock& in, const hcl::Attribute& attribute,
                                       hcl::ExprKind kind);

/// What to write between the quotes of a string for the value of an expression: the inside of a
/// string, `${...}` around all else. Nothing for heredocs, and for what takes several lines.
[[nodiscard]] std::optional<std::string> as_template(const WrittenBlock& in, const hcl::Expr& expr);

/// A string of the file's language that means the text.
[[nodiscard]] std::string string_expression(hcl::Syntax syntax, std::string_view text);

} // namespace dflint::bake
