// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dflint::emit {

/// The paragraphs of a card's text, each on one line however the source file wraps and indents it.
/// A line that begins with "- " is a paragraph of its own.
[[nodiscard]] std::vector<std::string> paragraphs(std::string_view text);

/// The words of a paragraph on lines of at most `columns`, as far as words allow.
void append_wrapped(std::string& out, std::string_view paragraph, std::size_t columns);

/// Each line behind `indent`; empty lines stay empty. Ends in a line end.
void append_indented(std::string& out, std::string_view text, std::string_view indent);

} // namespace dflint::emit
