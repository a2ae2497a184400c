// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/syntax/yaml/tree.h"

#include <string>
#include <string_view>
#include <vector>

/// What compose's schema says of the parts of a file that bake reads. Outside law:
/// compose-spec/compose-go, schema/compose-spec.json.
namespace dflint::bake {

struct SchemaMistake {
    const yaml::Node* at;
    std::string message;
};

/// Of a `build:`, with what it merges and extends.
[[nodiscard]] std::vector<SchemaMistake> mistakes_in_build(const yaml::Node& build);

/// Of the `x-bake` in it, which buildx decodes by itself.
[[nodiscard]] std::vector<SchemaMistake> mistakes_in_extension(const yaml::Node& extension);

/// Letters, digits, `.`, `_` and `-`.
[[nodiscard]] bool is_service_name(std::string_view name);

} // namespace dflint::bake
