// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/span.h"

#include <deque>
#include <optional>
#include <string>
#include <string_view>

/// What the exec form needs of JSON, read as Go's encoding/json does.
namespace dflint::dockerfile {

/// The value of a well-formed string, given without its quotes: a view of it when nothing has to
/// be decoded, else a new text in `texts`. Lone surrogates and malformed bytes become U+FFFD.
[[nodiscard]] std::string_view decode_json_string(std::string_view inside,
                                                  std::deque<std::string>& texts);

/// Where the first element that is no string stands, when `text` as a whole is a valid array that
/// has one. BuildKit refuses these, while everything that is not JSON becomes the shell form.
[[nodiscard]] std::optional<Span> first_non_string(std::string_view text);

/// Where the string stands, without its quotes, that is the value of `key` in `text`, when `text`
/// as a whole is a valid object. Of several the last one counts, whatever its type.
[[nodiscard]] std::optional<Span> string_member(std::string_view text, std::string_view key);

} // namespace dflint::dockerfile
