// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/value.h"
#include "dflint/source/result.h"

#include <string_view>

namespace dflint::bake {

/// A JSON text as a value: objects, tuples, strings, numbers of any size, bools and null. The
/// error is said in the words of Go's encoding/json.
[[nodiscard]] Result<Value> from_json(std::string_view text);

} // namespace dflint::bake
