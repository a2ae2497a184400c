// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Values of a compose file that bake prints in another form. Outside law: docker/go-units and
/// compose-spec/compose-go (types/hostList.go).
namespace dflint::bake {

/// `128m` as `128MiB`; "" for nothing.
[[nodiscard]] Result<std::string> memory_size(std::string_view text);

/// `host:address` or `host=address`; the address without brackets. Nothing without one of these
/// signs.
[[nodiscard]] std::optional<std::pair<std::string, std::string>> host_entry(std::string_view text);
[[nodiscard]] std::string without_brackets(std::string_view address);

/// A limit of the kernel, as in `nofile=1:2`.
[[nodiscard]] bool is_limit(std::string_view name);

} // namespace dflint::bake
