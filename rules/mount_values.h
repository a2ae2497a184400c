// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

/// Values of `RUN --mount` as BuildKit reads them.
namespace dflint::rules {

/// A number of 32 bits without a sign, in digits of the base (Go's strconv.ParseUint).
[[nodiscard]] bool is_uint32(std::string_view text, int base);

/// `64m`, `1.5 GiB`, `1024` (docker/go-units, RAMInBytes). What is hard to tell counts as one.
[[nodiscard]] bool may_be_size(std::string_view text);

} // namespace dflint::rules
