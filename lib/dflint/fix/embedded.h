// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/fix/reading.h"
#include "dflint/source/embedded_text.h"

#include <vector>

namespace dflint::fix {

/// Counts the Dockerfiles that a file holds, and when they are wanted reads them as what they are:
/// their tokens stand in the reading in the place of those that hold the texts, and their mistakes
/// join it. The texts are in order.
void read_dockerfiles(const std::vector<EmbeddedText>& texts, Inner inner, Reading& reading);

} // namespace dflint::fix
