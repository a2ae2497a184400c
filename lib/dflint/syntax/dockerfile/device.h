// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/source/span.h"

#include <optional>
#include <string>
#include <string_view>

namespace dflint::dockerfile {

struct DeviceError {
    Span at; ///< in the flag's value
    std::string message;
};

/// What BuildKit says of the value of `--device=`: a name, by itself or as `name=...`, and
/// `required` with or without a truth value (instructions/commands_rundevice.go). Nothing: it is
/// fine.
[[nodiscard]] std::optional<DeviceError> device_error(std::string_view value);

} // namespace dflint::dockerfile
