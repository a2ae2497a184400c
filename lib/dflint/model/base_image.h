// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace dflint::model {

/// The image is known to set no USER, so a RUN on it is root with HOME=/root. False: not known.
[[nodiscard]] bool runs_as_root(std::string_view reference);

/// The image is known to set no variable but PATH. False: not known.
[[nodiscard]] bool sets_only_path(std::string_view reference);

/// What the image sets is known: a variable that image_sets denies is a mistake, or very old.
[[nodiscard]] bool has_known_environment(std::string_view reference);

/// Some tag of the image is known to set the variable.
[[nodiscard]] bool image_sets(std::string_view reference, std::string_view variable);

} // namespace dflint::model
