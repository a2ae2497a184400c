// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace dflint::model {

/// What `uname -m` says on amd64 and arm64 machines: "x86_64", "aarch64".
[[nodiscard]] bool is_unames_answer(std::string_view name);

/// The download exists for both, under names that differ in nothing but the answer of `uname -m`.
/// False: not known.
[[nodiscard]] bool is_named_by_uname(std::string_view url);

/// The text names a place that publishes nothing for other architectures, or not there: its URLs
/// have the number of one file. False: not known.
[[nodiscard]] bool is_for_one_architecture(std::string_view text);

} // namespace dflint::model
