// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace dflint::dockerfile {

/// The option that BuildKit would suggest: fewer than three single-character edits away, the first
/// of the nearest; empty when there is none. Case counts.
[[nodiscard]] std::string_view nearest(std::string_view word,
                                       std::span<const std::string_view> options);

/// How many slips of the fingers turn the option into the word: a letter too much, too few or
/// wrong, two neighbours exchanged. Case does not count.
[[nodiscard]] std::size_t slips_between(std::string_view word, std::string_view option);

/// The instruction that was probably meant, in the case of the word.
[[nodiscard]] std::string nearest_instruction(std::string_view word);

/// " (did you mean X?)", as BuildKit asks; empty without a suggestion.
[[nodiscard]] std::string hint(std::string_view suggestion);

} // namespace dflint::dockerfile
