// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/command.h"

#include <optional>
#include <string>
#include <string_view>

namespace dflint::model {

class Scope;

/// Where a command runs: WORKDIR and the `cd`s of its script before it. A stage without a WORKDIR
/// starts at `unknown_directory`, the base image's own, so that paths of one stage stay comparable.
/// Nothing when a `cd` goes to a place that only the shell knows.
[[nodiscard]] std::optional<std::string> directory_of(const Command& command);

/// A path of an instruction, absolute; relative ones count from the WORKDIR as above.
[[nodiscard]] std::string absolute_in(const Scope& scope, std::string_view path);

/// Stands for the working directory of a base image that nobody has said anything about.
inline constexpr std::string_view unknown_directory = "/?";

} // namespace dflint::model
