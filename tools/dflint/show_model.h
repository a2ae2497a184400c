// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"

#include <string>
#include <string_view>

namespace dflint::cli {

/// What a Dockerfile means, as one line of JSON without the line end: stages, variables, and for
/// each RUN its state, mounts, commands and installs. Unknown values are null.
[[nodiscard]] std::string model_json(const model::Build& build);

/// The same for people: a line for each stage, variable, RUN, mount, command and install.
[[nodiscard]] std::string model_text(const model::Build& build);

// The words both use.
[[nodiscard]] std::string_view name_of(model::Shell shell);
[[nodiscard]] std::string_view name_of(model::InstallKind kind);

} // namespace dflint::cli
