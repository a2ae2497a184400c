// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace dflint::model {

/// The name of a variable says that its value is secret: `API_TOKEN`. By the words of BuildKit's
/// check SecretsUsedInArgOrEnv; `TOKEN_FILE` and the like say where it is, or that it is none.
[[nodiscard]] bool is_secret_name(std::string_view name);

/// The last word of such a name says that the value is none: where the secret is, what it is
/// called, how long it counts: `TOKEN_TTL`.
[[nodiscard]] bool is_about_secret(std::string_view name);

/// A value that hardly is the secret which the name speaks of: a switch, an absolute path, the
/// address of something, a number too short for a key. Many passwords are numbers.
[[nodiscard]] bool is_hardly_secret(std::string_view name, std::string_view value);

/// Nothing, or a switch: `REQUIRE_PASSWORD=true`.
[[nodiscard]] bool is_switch(std::string_view value);

/// The text is a secret, going by its form: the token of a known service, a private key, a URL with
/// a password in it.
[[nodiscard]] bool is_secret_text(std::string_view text);

} // namespace dflint::model
