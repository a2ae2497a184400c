// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"

#include <string_view>
#include <vector>

namespace dflint::rules {

/// An ARG that a build gets a new value for each time: a commit hash, a date, a build number. A
/// commit with a real default is the pin of something else, and is not.
[[nodiscard]] bool is_volatile(const model::Binding& binding);

/// The instruction's text or one of its heredocs mentions `$NAME` or `${NAME...`.
[[nodiscard]] bool mentions_any(const SourceFile& file, const dockerfile::Instruction& instruction,
                                const std::vector<std::string_view>& names);

/// The run starts a program that might read any variable of its environment.
[[nodiscard]] bool may_read_variables(const model::Run& run);

} // namespace dflint::rules
