// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace dflint {

/// The language of a file.
enum class FileKind : std::uint8_t { dockerfile, dockerignore, bake_hcl, bake_json, compose };

/// Told by the name alone, as buildx does for bake files: `.hcl`, `.json`, `.yaml` and `.yml`;
/// `.dockerignore` and `NAME.dockerignore`; everything else is a Dockerfile, whatever it is called.
[[nodiscard]] FileKind kind_of(std::string_view path);

} // namespace dflint
