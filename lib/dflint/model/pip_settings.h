// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"

#include <optional>
#include <string_view>

namespace dflint::model {

/// A setting of pip or uv for one install: from its options, its environment, or (then without a
/// value) from a configuration file that the image gets.
struct ToolSetting {
    std::string_view name;                 ///< `--retries`, `PIP_RETRIES`, `pip.conf`
    std::optional<std::string_view> value; ///< nothing when it is not known
    Span at;                               ///< option and value, or NAME=value
    Span value_at;                         ///< empty where there is none to replace
};

/// How long a silent connection is waited for; nothing when the tool's default is in force.
[[nodiscard]] std::optional<ToolSetting> timeout_of(const Install& install);

/// How often a failed request is tried again, as far as the command or its environment says.
[[nodiscard]] std::optional<ToolSetting> retries_of(const Install& install);

} // namespace dflint::model
