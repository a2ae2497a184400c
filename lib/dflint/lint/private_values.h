// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/environment.h"
#include "dflint/source/diagnostic.h"
#include "dflint/source/source_file.h"

namespace dflint {

/// Shows `${NAME}` wherever a diagnostic quotes a value that the file at hand does not hold itself,
/// and drops fixes that would write one into it. Values of less than five bytes are no secrets, and
/// part of many words: they stay.
void hide_values(const bake::PrivateValues& values, const SourceFile& file, Diagnostics& out);

} // namespace dflint
