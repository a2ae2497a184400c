// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/fix.h"
#include "dflint/source/utf8.h"

#include <algorithm>

namespace dflint::emit {

/// True when a format that is UTF-8 throughout can carry the fix unchanged.
[[nodiscard]] inline bool is_utf8(const Fix& fix) {
    return std::all_of(fix.edits.begin(), fix.edits.end(),
                       [](const Edit& edit) { return utf8::is_valid(edit.text); });
}

} // namespace dflint::emit
