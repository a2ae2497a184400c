// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/written.h"
#include "dflint/source/fix.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Edits of bake files, native and JSON, that keep what the author wrote as he laid it out: lines,
/// indentation, commas, comments.
///
/// All give edits of the file of the block, in order; none when the place cannot be changed for
/// certain. An `expression` is written in the language of the file (string_expression(), or a slice
/// of the file), on one line.
namespace dflint::bake {

using Edits = std::vector<Edit>;

/// Adds `name = expression` below the attribute `after`, which is one of the block, or below its
/// last one. A block on one line is spread over several: that is how HCL wants two attributes.
[[nodiscard]] Edits insert_attribute(const WrittenBlock& in, std::string_view name,
                                     std::string_view expression,
                                     const hcl::Attribute* after = nullptr);
/// Not of an inline Dockerfile, and nothing that has a comment inside.
[[nodiscard]] Edits remove_attribute(const WrittenBlock& in, const hcl::Attribute& attribute);

/// Adds an element to the end of a list.
[[nodiscard]] Edits append_element(const WrittenBlock& in, const hcl::Attribute& attribute,
                                   std::string_view expression);
[[nodiscard]] Edits remove_element(const WrittenElement& element);

/// Adds `key = expression` to the end of a map: args, contexts, labels. `key` is a text.
[[nodiscard]] Edits append_item(const WrittenBlock& in, const hcl::Attribute& attribute,
                                std::string_view key, std::string_view expression);
/// Of an item of the attribute's map.
[[nodiscard]] Edits remove_item(const WrittenBlock& in, const hcl::Attribute& attribute,
                                const hcl::Expr& item);

/// Adds a group of these targets: above the block, a target or a group, and the comments that
/// belong to it; in JSON as the first of the groups.
[[nodiscard]] Edits insert_group(const WrittenBlock& above, std::string_view name,
                                 const std::vector<std::string>& targets);

// The fields of an entry: `type=gha,mode=max` or { type = "gha", mode = "max" }. `text` is what
// stands between the quotes of a string, so it may have `${...}` in it.

/// One field, in the file.
struct WrittenField {
    std::string name;
    Span at;
    Span value{}; ///< in an object with its quotes; empty when the field is a word without `=`
    bool has_value = false;
    bool is_constant = true; ///< no variable is part of it
};

/// The fields of an entry; nothing when they are not to be told for certain: CSV quotes, escapes,
/// or directives, which may hide fields.
[[nodiscard]] std::optional<std::vector<WrittenField>> written_fields(const WrittenElement& entry);

/// Adds a field that the entry does not have. A bare reference becomes `type=registry,ref=...`.
[[nodiscard]] Edits insert_field(const WrittenElement& entry, std::string_view name,
                                 std::string_view text);
[[nodiscard]] Edits replace_field(const WrittenElement& entry, std::string_view name,
                                  std::string_view text);
[[nodiscard]] Edits remove_field(const WrittenElement& entry, std::string_view name);

} // namespace dflint::bake
