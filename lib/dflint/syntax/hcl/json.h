// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/diagnostic.h"
#include "dflint/source/logical_text.h"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::hcl {

enum class JsonKind : std::uint8_t {
    error,
    null,
    boolean,
    number,
    string,
    array,
    object, ///< elements: of kind member
    member, ///< elements: the key, a string, and the value
};

/// A value of JSON with its place. Object keys keep their order and may repeat.
struct JsonValue {
    JsonKind kind = JsonKind::error;
    bool is_true = false;
    bool is_closed = false;               ///< array, object: the closing bracket is there
    Span at{};                            ///< quotes and brackets included
    std::string_view text{};              ///< number: as written; string: decoded
    const LogicalText* escaped = nullptr; ///< string with escapes: where its bytes stand
    Span colon{};                         ///< member
    std::vector<JsonValue> elements{};

    [[nodiscard]] const JsonValue& key() const { return elements.front(); }
    [[nodiscard]] const JsonValue& value() const { return elements.back(); }

    /// What a string has between its quotes.
    [[nodiscard]] Span inside() const;
};

/// Owns what the strings of a JSON text stand for. Addresses are stable.
struct JsonTexts {
    std::deque<std::string>& decoded;
    std::deque<LogicalText> maps{};
};

/// Reads one JSON text (RFC 8259). All mistakes are in `out`; what is unreadable is an error value.
/// Nesting past 256 levels is a mistake too.
[[nodiscard]] JsonValue read_json(std::string_view text, JsonTexts& texts, Diagnostics& out);

/// What stands between the quotes of a valid string; each escape is a segment of its own.
[[nodiscard]] LogicalText decode_json_string(std::string_view text, Span inside,
                                             std::deque<std::string>& decoded);

} // namespace dflint::hcl
