// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace dflint::model {

/// Why a text is no image reference, as part of a sentence ("it has no tag after the colon");
/// empty when it is one (distribution/reference, ParseNormalizedNamed).
[[nodiscard]] std::string problem_of_reference(std::string_view text);

/// The name in full, as BuildKit compares it: `docker.io/library/alpine:latest` for `alpine`
/// (distribution/reference, TagNameOnly).
[[nodiscard]] std::string full_image_name(std::string_view image);

/// The short form of what full_image_name() gives, without `:latest`: the key under which BuildKit
/// looks for a named context in place of the image (frontend/dockerui, NamedContext).
[[nodiscard]] std::string context_name(std::string_view image);

} // namespace dflint::model
