// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace dflint::model {

/// The name of a variable says that its value is secret: `API_TOKEN`. By the words of BuildKit's
/// check SecretsUsedInArgOrEnv; `TOKEN_FILE` and the like say where it is, or that it is none.
[[nodiscard]] bool is_secret_name(std::string_view name);

/// Nothing, or a switch: `REQUIRE_PASSWORD=true`.
[[nodiscard]] bool is_switch(std::string_view value);

/// The text is a secret, going by its form: the token of a known service, a private key, a URL with
/// a password in it.
[[nodiscard]] bool is_secret_text(std::string_view text);

} // namespace dflint::model
