// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace dflint::model {

/// What `--chmod` takes: octal digits up to 7777, or letters as in `u=rwX,go-w` (dispatchCopy and
/// BSD's setmode, which BuildKit follows).
[[nodiscard]] bool is_file_mode(std::string_view text);

} // namespace dflint::model
