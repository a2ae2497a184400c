// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/dockerfile/ast.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::dockerfile {

/// One part of `--mount=` between two commas: `key=value`, or a word.
struct MountField {
    std::string_view key;
    std::optional<std::string_view> value{};
    Span at; ///< in the flag's value, without the quotes of CSV
    [[nodiscard]] Span key_at() const;
    [[nodiscard]] Span value_at() const;
};

struct MountFields {
    std::vector<MountField> fields;
    std::string error; ///< what Go says of the commas and quotes; then there are no fields
};

/// Takes the value of `--mount=` apart as CSV does. A doubled quote in a quoted field stays double.
[[nodiscard]] MountFields split_mount(std::string_view value);

/// The field is `from` with something that BuildKit takes for a variable. It expands none there.
[[nodiscard]] bool has_variable_origin(const MountField& field);

/// Where a part of the flag's value stands in the file; all of it when quotes or escapes were
/// removed from the value.
[[nodiscard]] Span place_in_value(const Instruction& instruction, const Flag& flag, Span part);

/// The value stands in the file as it is, continuations aside: its parts have places.
[[nodiscard]] bool has_plain_value(const Instruction& instruction, const Flag& flag);

} // namespace dflint::dockerfile
