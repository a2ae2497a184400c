// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/bake/config.h"
#include "dflint/source/result.h"

#include <cstdint>
#include <string_view>
#include <vector>

/// The elements of attest, cache-from, cache-to, output, policy, secret and ssh: strings of comma
/// separated fields. Outside law: docker/buildx, util/buildflags.
namespace dflint::bake {

enum class SpecKind : std::uint8_t { attest, cache, output, policy, secret, ssh };

/// Reads the string form. The Error has buildx's words, without a place: "invalid value x".
[[nodiscard]] Result<Spec> parse_spec(SpecKind kind, const Text& text);

/// The object form: fields as written. Names that buildx drops are dropped; `type` comes first.
[[nodiscard]] Result<Spec> spec_of_fields(SpecKind kind, std::vector<Spec::Field> fields, Place at);

/// The fields of one CSV record, quotes removed; nothing when the quotes do not match.
[[nodiscard]] std::optional<std::vector<std::string>> csv_fields(std::string_view text);

} // namespace dflint::bake
