// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace dflint::model {

/// Go's name of the one architecture that an image exists for; empty when it may exist for more.
/// The reference says so itself (`arm64v8/debian`, `tool:1.2-amd64`), or the image is known to.
[[nodiscard]] std::string_view only_architecture_of(std::string_view reference);

} // namespace dflint::model
