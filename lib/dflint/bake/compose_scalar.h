// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/yaml/tree.h"

#include <cstdint>
#include <string>

/// What the scalars of a compose file are to compose, which reads YAML with go.yaml.in/yaml/v3 and
/// writes a number as Go does where it wants a string.
namespace dflint::bake {

enum class ScalarKind : std::uint8_t { null, boolean, integer, floating, timestamp, text };

/// What is quoted is text.
[[nodiscard]] ScalarKind scalar_kind(const yaml::Node& scalar);

/// The scalar as a string: `3.10` is the number 3.1, `0x10` is 16, `TRUE` is true. Variables are
/// not filled in.
[[nodiscard]] std::string scalar_text(const yaml::Node& scalar);

} // namespace dflint::bake
