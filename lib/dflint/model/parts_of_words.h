// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/command.h"

#include <cstddef>

namespace dflint::model {

/// Where `word.text.substr(offset)` stands in the file, its quotes included. The whole word when
/// quotes or escapes before the offset hide the place.
[[nodiscard]] Span rest_in_file(const Command& command, const Word& word, std::size_t offset);

} // namespace dflint::model
