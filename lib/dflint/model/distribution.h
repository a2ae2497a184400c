// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"

#include <cstdint>
#include <string_view>

namespace dflint::model {

enum class Distribution : std::uint8_t { unknown, debian, alpine };

/// Debian (or Ubuntu) and Alpine, where an image is known to be made from them.
[[nodiscard]] Distribution distribution_of(std::string_view reference);

/// The program behind /bin/sh.
enum class PosixShell : std::uint8_t {
    unknown, ///< bash too: it is /bin/sh in the images of Red Hat and others
    dash,
    ash, ///< busybox
};

/// What /bin/sh is for an instruction of the stage: that of the base image, as long as nothing up
/// to the instruction may have put another one in its place.
[[nodiscard]] PosixShell system_shell(const Stage& stage,
                                      const dockerfile::Instruction& instruction);

} // namespace dflint::model
