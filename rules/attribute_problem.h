// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace dflint::rules {

/// Why the build refuses the value; "" when it does not. Outside law: docker/go-units (size.go,
/// ulimit.go), docker/buildx (util/buildflags/export.go, ParseAnnotations).
[[nodiscard]] std::string problem_of_size(std::string_view size);
/// Of `name=soft[:hard]`.
[[nodiscard]] std::string problem_of_ulimit(std::string_view limit);
/// Of `[type[platform],...:]key=value`.
[[nodiscard]] std::string problem_of_annotation(std::string_view annotation);

} // namespace dflint::rules
