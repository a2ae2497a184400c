// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Message digests as their standards define them; nothing here guards a secret.
namespace dflint::bake {

[[nodiscard]] std::string md5(std::string_view text);    ///< RFC 1321; 16 bytes
[[nodiscard]] std::string sha1(std::string_view text);   ///< RFC 3174; 20 bytes
[[nodiscard]] std::string sha256(std::string_view text); ///< FIPS 180-4; 32 bytes
[[nodiscard]] std::string sha512(std::string_view text); ///< FIPS 180-4; 64 bytes

/// Two lower-case digits for each byte.
[[nodiscard]] std::string hex(std::string_view bytes);

} // namespace dflint::bake
