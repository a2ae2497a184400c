// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace dflint::model {

/// Removes `.`, `..`, doubled and trailing slashes of a path inside an image or a context, as Go's
/// path.Clean does. "" gives ".".
[[nodiscard]] std::string clean_path(std::string_view path);

/// `directory` itself or a path below it. Both are clean.
[[nodiscard]] bool is_within(std::string_view path, std::string_view directory);

} // namespace dflint::model
