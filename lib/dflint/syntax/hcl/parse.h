// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/diagnostic.h"
#include "dflint/source/source_file.h"
#include "dflint/syntax/hcl/ast.h"

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace dflint::hcl {

/// Brackets, blocks and templates nested deeper than this end in a diagnostic.
inline constexpr int max_depth = 256;
/// No tree has more levels of expressions than this, whatever was written: 1 + 1 + 1 ... is a
/// level for each operator. Who walks a tree may recurse.
inline constexpr int max_height = 1024;

/// Which keys of a JSON object are blocks: JSON cannot say it itself.
struct BlockType {
    std::string_view name;
    std::size_t label_count = 0;
    std::vector<BlockType> blocks{}; ///< the block types inside
};

/// Reads the native syntax. `file` outlives the result. There is always a tree: an unreadable part
/// is an error node or is missing, and every mistake is in `out`.
/// Never throws; time and memory are linear in the size of the file.
[[nodiscard]] File parse(const SourceFile& file, Diagnostics& out);

/// Reads the JSON profile, as `parse` does. A key that names no block type is an attribute, "//"
/// is a comment.
[[nodiscard]] File parse_json(const SourceFile& file, std::span<const BlockType> schema,
                              Diagnostics& out);

/// Where HCL wants an expression that is not evaluated (a type, a parameter's name), JSON writes it
/// in a string: "list(string)". Reads such a string, a template_ of a JSON file, anew as an
/// expression. The texts it needs are added to `owner`.
[[nodiscard]] Expr parse_string_as_expression(const SourceFile& file, const Expr& string,
                                              File& owner, Diagnostics& out);

} // namespace dflint::hcl
