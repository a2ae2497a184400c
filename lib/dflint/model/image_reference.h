// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace dflint::model {

/// Why a text is no image reference, as part of a sentence ("it has no tag after the colon");
/// empty when it is one (distribution/reference, ParseNormalizedNamed).
[[nodiscard]] std::string problem_of_reference(std::string_view text);

} // namespace dflint::model
