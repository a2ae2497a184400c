// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dflint/model/build.h"

#include <string_view>
#include <vector>

/// Debian keeps the libraries and headers of each architecture in a directory of its own:
/// /usr/lib/x86_64-linux-gnu. Where a Dockerfile sets such a path, for one architecture.
namespace dflint::model {

struct MultiarchDirectory {
    Span at;                       ///< of its name, in the file: `x86_64-linux-gnu`
    std::string_view architecture; ///< Go's name
};

/// Those in the value of an ENV, but for the loader's own in LD_LIBRARY_PATH. None where paths for
/// several architectures stand side by side.
[[nodiscard]] std::vector<MultiarchDirectory> multiarch_directories_in(const Binding& binding,
                                                                       const Build& build);

/// Those in variables and options of a RUN: `LDFLAGS=-L/usr/lib/x86_64-linux-gnu`. None where the
/// RUN asks for the architecture, names several, or looks whether the directory is there.
[[nodiscard]] std::vector<MultiarchDirectory> multiarch_directories_in(const Run& run);

/// Something in the file builds for another architecture than it runs on, with the compilers and
/// libraries of Debian: then such a path may be meant.
[[nodiscard]] bool may_cross_compile(const Build& build);

} // namespace dflint::model
